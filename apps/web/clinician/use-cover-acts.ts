import { useMutation, useQueryClient } from '@tanstack/react-query';

import { answerCover, askForCover, endCover, type WatchCovers } from '#contracts';
import { call } from '../call.js';
import { boardQuery, coversQuery } from './queries.js';

/** What can be done about a hand-over of the board; each answer says how all of them stand. */
export function useCoverActs(onAsked?: () => void) {
  const queries = useQueryClient();
  const onSuccess = (told: WatchCovers) => queries.setQueryData(coversQuery.queryKey, told);
  const ask = useMutation({
    mutationFn: (body: { coverId: string; minutes: number }) => call(askForCover, { body }),
    onSuccess: (told) => {
      onSuccess(told);
      onAsked?.();
    },
  });
  const answer = useMutation({
    mutationFn: ({ id, accepts }: { id: string; accepts: boolean }) =>
      call(answerCover, { params: { watchCoverId: id }, body: { accepts } }),
    onSuccess: (told) => {
      onSuccess(told);
      void queries.invalidateQueries({ queryKey: boardQuery.queryKey }); // their sessions are open to whoever said yes
    },
  });
  const end = useMutation({ mutationFn: (id: string) => call(endCover, { params: { watchCoverId: id } }), onSuccess });
  return { ask, answer, end };
}
