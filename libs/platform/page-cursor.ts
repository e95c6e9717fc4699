import { z } from 'zod';

import type { TrailCursor } from '#audit';
import { requestProblems } from '#platform';

const Cursor = z.tuple([z.iso.datetime(), z.uuid()]);

/** Where the page after this event begins, as a client gives it back. */
export const cursorOf = ({ at, id }: TrailCursor): string => Buffer.from(`${at.toISOString()} ${id}`).toString('base64url');

/** @throws `request.invalid` for what was not made here */
export function cursorFrom(text: string | undefined): TrailCursor | undefined {
  if (text === undefined) return undefined;
  const parsed = Cursor.safeParse(Buffer.from(text, 'base64url').toString('utf8').split(' '));
  if (!parsed.success) throw requestProblems.invalid({ fields: ['before'] });
  return { at: new Date(parsed.data[0]), id: parsed.data[1] };
}
