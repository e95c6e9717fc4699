import { z } from 'zod';

import { requestProblems } from './problems.js';

/** Where a page begins, in a list with the last first: what is before this instant, or at it with a smaller id. */
export type PageCursor = Readonly<{ at: Date; id: string }>;

const Cursor = z.tuple([z.iso.datetime(), z.uuid()]);

/** Where the page after this row begins, as a client gives it back. */
export const cursorOf = ({ at, id }: PageCursor): string => Buffer.from(`${at.toISOString()} ${id}`).toString('base64url');

/** @throws `request.invalid` for what was not made here */
export function cursorFrom(text: string | undefined): PageCursor | undefined {
  if (text === undefined) return undefined;
  const parsed = Cursor.safeParse(Buffer.from(text, 'base64url').toString('utf8').split(' '));
  if (!parsed.success) throw requestProblems.invalid({ fields: ['before'] });
  return { at: new Date(parsed.data[0]), id: parsed.data[1] };
}

/** One page out of what was found, which is one more than the page holds where there is a next one. */
export function pageOf<Row>(
  found: readonly Row[],
  limit: number,
  placeOf: (row: Row) => PageCursor,
): { rows: Row[]; next: string | null } {
  const rows = found.slice(0, limit);
  return { rows, next: found.length > limit ? cursorOf(placeOf(rows.at(-1)!)) : null };
}
