import { queryOptions } from '@tanstack/react-query';

import {
  listAppointmentMoves,
  listAppointments,
  listAppointmentTimes,
  listGroupLeaders,
  listGroups,
  type SingleKind,
} from '#contracts';
import { call } from '../call.js';
import { DAYS_SHOWN } from '../patient/queries.js';
import { serverTime } from '../server-time.js';
import { isoDay } from '../time.js';

export const appointmentsQuery = queryOptions({
  queryKey: ['appointments'],
  queryFn: async () => (await call(listAppointments)).appointments,
  refetchInterval: 60_000,
});

/** @param skippedDays how many days after today the first shown day lies */
const someDays = (zone: string, skippedDays: number) => ({
  from: isoDay(serverTime.now() + skippedDays * 86_400_000, zone),
  days: DAYS_SHOWN,
});

export const timesQuery = (patientId: string, kind: SingleKind, zone: string, skippedDays: number) =>
  queryOptions({
    queryKey: ['free-times', patientId, kind, skippedDays],
    queryFn: () => call(listAppointmentTimes, { params: { patientId }, query: { kind, ...someDays(zone, skippedDays) } }),
  });

export const movesQuery = (appointmentId: string, zone: string, skippedDays: number) =>
  queryOptions({
    queryKey: ['moves', appointmentId, skippedDays],
    queryFn: () => call(listAppointmentMoves, { params: { appointmentId }, query: someDays(zone, skippedDays) }),
  });

export const groupsQuery = queryOptions({
  queryKey: ['groups'],
  queryFn: async () => (await call(listGroups)).groups,
  refetchInterval: 60_000,
});

/** Who could lead a group. */
export const leadersQuery = queryOptions({ queryKey: ['group-leaders'], queryFn: () => call(listGroupLeaders) });
