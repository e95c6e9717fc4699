import { queryOptions } from '@tanstack/react-query';

import { findAuditPeople, listAnomalies, listTouchedPatients } from '#contracts';
import { call } from '../call.js';

export const peopleQuery = (name: string) =>
  queryOptions({
    queryKey: ['audit-people', name],
    queryFn: async () => (await call(findAuditPeople, { query: { name } })).people,
    enabled: name.trim().length > 1,
  });

export type Span = Readonly<{ from: string; to: string }>;

export const anomaliesQuery = (span: Span) =>
  queryOptions({
    queryKey: ['audit-anomalies', span],
    queryFn: async () => (await call(listAnomalies, { query: span })).anomalies,
    staleTime: 60_000,
  });

export const touchedQuery = (personId: string, span: Span) =>
  queryOptions({
    queryKey: ['audit-touched', personId, span],
    queryFn: () => call(listTouchedPatients, { params: { personId }, query: span }),
    staleTime: 60_000,
  });
