import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type CancelReason, type FreeTime, type FreeTimes, moveDosingSession } from '#contracts';
import { call, isProblem } from '../call.js';
import { ChangeCost } from '../session/change-cost.js';
import { Choice } from '../session/choice.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { errorWords } from '../shell/problem-words.js';
import { navigate } from '../shell/router.js';
import { Failed } from '../shell/states.js';
import { BothTimes } from './both-times.js';
import { REASONS } from './change-reasons.js';

type Props = { sessionId: string; free: FreeTimes; time: FreeTime; onClose: () => void; onTaken: (words: string) => void };

/** The new times, why, and what it costs, before anything is moved. */
export function MoveDialog({ sessionId, free, time, onClose, onTaken }: Props) {
  const [reason, setReason] = useState<CancelReason>();
  const queries = useQueryClient();
  const move = useMutation({
    mutationFn: (why: CancelReason) =>
      call(moveDosingSession, { params: { sessionId }, body: { startsAt: time.startsAt, reason: why } }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      navigate('/home');
    },
    onError: (error) => {
      if (isProblem(error, 'scheduling.slot-taken', 'scheduling.not-a-free-time', 'integration.no-visit-time'))
        onTaken(errorWords(error));
    },
  });
  return (
    <Dialog title="Move to these two?" onClose={onClose}>
      <BothTimes free={free} time={time} />
      <Choice legend="What is it?" options={REASONS} value={reason} onChange={setReason} />
      <ChangeCost sessionId={sessionId} reason={reason} />
      <Failed error={move.error} />
      <Choices>
        <Button variant="default" onClick={onClose}>
          Keep it as it is
        </Button>
        <Button disabled={!reason} loading={move.isPending} onClick={() => reason && move.mutate(reason)}>
          Move both
        </Button>
      </Choices>
    </Dialog>
  );
}
