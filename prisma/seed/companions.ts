import type { CompanionNaming } from '#care';
import type { Tx } from '#platform';
import type { Cast } from './people.js';

/** Made-up people who stand in for the companions of made-up patients. */
const BACKUPS = [
  { key: 'sam', displayName: 'Dana Ellery', phone: '+1 917 555 0119' },
  { key: 'mia', displayName: 'Eva Lindqvist', phone: '+1 303 555 0178' },
  { key: 'jonas', displayName: 'Karl Weber', phone: '+1 608 555 0134' },
] as const;

/** Some patients have named somebody who comes when their companion cannot. */
export async function seedCompanions(tx: Tx, naming: CompanionNaming, cast: Cast): Promise<void> {
  for (const { key, ...person } of BACKUPS) await naming.name(tx, null, cast[key]!, { part: 'backup', ...person });
}
