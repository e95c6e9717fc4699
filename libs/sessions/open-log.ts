import type { Entry, SessionPlan, SessionState } from '#session-engine';
import type { LockedSession } from './log.repository.js';

/** A locked session with the meaning of its log up to now, and the entry that the id which was asked for stands for already. */
export type OpenLog = {
  readonly session: LockedSession;
  readonly plan: SessionPlan;
  state: SessionState;
  readonly now: number;
  readonly repeated: Entry | null;
};
