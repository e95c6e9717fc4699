import { MINUTE, SECOND } from '#kernel';
import type { ArmedDeadline, DeadlineKind, Effect } from '../effect.js';
import type { AlertKind, AuthorRole, Entry, EntryPayloads, EntryType, NewEntry, TimedPhase } from '../entry.js';
import { evaluateGate, type GateEvidence } from '../gate.js';
import type { ReadyInClinic } from '../gate-in-clinic.js';
import type { GatePlace } from '../gate-place.js';
import { isInClinic } from '../on-site.js';
import { permits, type Refusal } from '../permits.js';
import type { SessionPlan } from '../plan.js';
import { initialState, reduce } from '../reduce.js';
import type { SessionState } from '../state.js';
import { sublingualHome } from '../sublingual-home.js';
import { todayRulesOf } from '../today.js';

type Row = ArmedDeadline & { isOver?: true };
export type Told = Readonly<{ by?: AuthorRole; at?: number }>;

/** The patient has said where they are, and everybody may do their part there. */
export const COVERED: GatePlace = {
  ...{ jurisdiction: 'US-NY', day: '2026-09-21' },
  prescribers: [{ personId: 'prescriber', reason: 'met', until: '2026-12-31' }],
  therapist: { personId: 'therapist', reason: 'met', until: '2026-12-31' },
};
/** Everything that a clinic has to have ready, with whoever is there. */
export const readyInClinic = ({ onSite = [] }: SessionState, { onSite: asked }: SessionPlan, now: number): ReadyInClinic => ({
  staff: onSite.map((one) => ({ ...one, isRostered: true })),
  roles: asked?.roles ?? [],
  stock: { drawnMg: 1, doseMg: 1, reason: 'good' },
  emergencyPlanAt: now,
  preparation: { openItems: 0, firstOpen: null },
});
const KINDS: readonly DeadlineKind[] = ['phase', 'check', 'vitals', 'alert'];
const USUAL: Readonly<Record<EntryType, AuthorRole>> = {
  arrival: 'chaperone',
  'chaperone-left': 'chaperone',
  'staff-arrival': 'prescriber',
  'staff-left': 'prescriber',
  'ride-arranged': 'therapist',
  'handed-over': 'prescriber',
  'companion-on-duty': 'therapist',
  vitals: 'chaperone',
  'today-answers': 'patient',
  'identity-confirmed': 'therapist',
  override: 'prescriber',
  gate: 'prescriber',
  release: 'prescriber',
  'dose-taken': 'patient',
  phase: 'system',
  'safety-check': 'chaperone',
  help: 'chaperone',
  observation: 'therapist',
  question: 'therapist',
  answer: 'patient',
  alert: 'system',
  acknowledgement: 'prescriber',
  'alert-closed': 'prescriber',
  'discharge-confirmation': 'chaperone',
  discharge: 'prescriber',
  abort: 'therapist',
};

/**
 * A server in memory for tests: it appends only what `permits` lets in, carries out effects in their order, and sweeps deadlines as the
 * database does: one ladder row per tier, an earlier row is never armed again, a check that is missed under a climbing ladder joins it.
 */
export class SimulatedClinic {
  now = 1_790_000_000_000;
  state: SessionState = initialState();
  readonly log: Entry[] = [];
  /** The state after each entry of `log`. */
  readonly states: SessionState[] = [];
  readonly pages: string[] = [];
  /** Effects of what the sweep appended: nobody would carry them out. */
  readonly lost: Effect[] = [];
  private readonly rows = new Map<string, Row>();

  constructor(readonly plan: SessionPlan = sublingualHome.plan) {}

  /** Writes an entry of the type's usual author, now, unless told otherwise. Nothing is written when it is refused. */
  write<T extends EntryType>(
    type: T,
    payload: EntryPayloads[T],
    { by = USUAL[type], at = this.now }: Told = {},
  ): Refusal | undefined {
    const author = { personId: by === 'system' ? null : by, role: by };
    const entry = { id: 'any', type, payload, happenedAt: Math.min(at, this.now), recordedAt: this.now, author } as NewEntry;
    const refusal = permits(this.state, entry, this.plan, this.now);
    if (!refusal) this.carryOut(this.append(entry));
    return refusal;
  }

  /** Judges the gate on the session's own evidence, everything around it being in order unless told otherwise. */
  judge(around: Partial<GateEvidence> = {}): Refusal | undefined {
    const evidence: GateEvidence = {
      isProtocolSigned: true,
      isDosePlanned: true,
      isCoursePaused: false,
      isDoseUnlocked: true,
      doseNotBefore: null,
      consent: { signedVersion: 'v1', currentVersion: 'v1', missing: [] },
      isChaperonePresent: this.state.isChaperonePresent,
      companionLacks: [],
      readings: this.state.readings,
      prescriberSeenAt: this.now,
      onlineWithinMs: MINUTE,
      onCallPersonId: 'on-call',
      cover: { until: this.now + 180 * MINUTE, neededUntil: this.now + 174 * MINUTE },
      openSignals: 0,
      item9: { answeredAt: this.now, maxAgeMs: 1 },
      place: COVERED,
      day: { today: this.state.today, rules: todayRulesOf(this.plan), identifiedAt: this.state.identifiedAt ?? null },
      overrides: this.state.overrides,
      medicine: { onHandMg: 1, doseMg: 1, reason: 'good' },
      preparation: { openItems: 0, firstOpen: null },
      needsOximeter: this.plan.vitals.needsOximeter === true,
      ...(isInClinic(this.plan) && { inClinic: readyInClinic(this.state, this.plan, this.now) }),
      ...around,
    };
    return this.write('gate', evaluateGate(evidence, this.plan.gate, this.now));
  }

  release(gateSeq = this.state.gate?.seq ?? 0): Refusal | undefined {
    return this.write('release', { doseLineId: 'dose-line', doseMg: 1, gateSeq });
  }

  /** Lets time pass with every server down. */
  pass(minutes: number): void {
    this.now += minutes * MINUTE;
  }

  /** Lets time pass, sweeping whenever something falls due. */
  live(minutes: number): void {
    const until = this.now + minutes * MINUTE;
    for (let next = this.nextDueAt(); next <= until; next = this.nextDueAt()) {
      this.now = Math.max(this.now, next);
      this.sweep();
    }
    this.now = until;
  }

  /** Fires what is due, again and again while something is. */
  sweep(): void {
    for (let due = this.due(); due.length > 0; due = this.due()) {
      const joining = new Set(due.filter((row) => this.joins(row)));
      for (const row of due) this.fire(row, joining.has(row));
    }
  }

  pending(): ArmedDeadline[] {
    return [...this.rows.values()].filter(({ isOver }) => !isOver);
  }

  private append(entry: NewEntry): readonly Effect[] {
    const written = { ...entry, seq: this.state.seq + 1 } as Entry;
    const { state, effects } = reduce(this.state, written, this.plan);
    this.state = state;
    this.log.push(written);
    this.states.push(state);
    return effects;
  }

  private say<T extends EntryType>(type: T, payload: EntryPayloads[T], at = this.now): readonly Effect[] {
    const author = { personId: null, role: 'system' } as const;
    return this.append({ id: 'any', type, payload, happenedAt: at, recordedAt: this.now, author } as NewEntry);
  }

  private carryOut(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.kind === 'arm') this.arm(effect.deadline);
      else if (effect.kind === 'void') this.end(({ ref }) => ref === effect.ref);
      else if (effect.kind === 'void-all') this.end(() => true);
      else if (effect.kind === 'page') this.pages.push(`${effect.alertId}/${effect.tier}`);
      else if (effect.kind === 'raise') this.carryOut(this.say('alert', effect.alert));
      else this.carryOut(this.say('alert-closed', { alertId: effect.alertId, reason: effect.reason }));
    }
  }

  private arm(deadline: ArmedDeadline): void {
    const key = `${deadline.kind}/${deadline.ref}/${deadline.tier}`;
    if (!this.rows.has(key)) this.rows.set(key, { ...deadline });
  }

  private end(isMeant: (row: Row) => boolean): void {
    for (const row of this.rows.values()) if (isMeant(row)) row.isOver = true;
  }

  private nextDueAt(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { dueAt, isOver } of this.rows.values()) if (!isOver && dueAt < next) next = dueAt;
    return next;
  }

  private due(): Row[] {
    return [...this.rows.values()]
      .filter(({ dueAt, isOver }) => !isOver && dueAt <= this.now)
      .sort((a, b) => a.dueAt - b.dueAt || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (a.ref < b.ref ? -1 : 1));
  }

  /** Whether a missed check falls under the ladder of an earlier one that is climbing unheard. */
  private kindOf(kind: DeadlineKind, ref: string): AlertKind {
    return (kind === 'alert' && this.state.alerts.find(({ id }) => id === ref)?.kind) || alertKind(kind, ref);
  }

  private joins({ kind, tier, ref }: Row): boolean {
    if (kind !== 'check' || tier !== 1) return false;
    return this.pending().some((other) => other.kind === 'check' && other.ref !== ref && other.tier > 2);
  }

  private fire(row: Row, isJoining: boolean): void {
    row.isOver = true;
    const { kind, ref, number, tier, dueAt, delaysSec, levels, everySec } = row;
    if (kind === 'phase') {
      this.lost.push(...this.say('phase', { phase: ref as TimedPhase }, dueAt));
      return;
    }
    const level = levels[Math.min(isJoining ? 2 : tier, levels.length) - 1]!;
    const about = { alertId: ref, kind: this.kindOf(kind, ref), level, tier, ...(number === undefined ? {} : { number }) };
    this.lost.push(...this.say('alert', about, dueAt));
    if (!isJoining) {
      this.pages.push(`${ref}/${tier}`);
      const delay = delaysSec[Math.min(tier, delaysSec.length) - 1]! * SECOND;
      const { isOver: _, ...fired } = row;
      this.arm({ ...fired, tier: tier + 1, dueAt: Math.max(dueAt + delay, this.now + Math.min(delay, 30 * SECOND)) });
    }
    if (kind === 'check' && tier === 1) {
      const next = number! + 1;
      this.arm({
        kind,
        ref: `check-${next}`,
        number: next,
        tier: 1,
        dueAt: dueAt + everySec! * SECOND,
        delaysSec,
        levels,
        everySec: everySec!,
      });
    }
  }
}

const alertKind = (kind: DeadlineKind, ref: string): AlertKind => {
  if (kind === 'check') return 'missed-check';
  return kind === 'vitals' ? 'missed-vitals' : (ref.replace(/-\d+$/, '') as AlertKind);
};
