/** What happened in a patient's course, as the log and the answers have it. Instants in epoch ms, pressure in mmHg. */
export type ReadingFact = Readonly<{
  seq: number;
  at: number;
  systolicMmHg: number;
  diastolicMmHg: number;
  heartRateBpm: number;
  /** Percent; absent where the patient has no oximeter. */
  spo2Pct?: number;
  hasSymptoms: boolean;
}>;

/** `response` in the order of the MOAA/S scale. */
export type CheckFact = Readonly<{
  at: number;
  number: number;
  breathing: 'normal' | 'slow-or-strange';
  response: 'normal' | 'slow' | 'only-loud' | 'only-shaken' | 'none';
  isUpset: boolean;
  isVomiting: boolean;
}>;

/** A tier of an alert that was reached: an alert that climbed has several, each as grave as the one before it or graver. */
export type AlertFact = Readonly<{ at: number; alertId: string; kind: string; level: number }>;

/** Something that the gate found unmet. */
export type HoldFact = Readonly<{ at: number; item: string; reason: string }>;

export type VisitState = 'booked' | 'done' | 'missed' | 'late_done' | 'cancelled';

/** A session of a dose, or a dose that was taken. `sessionId` null: it has no session here. `takenAt` null: it was not taken in this one. */
export type SessionFact = Readonly<{
  sessionId: string | null;
  doseLineId: string;
  protocolId: string;
  /** Of which template its protocol was signed. */
  template: string;
  /** Of its dose in the protocol, from 1. */
  number: number;
  doseMg: number;
  takenAt: number | null;
  startsAt: number | null;
  abortedAt: number | null;
  /** From where on a reading in the session called somebody. */
  alertSystolicMmHg: number | null;
  readings: readonly ReadingFact[];
  checks: readonly CheckFact[];
  alerts: readonly AlertFact[];
  holds: readonly HoldFact[];
  visit: Readonly<{ id: string; state: VisitState; startsAt: number }> | null;
}>;

export type ScoreFact = Readonly<{ responseId: string; form: string; name: string; value: number; at: number }>;
/** What a rule of the assessments said about answers. */
export type SignalFact = Readonly<{ signalId: string; rule: string; at: number }>;
/** Something that another register knows, by an id of its own. */
export type NamedFact = Readonly<{ id: string; at: number }>;

/** All that the rules for pausing are asked about. */
export type CourseFacts = Readonly<{
  /** When the protocol that holds was signed. */
  signedAt: number;
  /** What whoever signed it could know, by `knownAs`; null: what was before they signed. */
  knownWhenSigned: readonly string[] | null;
  sessions: readonly SessionFact[];
  scores: readonly ScoreFact[];
  signals: readonly SignalFact[];
  /** Counts of medicine that do not fit. */
  unaccounted: readonly NamedFact[];
  /** Attestations that somebody else prescribes it, too. */
  otherPrescribers: readonly NamedFact[];
  /** End-point reviews that nobody has made, a week after their day. */
  missedReviews: readonly NamedFact[];
}>;

type LogEntry = Readonly<{ seq: number; type: string; at: number; payload: unknown }>;
type GatePayload = Readonly<{ findings: readonly Readonly<{ item: string; reason: string; isMet: boolean }>[] }>;

const of = <T>(entries: readonly LogEntry[], type: string): T[] =>
  entries.filter((entry) => entry.type === type).map(({ at, payload }) => ({ ...(payload as object), at }) as T);

/**
 * Sorts what a session's log says into facts.
 *
 * @param entries of the types `vitals`, `safety-check`, `alert` and `gate` (those that did not pass); others are passed over
 */
export function factsOfLog(entries: readonly LogEntry[]): Pick<SessionFact, 'readings' | 'checks' | 'alerts' | 'holds'> {
  const readings = entries
    .filter(({ type }) => type === 'vitals')
    .map(({ seq, at, payload }) => ({ ...(payload as Omit<ReadingFact, 'seq' | 'at'>), seq, at }));
  const holds = of<GatePayload & { at: number }>(entries, 'gate').flatMap(({ at, findings }) =>
    findings.filter(({ isMet }) => !isMet).map(({ item, reason }) => ({ at, item, reason })),
  );
  return { readings, checks: of<CheckFact>(entries, 'safety-check'), alerts: of<AlertFact>(entries, 'alert'), holds };
}
