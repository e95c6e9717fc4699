import type { SessionClock } from '#session-engine';
import type { LiveSession, LiveView } from '../session/live-session.js';

/** What every stage of the patient's session is given. */
export type PatientView = Readonly<{ live: LiveSession; view: LiveView; clock: SessionClock; now: number }>;
