import type { SessionState } from '#session-engine';
import type { LockedSession } from './log.repository.js';

/** A locked session with the meaning of its log up to now. */
export type OpenLog = { readonly session: LockedSession; state: SessionState; readonly now: number };
