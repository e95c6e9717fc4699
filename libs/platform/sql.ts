import { createHash } from 'node:crypto';
import pg from 'pg';

/**
 * Runs a statement as a named prepared statement; interpolated values travel as parameters, never as text.
 *
 * Rows come back with int8 as number, timestamptz as Date, date and numeric as string, jsonb as parsed.
 */
export type Sql = <Row extends object = Record<string, unknown>>(
  text: TemplateStringsArray,
  ...values: readonly unknown[]
) => Promise<Row[]>;

/** Anything that can read: a `Tx`, or `Database` outside a transaction. */
export type Reader = Readonly<{ sql: Sql }>;

type Statement = Readonly<{ name: string; text: string }>;
const statements = new WeakMap<TemplateStringsArray, Statement>();

/** A template has one identity for the life of the process, so its text is joined and named once. */
function statementOf(template: TemplateStringsArray): Statement {
  const known = statements.get(template);
  if (known) return known;
  const text = template.reduce((joined, part, i) => `${joined}$${i}${part}`);
  const made = { name: createHash('sha256').update(text).digest('base64url').slice(0, 24), text };
  statements.set(template, made);
  return made;
}

const { builtins, getTypeParser } = pg.types;
const int8 = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('an int8 does not fit into a number');
  return value;
};
const asText = (text: string): string => text;
const parsers: Readonly<Record<number, (text: string) => unknown>> = { [builtins.INT8]: int8, [builtins.DATE]: asText };
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') => parsers[oid] ?? getTypeParser(oid, format)) as typeof getTypeParser,
};

/** What runs statements; both a client and a pool do. */
type Queryable = { query(config: pg.QueryConfig): Promise<pg.QueryResult> };

/** Runs the statement of a template on a client or pool. */
export async function runSql<Row>(on: Queryable, template: TemplateStringsArray, values: readonly unknown[]): Promise<Row[]> {
  const { rows } = await on.query({ ...statementOf(template), values: [...values], types });
  return rows as Row[];
}

/** A statement that is to be sent: its text, and the values for it. */
export type Written = Readonly<{ text: TemplateStringsArray; values: readonly unknown[] }>;
export const written = (text: TemplateStringsArray, ...values: readonly unknown[]): Written => ({ text, values });

const joined = new WeakMap<TemplateStringsArray, WeakMap<TemplateStringsArray, TemplateStringsArray>>();

/**
 * One statement that does `first` and is a SELECT: both happen, or neither. Its values are those of the first and then of the second.
 * Made once of each two, for a statement is prepared by the identity of its text.
 */
export function withFirst(first: TemplateStringsArray, select: TemplateStringsArray): TemplateStringsArray {
  const ofFirst = joined.get(first) ?? new WeakMap<TemplateStringsArray, TemplateStringsArray>();
  joined.set(first, ofFirst);
  const known = ofFirst.get(select);
  if (known) return known;
  const parts = [...first.slice(0, -1), `${first.at(-1)!}) ${select[0]!}`, ...select.slice(1)];
  parts[0] = `WITH first AS (${parts[0]!}`;
  const made = Object.assign(parts, { raw: parts });
  ofFirst.set(select, made);
  return made;
}
