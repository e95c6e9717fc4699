import { HOUR, MINUTE } from '#kernel';
import type { NewEntry } from './entry.js';
import type { SessionState } from './state.js';

/** What a phone has kept without a network comes in one go, in any order, as soon as it has one. */
const BURST_MS = 2 * MINUTE;
/** Nothing is kept for longer: a session and its aftercare. */
const OLDEST_MS = 12 * HOUR;

/** Notes that an entry of its author came. */
export function contacted(contacts: SessionState['contacts'], { author, recordedAt }: NewEntry): SessionState['contacts'] {
  const { personId } = author;
  const known = contacts?.[personId ?? ''];
  if (personId === null || (known && recordedAt < known.since + BURST_MS)) return contacts;
  return { ...contacts, [personId]: { since: recordedAt, ...(known && { before: known.since }) } };
}

/**
 * The earliest time at which something can have happened that a person tells of only now. Whoever was heard since then would have
 * told it then: so nobody who is in touch can date a reading back, and what a phone has kept offline has its own time.
 *
 * @param now epoch ms
 * @returns   epoch ms
 */
export function happenedFrom({ contacts }: SessionState, personId: string, now: number): number {
  const { since, before } = contacts?.[personId] ?? {};
  const heardAt = since !== undefined && now >= since + BURST_MS ? since : before;
  return Math.max(heardAt ?? 0, now - OLDEST_MS);
}
