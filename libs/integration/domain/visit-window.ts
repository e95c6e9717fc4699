import { HOUR, type Span } from '#kernel';

/** What the visit's rule needs of a zone: its calendar day at an instant, and the instant of a local midnight. All in epoch ms. */
export type Calendar = Readonly<{ dayAt: (instant: number) => number; midnightOf: (day: number) => number }>;

/**
 * When the integration visit may take place: on the calendar day after the discharge where the patient lives, and no sooner than
 * some hours after it.
 *
 * @param dischargeAt epoch ms
 * @param minHours    at least so long after the discharge; hours
 * @source            docs/clinical-defaults.md, "The day after"
 */
export function visitWindow(dischargeAt: number, calendar: Calendar, minHours: number): Span {
  const nextDay = calendar.dayAt(dischargeAt) + 1;
  const from = Math.max(calendar.midnightOf(nextDay), dischargeAt + minHours * HOUR);
  return { from, to: calendar.midnightOf(nextDay + 1) };
}

/** Whether a visit keeps the rule against a discharge. @param visit epoch ms */
export function isVisitInTime(visit: Span, dischargeAt: number, calendar: Calendar, minHours: number): boolean {
  const window = visitWindow(dischargeAt, calendar, minHours);
  return window.from <= visit.from && visit.from < window.to;
}
