import { queryOptions } from '@tanstack/react-query';

import { readRota } from '#contracts';
import { call } from '../call.js';

/** @param from a day of the clinic's calendar, as `2026-11-24` */
export const rotaQuery = (from: string, days: number) =>
  queryOptions({
    queryKey: ['rota', from, days],
    queryFn: () => call(readRota, { query: { from, days } }),
    refetchInterval: 30_000,
  });
