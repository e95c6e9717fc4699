import { queryOptions } from '@tanstack/react-query';

import { listLegalBases, listLicences, listPrescribingRules, readLocation, readPdmp } from '#contracts';
import { call } from '../call.js';

export const licencesQuery = queryOptions({
  queryKey: ['licences'],
  queryFn: async () => (await call(listLicences)).people,
});

export const basesQuery = queryOptions({
  queryKey: ['legal-bases'],
  queryFn: async () => (await call(listLegalBases)).bases,
});

export const rulesQuery = queryOptions({
  queryKey: ['prescribing-rules'],
  queryFn: async () => (await call(listPrescribingRules)).rules,
});

export const pdmpQuery = (patientId: string) =>
  queryOptions({ queryKey: ['pdmp', patientId], queryFn: () => call(readPdmp, { params: { patientId } }) });

export const locationQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['location', patientId],
    queryFn: () => call(readLocation, { params: { patientId } }),
    staleTime: 60_000,
  });
