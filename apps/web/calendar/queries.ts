import { queryOptions } from '@tanstack/react-query';

import { type ClinicSchedule, type MovedAs, readSchedule } from '#contracts';
import { call } from '../call.js';
import { answersOf } from './moves.js';

export const scheduleKey = ['clinic-schedule'];

/** @param zone in which days are counted; undefined for the clinic's */
export const scheduleQuery = (from: string, days: number, zone: string | undefined) =>
  queryOptions({
    queryKey: [...scheduleKey, from, days, zone ?? null],
    queryFn: () => call(readSchedule, { query: { from, days, ...(zone !== undefined && { zone }) } }),
    refetchInterval: 30_000,
  });

type Days = ClinicSchedule['days'];

/** What the rules say of every start in these days. Old answers are asked again: somebody may have booked meanwhile. */
export const answersQuery = (moved: MovedAs, days: Days) => {
  const [from, to] = [days[0]!.startsAt, days.at(-1)!.endsAt];
  return queryOptions({
    queryKey: ['move-answers', moved.as, moved.id, from, to],
    queryFn: () => answersOf(moved, { from, to }),
    staleTime: 10_000,
  });
};
