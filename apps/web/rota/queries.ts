import { queryOptions } from '@tanstack/react-query';

import { readRota } from '#contracts';
import { call } from '../call.js';

/** @param from a day of the clinic's calendar, as `2026-11-24`; undefined for the day that it is there */
export const rotaQuery = (from: string | undefined, days: number) =>
  queryOptions({
    queryKey: ['rota', from ?? null, days],
    queryFn: () => call(readRota, { query: { days, ...(from !== undefined && { from }) } }),
    refetchInterval: 30_000,
  });
