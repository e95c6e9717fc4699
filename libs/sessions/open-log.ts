import type { Entry, SessionPlan, SessionState } from '#session-engine';

/** A session whose row is locked until the transaction ends: the only state in which its log may grow. */
export type LockedSession = Readonly<{
  id: string;
  patientId: string;
  chaperoneId: string;
  appointmentId: string;
  doseLineId: string;
  lastSeq: number;
}>;

/** A locked session with the meaning of its log up to now, and the entry that the id which was asked for stands for already. */
export type OpenLog = {
  readonly session: LockedSession;
  readonly plan: SessionPlan;
  state: SessionState;
  readonly now: number;
  readonly repeated: Entry | null;
};
