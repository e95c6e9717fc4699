import type { Me } from '#contracts';
import type { SessionClock } from '#session-engine';
import type { LiveSession, LiveView } from '../session/live-session.js';

/** What every card of a session's page is given. */
export type StaffView = Readonly<{ me: Me; live: LiveSession; view: LiveView; clock: SessionClock; now: number }>;

/** Who may evaluate the gate, release and discharge; a therapist reads the gate and cannot release. */
export const isPrescriber = ({ role }: Me): boolean => role === 'prescriber' || role === 'physician';
