import { useMutation, useQueryClient } from '@tanstack/react-query';

import {
  admitToCall,
  type CallView,
  endCall,
  enterCall,
  leaveCall,
  sayCallIsLate,
  sayCallIsReady,
  waitElsewhere,
} from '#contracts';
import { call } from '../call.js';
import { callQuery } from './queries.js';

/** What somebody does in a call; each answer is the call as it is afterwards. */
export function useActs({ appointmentId }: Pick<CallView, 'appointmentId'>) {
  const queries = useQueryClient();
  const { queryKey } = callQuery(appointmentId);
  const params = { appointmentId };
  const settled = {
    onSuccess: (view: CallView) => void queries.setQueryData(queryKey, view),
    onError: () => void queries.invalidateQueries({ queryKey }),
  };
  return {
    enter: useMutation({ mutationFn: () => call(enterCall, { params }), ...settled }),
    waitElsewhere: useMutation({ mutationFn: () => call(waitElsewhere, { params }), ...settled }),
    sayReady: useMutation({ mutationFn: () => call(sayCallIsReady, { params }), ...settled }),
    leave: useMutation({ mutationFn: () => call(leaveCall, { params }), ...settled }),
    end: useMutation({ mutationFn: () => call(endCall, { params }), ...settled }),
    admit: useMutation({
      mutationFn: (participantId: string) => call(admitToCall, { params, body: { participantId } }),
      ...settled,
    }),
    sayLate: useMutation({
      mutationFn: (lateMin: number) => call(sayCallIsLate, { params, body: { lateMin } }),
      ...settled,
    }),
  };
}
