import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A line of the table in docs/audit.md. */
export type Declared = Readonly<{ handler: string; acts: readonly string[]; whyNot: string }>;

const LINE = /^\| `(?<handler>\w+\.\w+)`\s*\| `[^`]+`\s*\|(?<acts>[^|]*)\|(?<whyNot>[^|]*)\|$/gm;
const text = readFileSync(join(import.meta.dirname, '../../docs/audit.md'), 'utf8');

/** What docs/audit.md says of each route and socket event. */
export const declared: readonly Declared[] = [...text.matchAll(LINE)].map(({ groups }) => ({
  handler: groups!['handler']!,
  acts: [...groups!['acts']!.matchAll(/`([\w-]+)`/g)].map(([, act]) => act!),
  whyNot: groups!['whyNot']!.trim(),
}));
