import type { Audit } from '#audit';
import { type ClausePublication, type ConsentSigning, SHIPPED_CLAUSES } from '#care';
import type { Tx } from '#platform';
import type { Cast } from './people.js';

/** Who has signed everything; Ida, who is new, has it before her. */
const SIGNED = [
  ['rosa', 'Rosa Marin'],
  ['sam', 'Sam Ellery'],
  ['mia', 'Mia Lindqvist'],
  ['jonas', 'Jonas Weber'],
  ['ana', 'Ana Sousa'],
  ['leo', 'Leo Hartmann'],
  ['elif', 'Elif Demir'],
  ['noor', 'Noor Aziz'],
  ['june', 'June Park'],
] as const;
export type Signers = Readonly<{ publication: ClausePublication; signing: ConsentSigning; audit: Audit }>;

/** Ada has put the clauses into force that come with Hearth, and the patients have signed them. */
export async function seedConsents(tx: Tx, { publication, signing, audit }: Signers, cast: Cast): Promise<void> {
  const first = { basedOn: 0, reason: 'The first edition', clauses: SHIPPED_CLAUSES };
  await publication.put(tx, first, cast['ada']!);
  await audit.record(tx, { personId: cast['ada']!, role: 'admin' }, { action: 'publish-clauses', objectType: 'consent-clause' });
  for (const [key, name] of SIGNED) {
    const personId = cast[key]!;
    await signing.signAll(tx, personId, name);
    const act = { action: 'sign-consent', objectType: 'consent', subjectPersonId: personId };
    await audit.record(tx, { personId, role: 'patient' }, act);
  }
}
