import { MINUTE } from '#kernel';

/** Quiet hours around an instant, in the zone of whoever wants them; epoch ms. */
export type Quiet = Readonly<{ beganAt: number; endsAt: number }>;
/** What is to be sent: when, until when it is of use, and what time it is now; epoch ms. */
export type Timing = Readonly<{ at: number; useUntil: number; now: number }>;

/** So long before quiet hours begin that it is read before them. */
const AHEAD_MS = 15 * MINUTE;

/**
 * When something is sent that should not wake anybody: at its time; else when the quiet hours end, if it is still of use then; else
 * before they begin, if that is not past; else not at all.
 *
 * @param quiet those that its time falls into; null: into none
 * @returns     an instant outside of them, from `now` on and not after `useUntil`; null: not at all
 */
export function sendAt(quiet: Quiet | null, { at, useUntil, now }: Timing): number | null {
  const wanted = Math.max(at, now);
  if (wanted > useUntil) return null;
  if (!quiet) return wanted;
  if (quiet.endsAt <= useUntil) return Math.max(quiet.endsAt, now);
  const before = quiet.beganAt - AHEAD_MS;
  return before > now ? before : null;
}

/** Minutes of the day, in somebody's zone. From and to the same: never quiet. */
export type QuietHours = Readonly<{ fromMin: number; toMin: number }>;

/** Nine in the evening to eight in the morning. @source docs/adr/0020-messages.md */
export const USUAL_QUIET: QuietHours = { fromMin: 21 * 60, toMin: 8 * 60 };

/** Whether a minute of the day lies in quiet hours; their last minute is the one before `toMin`. */
export const isQuiet = (minute: number, { fromMin, toMin }: QuietHours): boolean =>
  fromMin <= toMin ? fromMin <= minute && minute < toMin : fromMin <= minute || minute < toMin;
