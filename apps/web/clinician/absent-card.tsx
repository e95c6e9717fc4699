import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { recordNoShow } from '#contracts';
import { call } from '../call.js';
import { Choice } from '../session/choice.js';
import { useNow } from '../session/use-now.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Failed } from '../shell/states.js';
import { MINUTE_MS } from '../time.js';
import type { StaffView } from './view.js';

const WHO = [
  { value: 'patient', words: 'The patient did not come' },
  { value: 'clinician', words: 'Nobody of the clinic came' },
] as const;
/** The server refuses it sooner: a clinician is absent after five minutes, a patient after twenty. */
const FROM_MS = 5 * MINUTE_MS;

/** What is left when somebody has not come: it ends the session, and its visit with it. */
export function AbsentCard({ live, view: { session, state } }: StaffView) {
  const [isAsking, setAsking] = useState(false);
  const [who, setWho] = useState<'patient' | 'clinician'>();
  const queries = useQueryClient();
  const now = useNow(30_000);
  const record = useMutation({
    mutationFn: (absent: 'patient' | 'clinician') =>
      call(recordNoShow, { params: { sessionId: session.id }, body: { who: absent } }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      setAsking(false);
      live.refresh();
    },
  });
  if (state.dosedAt !== undefined || state.aborted !== undefined || now < Date.parse(session.startsAt) + FROM_MS) return null;
  return (
    <div>
      <Button variant="subtle" onClick={() => setAsking(true)}>
        Somebody did not come
      </Button>
      {isAsking && (
        <Dialog title="Did this session not take place?" onClose={() => setAsking(false)}>
          <p>It ends here, and the visit on the next day is cancelled with it. Call the patient first, and their companion.</p>
          <Choice legend="Who did not come?" options={WHO} value={who} onChange={setWho} />
          <Failed error={record.error} />
          <Choices>
            <Button variant="default" onClick={() => setAsking(false)}>
              Keep waiting
            </Button>
            <Button variant="danger" disabled={!who} loading={record.isPending} onClick={() => who && record.mutate(who)}>
              It did not take place
            </Button>
          </Choices>
        </Dialog>
      )}
    </div>
  );
}
