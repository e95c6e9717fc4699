const SILENCE_MS = 12_000;
const BEHIND_MS = 5_000;

/** How well this page sees a session. Times are of the page's monotonic timer, in ms. */
export type Sight = Readonly<{ heardAt: number; announcedSeq: number; behindSince: number | null }>;

/** A page that has just loaded the log whole has seen it at that moment. */
export const sightAt = (now: number): Sight => ({ heardAt: now, announcedSeq: 0, behindSince: null });

/** Takes in a heartbeat, or what was folded since. */
export function look(sight: Sight, now: number, foldedSeq: number, heartbeat?: { lastSeq: number }): Sight {
  const heardAt = heartbeat ? now : sight.heardAt;
  const announcedSeq = Math.max(sight.announcedSeq, heartbeat?.lastSeq ?? 0);
  const behindSince = announcedSeq > foldedSeq ? (sight.behindSince ?? now) : null;
  return { heardAt, announcedSeq, behindSince };
}

/** Whether the page may be missing something: nothing heard for 12 s, or a newer entry announced 5 s ago that has not come. */
export const isBlind = ({ heardAt, behindSince }: Sight, now: number): boolean =>
  now - heardAt > SILENCE_MS || (behindSince !== null && now - behindSince > BEHIND_MS);
