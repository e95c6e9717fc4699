import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type CancelReason, cancelDosingSession } from '#contracts';
import { call } from '../call.js';
import { Choice } from '../session/choice.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Failed } from '../shell/states.js';
import type { OwnSession } from './next.js';

const REASONS: readonly { value: CancelReason; words: string }[] = [
  { value: 'patient-request', words: 'It does not suit me' },
  { value: 'illness', words: 'I am ill' },
  { value: 'no-chaperone', words: 'Nobody can be with me' },
  { value: 'safety', words: 'I do not feel safe' },
  { value: 'technical', words: 'My phone or internet' },
];

export function CancelDialog({ session, onClose }: { session: OwnSession; onClose: () => void }) {
  const [reason, setReason] = useState<CancelReason>();
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: (body: { reason: CancelReason }) => call(cancelDosingSession, { params: { sessionId: session.id }, body }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onClose();
    },
  });
  return (
    <Dialog title="Cancel this session?" onClose={onClose}>
      <p>The visit on the next day is cancelled with it. You can book another time right away, and cancelling costs nothing.</p>
      <Choice legend="What is it?" options={REASONS} value={reason} onChange={setReason} />
      <Failed error={cancel.error} />
      <Choices>
        <Button variant="default" onClick={onClose}>
          Keep my session
        </Button>
        <Button
          variant="danger"
          disabled={!reason}
          loading={cancel.isPending}
          onClick={() => reason && cancel.mutate({ reason })}
        >
          Cancel the session
        </Button>
      </Choices>
    </Dialog>
  );
}
