import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What an actor may do with an operation; docs/security.md says what each means. */
export const CELLS = ['no', 'yes', 'own', 'all', 'cut', 'empty'] as const;
export type Cell = (typeof CELLS)[number];
export type PolicyTable = Readonly<{
  actors: readonly string[];
  /** By operation (`GET /v1/me`) or socket event (`session.join`); the cells by actor. */
  rows: ReadonlyMap<string, Readonly<Record<string, Cell>>>;
}>;

const cellsOf = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** Reads the table of operations in docs/security.md. @throws Error on a row that is not whole, and on a cell without meaning */
export function readPolicyTable(): PolicyTable {
  const text = readFileSync(join(import.meta.dirname, '../../docs/security.md'), 'utf8');
  const lines = text
    .slice(text.search(/^\| Operation /m))
    .split('\n')
    .filter((line) => line.startsWith('|'));
  const [head = '', , ...body] = lines;
  const [, ...actors] = cellsOf(head);
  const rows = body.map((line): [string, Record<string, Cell>] => {
    const [operation = '', ...cells] = cellsOf(line);
    const name = operation.replaceAll('`', '');
    const odd = cells.find((cell) => !CELLS.includes(cell as Cell));
    if (odd !== undefined || cells.length !== actors.length) throw new Error(`docs/security.md: the row of ${name} (${odd})`);
    return [name, Object.fromEntries(actors.map((actor, i) => [actor, cells[i] as Cell]))];
  });
  if (new Set(rows.map(([name]) => name)).size !== rows.length) throw new Error('docs/security.md: an operation has two rows');
  return { actors, rows: new Map(rows) };
}
