import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { type CancelReason, cancelRest, type RestMember } from '#contracts';
import { call } from '../call.js';
import { Choice } from '../session/choice.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Failed } from '../shell/states.js';
import type { Voice } from './voice.js';
import { countWords } from './words.js';

type Props = { sessionId: string; rest: readonly RestMember[]; voice: Voice; onClose: () => void; onDone: () => void };

/** Takes all of them back: with a reason, and only when it is said twice. */
export function CancelRest({ sessionId, rest, voice, onClose, onDone }: Props) {
  const [reason, setReason] = useState<CancelReason>();
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: (why: CancelReason) => call(cancelRest, { params: { sessionId }, body: { reason: why } }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onDone();
    },
  });
  return (
    <Dialog title={`Cancel ${countWords(rest.length)}?`} onClose={onClose}>
      <Choice legend={voice.question} options={voice.reasons} value={reason} onChange={setReason} />
      <voice.Cost rest={rest} reason={reason} />
      <Failed error={cancel.error} />
      <Choices>
        <Button variant="default" onClick={onClose}>
          Keep them
        </Button>
        <Button variant="danger" disabled={!reason} loading={cancel.isPending} onClick={() => reason && cancel.mutate(reason)}>
          Cancel all
        </Button>
      </Choices>
    </Dialog>
  );
}
