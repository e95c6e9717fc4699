import { queryOptions } from '@tanstack/react-query';

import { readClauses, readConsents } from '#contracts';
import { call } from '../call.js';

export const consentsQuery = (patientId: string) =>
  queryOptions({ queryKey: ['consents', patientId], queryFn: () => call(readConsents, { params: { patientId } }) });

export const clausesQuery = queryOptions({ queryKey: ['consent-clauses'], queryFn: () => call(readClauses) });
