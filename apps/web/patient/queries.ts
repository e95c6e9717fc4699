import { queryOptions } from '@tanstack/react-query';

import { listFreeTimes, listMoves, listSessions, listVisits, readOwnCourse, readPreferredTimes, readWaiting } from '#contracts';
import { call } from '../call.js';
import { serverTime } from '../server-time.js';
import { isoDay } from '../time.js';

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async () => {
    const reply = await call(listSessions, { query: { when: 'all' } });
    serverTime.sync(reply.serverTime);
    return reply.sessions.flatMap(({ phase, ...session }) => (phase ? [{ ...session, phase }] : []));
  },
  refetchInterval: 30_000,
});

export const visitsQuery = queryOptions({
  queryKey: ['visits'],
  queryFn: async () => (await call(listVisits)).visits,
  refetchInterval: 60_000,
});

export const DAYS_SHOWN = 14;

/** @param skippedDays how many days after today the first shown day lies */
export const freeTimesQuery = (patientId: string, zone: string, skippedDays = 0) =>
  queryOptions({
    queryKey: ['free-times', patientId, skippedDays],
    queryFn: () => {
      const from = isoDay(serverTime.now() + skippedDays * 86_400_000, zone);
      return call(listFreeTimes, { params: { patientId }, query: { from, days: DAYS_SHOWN } });
    },
  });

/** Times to which a session can be moved. @param skippedDays as above */
export const movesQuery = (sessionId: string, zone: string, skippedDays = 0) =>
  queryOptions({
    queryKey: ['moves', sessionId, skippedDays],
    queryFn: () => {
      const from = isoDay(serverTime.now() + skippedDays * 86_400_000, zone);
      return call(listMoves, { params: { sessionId }, query: { from, days: DAYS_SHOWN } });
    },
  });

/** The own place among those who wait for an earlier time. */
export const waitingQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['waiting', patientId],
    queryFn: () => call(readWaiting, { params: { patientId } }),
    refetchInterval: 60_000,
  });

/** Whether the own course is paused. */
export const ownCourseQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['own-course', patientId],
    queryFn: () => call(readOwnCourse, { params: { patientId } }),
    refetchInterval: 60_000,
  });

export const preferredQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['preferred-times', patientId],
    queryFn: () => call(readPreferredTimes, { params: { patientId } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
