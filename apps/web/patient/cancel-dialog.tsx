import { CancelSession } from '../session/cancel-session.js';
import { REASONS } from './change-reasons.js';
import type { OwnSession } from './next.js';

export const CancelDialog = ({ session, onClose }: { session: OwnSession; onClose: () => void }) => (
  <CancelSession sessionId={session.id} reasons={REASONS} question="What is it?" keepWords="Keep my session" onClose={onClose}>
    <p>The visit on the next day is cancelled with it. You can book another time right away.</p>
  </CancelSession>
);
