import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';

import { type CancelReason, cancelDosingSession } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Failed } from '../shell/states.js';
import { ChangeCost } from './change-cost.js';
import { Choice } from './choice.js';

type Props = {
  sessionId: string;
  /** What the reasons are called where it is asked. */
  reasons: readonly Readonly<{ value: CancelReason; words: string }>[];
  question: string;
  keepWords: string;
  onClose: () => void;
  /** What it means. */
  children: ReactNode;
};

/** Takes a session back before the dose: with a reason, and only when it is said twice. */
export function CancelSession({ sessionId, reasons, question, keepWords, onClose, children }: Props) {
  const [reason, setReason] = useState<CancelReason>();
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: (body: { reason: CancelReason }) => call(cancelDosingSession, { params: { sessionId }, body }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onClose();
    },
  });
  return (
    <Dialog title="Cancel this session?" onClose={onClose}>
      {children}
      <Choice legend={question} options={reasons} value={reason} onChange={setReason} />
      <ChangeCost sessionId={sessionId} reason={reason} />
      <Failed error={cancel.error} />
      <Choices>
        <Button variant="default" onClick={onClose}>
          {keepWords}
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
