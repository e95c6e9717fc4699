import type { CancelReason } from '#contracts';
import { CancelSession } from '../session/cancel-session.js';
import type { OwnSession } from './next.js';

const REASONS: readonly { value: CancelReason; words: string }[] = [
  { value: 'patient-request', words: 'It does not suit me' },
  { value: 'illness', words: 'I am ill' },
  { value: 'no-chaperone', words: 'Nobody can be with me' },
  { value: 'safety', words: 'I do not feel safe' },
  { value: 'technical', words: 'My phone or internet' },
];

export const CancelDialog = ({ session, onClose }: { session: OwnSession; onClose: () => void }) => (
  <CancelSession sessionId={session.id} reasons={REASONS} question="What is it?" keepWords="Keep my session" onClose={onClose}>
    <p>The visit on the next day is cancelled with it. You can book another time right away, and cancelling costs nothing.</p>
  </CancelSession>
);
