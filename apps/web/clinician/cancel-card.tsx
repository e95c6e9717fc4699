import { useState } from 'react';

import type { CancelReason } from '#contracts';
import { CancelSession } from '../session/cancel-session.js';
import { Button } from '../shell/button.js';
import type { StaffView } from './view.js';

const REASONS: readonly { value: CancelReason; words: string }[] = [
  { value: 'safety', words: 'Not safe today, or the gate holds' },
  { value: 'no-chaperone', words: 'No chaperone' },
  { value: 'patient-request', words: 'The patient asked' },
  { value: 'illness', words: 'The patient is ill' },
  { value: 'clinic', words: 'The clinic cannot' },
  { value: 'technical', words: 'Technical' },
];

/** The way out before the dose; after it there is none but discharge. */
export function CancelCard({ live, view: { session, state } }: StaffView) {
  const [isAsking, setAsking] = useState(false);
  if (state.dosedAt !== undefined || state.aborted !== undefined) return null;
  const close = () => {
    setAsking(false);
    live.refresh();
  };
  return (
    <div>
      <Button variant="subtle" onClick={() => setAsking(true)}>
        Cancel the session
      </Button>
      {isAsking && (
        <CancelSession sessionId={session.id} reasons={REASONS} question="Why?" keepWords="Keep the session" onClose={close}>
          <p>
            {session.patientName} takes no dose today, and the visit on the next day is cancelled with it. A dose that was
            released is taken back.
          </p>
        </CancelSession>
      )}
    </div>
  );
}
