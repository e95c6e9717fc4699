import { queryOptions } from '@tanstack/react-query';

import { readForm, readIntake } from '#contracts';
import { call } from '../call.js';

export const intakeQuery = (patientId: string) =>
  queryOptions({ queryKey: ['intake', patientId], queryFn: () => call(readIntake, { params: { patientId } }) });

/** What was answered on another device is there when the page is opened; while it is open, this page is the one that writes. */
export const formQuery = (patientId: string, form: string) =>
  queryOptions({
    queryKey: ['intake', patientId, form],
    queryFn: () => call(readForm, { params: { patientId, form } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
