const SILENCE_MS = 12_000;
const BEHIND_MS = 5_000;
/** A heartbeat that comes later than this has waited somewhere: in a frozen page, a proxy, a network that held it back. */
const LATE_MS = 5_000;

/** How well this page sees a session. Times are of `Elapsed`, in ms. */
export type Sight = Readonly<{
  heardAt: number;
  /** The server's time in the heartbeat that was heard last; epoch ms. */
  told: number | null;
  announcedSeq: number;
  behindSince: number | null;
}>;
/** @param at the server's time in it, epoch ms */
export type Beat = Readonly<{ lastSeq: number; at: number }>;

/** A page that has just opened has this long to hear something. */
export const sightAt = (now: number): Sight => ({ heardAt: now, told: null, announcedSeq: 0, behindSince: null });

/** Takes in what was folded since. */
export function look(sight: Sight, now: number, foldedSeq: number): Sight {
  return { ...sight, behindSince: sight.announcedSeq > foldedSeq ? (sight.behindSince ?? now) : null };
}

/**
 * Takes in a heartbeat. One that tells the same time again, or an earlier time than can be now, is no sign of life.
 *
 * @param isAnswer whether the server gave it in answer to a question of this moment: then it is fresh, whatever its clock says
 */
export function hear(sight: Sight, now: number, foldedSeq: number, { lastSeq, at }: Beat, isAnswer = false): Sight {
  const isHeard = isAnswer || isFresh(sight, now, at);
  const announced = { ...sight, announcedSeq: Math.max(sight.announcedSeq, lastSeq) };
  return look(isHeard ? { ...announced, heardAt: now, told: at } : announced, now, foldedSeq);
}

const isFresh = ({ told, heardAt }: Sight, now: number, at: number): boolean =>
  told === null || (at > told && at - told > now - heardAt - LATE_MS);

/** Whether the page may be missing something: nothing heard for 12 s, or a newer entry announced 5 s ago that has not come. */
export const isBlind = ({ heardAt, behindSince }: Sight, now: number): boolean =>
  now - heardAt > SILENCE_MS || (behindSince !== null && now - behindSince > BEHIND_MS);
