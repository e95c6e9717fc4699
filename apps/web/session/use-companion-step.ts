import { useMutation, useQueryClient } from '@tanstack/react-query';

import { type RecordCompanionStep, recordCompanionStep } from '#contracts';
import { call, isProblem } from '../call.js';
import { companionQuery } from './companion-query.js';

/** Notes a step of getting ready; `wrong` names the questions of the training that were not answered rightly. */
export function useCompanionStep(sessionId: string) {
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: (body: RecordCompanionStep) => call(recordCompanionStep, { params: { sessionId }, body }),
    onSuccess: (standing) => queries.setQueryData(companionQuery(sessionId).queryKey, standing),
  });
  const { error, mutate, isPending } = mutation;
  const isWrong = isProblem(error, 'care.training-not-passed');
  const wrong = isWrong ? [error.problem.facts?.['wrong'] ?? []].flat().map(String) : [];
  return { send: mutate, isSending: isPending, wrong, error: isWrong ? null : error };
}
