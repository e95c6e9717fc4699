import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { listProtocolTemplates, readOwnPlan, readPatientPauseLimits, readPauseLimits, readProtocol } from '#contracts';
import { call } from '../call.js';

/** All that is known of templates and protocols: an act on one makes it stale. */
export const PROTOCOLS = ['protocols'] as const;

export const templatesQuery = queryOptions({
  queryKey: [...PROTOCOLS, 'templates'],
  queryFn: () => call(listProtocolTemplates),
});
export const protocolQuery = (patientId: string) =>
  queryOptions({
    queryKey: [...PROTOCOLS, 'of', patientId],
    queryFn: () => call(readProtocol, { params: { patientId } }),
    refetchInterval: 20_000,
  });
export const clinicLimitsQuery = queryOptions({ queryKey: [...PROTOCOLS, 'limits'], queryFn: () => call(readPauseLimits) });
export const patientLimitsQuery = (patientId: string) =>
  queryOptions({
    queryKey: [...PROTOCOLS, 'limits', patientId],
    queryFn: () => call(readPatientPauseLimits, { params: { patientId } }),
  });
export const ownPlanQuery = (patientId: string) =>
  queryOptions({ queryKey: [...PROTOCOLS, 'own', patientId], queryFn: () => call(readOwnPlan, { params: { patientId } }) });

/** Does something to a template or a protocol, and looks at it again whatever came of it. */
export function useAct<T = void>(act: (given: T) => Promise<unknown>, onSuccess?: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () => queries.invalidateQueries({ queryKey: PROTOCOLS }),
    ...(onSuccess && { onSuccess }),
  });
}
