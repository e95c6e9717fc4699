import { DAY } from '#kernel';

/** One reading of a session. Instant in epoch ms. */
export type Reading = Readonly<{ happenedAt: number; systolicMmHg: number; diastolicMmHg: number; spo2Pct?: number | undefined }>;
/** Readings that a form asks for: the last before the dose, the one nearest to 40 minutes after it, and the last of all. */
export type ThreeReadings = Readonly<{ before: Reading | null; at40Min: Reading | null; atEnd: Reading | null }>;

const PEAK_MIN = 40;
/** So far from the peak a reading still tells of it. Source: Hearth default, to be reviewed by the clinic. */
const NEAR_MIN = 20;
const MINUTE_MS = 60_000;

/**
 * The readings that a form asks for, out of all of a session.
 *
 * @param givenAt      when the dose was given; epoch ms
 * @param dischargedAt epoch ms; what was measured later is none of the session's
 * @source Spravato REMS, patient monitoring form: blood pressure before, about 40 minutes after the dose, and before the patient leaves
 */
export function threeReadings(
  readings: readonly Reading[],
  { givenAt, dischargedAt }: Readonly<{ givenAt: number; dischargedAt: number }>,
): ThreeReadings {
  const inOrder = readings.toSorted((a, b) => a.happenedAt - b.happenedAt).filter(({ happenedAt }) => happenedAt <= dischargedAt);
  const after = inOrder.filter(({ happenedAt }) => happenedAt > givenAt);
  const fromPeak = ({ happenedAt }: Reading) => Math.abs(happenedAt - givenAt - PEAK_MIN * MINUTE_MS);
  const nearest = after.toSorted((a, b) => fromPeak(a) - fromPeak(b))[0];
  return {
    before: inOrder.filter(({ happenedAt }) => happenedAt <= givenAt).at(-1) ?? null,
    at40Min: nearest && fromPeak(nearest) <= NEAR_MIN * MINUTE_MS ? nearest : null,
    atEnd: after.at(-1) ?? null,
  };
}

/** The form is due within seven days. Source: Spravato REMS, requirements of certified health care settings. */
const DUE_MS = 7 * DAY;
/** Two days before that somebody is reminded. Source: Hearth default, to be reviewed by the clinic. */
const REMINDED_MS = 5 * DAY;

/** @param dischargedAt epoch ms @returns epoch ms */
export const formDates = (dischargedAt: number): Readonly<{ remindAt: number; dueAt: number }> => ({
  remindAt: dischargedAt + REMINDED_MS,
  dueAt: dischargedAt + DUE_MS,
});
