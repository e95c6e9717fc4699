import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { planRest, planSeries, readRest } from '#contracts';
import { call } from '../call.js';

/** What somebody would like. `from`: a day as `2026-12-01`; `time`: on their clock, as `10:00`; `weekday`: Monday is 1. */
export type Wish = Readonly<{ from: string; weekday: number; time: string; everyDays: number }>;
/** Times that were chosen instead, by the number of the dose. */
export type Picks = Readonly<Record<number, string>>;

export const seriesQuery = (patientId: string, wish: Wish | null, picks: Picks) =>
  queryOptions({
    queryKey: ['series', patientId, wish, picks],
    queryFn: () => {
      const chosen = Object.entries(picks).map(([number, at]) => `${number}@${at}`);
      const query = { ...wish!, ...(chosen.length ? { picks: chosen.join(',') } : {}) };
      return call(planSeries, { params: { patientId }, query });
    },
    enabled: wish !== null,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });

/** A session and those that are booked behind it. */
export const restQuery = (sessionId: string) =>
  queryOptions({
    queryKey: ['rest', sessionId],
    queryFn: () => call(readRest, { params: { sessionId } }),
  });

/** So many days later, or earlier; `time` on the patient's clock, empty for its own. */
export type Shift = Readonly<{ days: number; time: string }>;

/** Where they could go. @param shift null: nothing is asked yet */
export const restPlanQuery = (sessionId: string, shift: Shift | null) =>
  queryOptions({
    queryKey: ['rest-plan', sessionId, shift],
    queryFn: () => {
      const { days, time } = shift!;
      return call(planRest, { params: { sessionId }, query: { days, ...(time ? { time } : {}) } });
    },
    enabled: shift !== null,
    staleTime: 0,
  });
