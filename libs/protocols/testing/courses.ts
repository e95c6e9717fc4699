import fc from 'fast-check';

import { DAY, MINUTE } from '#kernel';
import type { CourseFacts, ScoreFact, SessionFact, SignalFact } from '../domain/course-facts.js';

/** The day on which the protocol of the tests was signed. */
export const SIGNED = 1_800_000_000_000;
export const day = (days: number): number => SIGNED + days * DAY;

let counted = 0;
/** A session of a dose of 100 mg on a day after the signature, taken unless it says otherwise. */
export function session(days: number, different: Partial<SessionFact> = {}): SessionFact {
  counted += 1;
  return {
    ...{ sessionId: `session-${counted}`, doseLineId: `dose-${counted}`, protocolId: 'protocol', template: 'sl-home-v1' },
    ...{ number: counted, doseMg: 100, takenAt: day(days), startsAt: day(days), abortedAt: null, alertSystolicMmHg: 170 },
    ...{ readings: [], checks: [], alerts: [], holds: [], visit: null },
    ...different,
  };
}

/** One that was held for vitals, and ended without a dose. */
export const held = (days: number, reason = 'held'): SessionFact =>
  session(days, { takenAt: null, abortedAt: day(days), holds: [{ at: day(days), item: 'vitals', reason }] });

export const score = (form: string, value: number, days: number, name = 'total'): ScoreFact => {
  counted += 1;
  return { responseId: `response-${counted}`, form, name, value, at: day(days) };
};

export const course = (facts: Partial<CourseFacts> = {}): CourseFacts => ({
  ...{ signedAt: SIGNED, knownWhenSigned: null, sessions: [], scores: [], signals: [], unaccounted: [], otherPrescribers: [] },
  missedReviews: [],
  ...facts,
});

const minutes = fc.integer({ min: 0, max: 200 * 24 * 60 });
const at = minutes.map((after) => SIGNED + after * MINUTE);
const alert = fc.record({
  at,
  alertId: fc.constantFrom('help-1', 'vitals-2'),
  kind: fc.constant('help'),
  level: fc.integer({ min: 1, max: 4 }),
});
const hold = fc.record({
  at,
  item: fc.constantFrom('vitals', 'chaperone-present'),
  reason: fc.constantFrom('held', 'still-high', 'too-old', 'not-here'),
});
const visit = fc.record({
  id: fc.uuid(),
  state: fc.constantFrom('booked' as const, 'done' as const, 'missed' as const, 'late_done' as const),
  startsAt: at,
});

/** Any session; one that was taken was not held. */
export const anySession: fc.Arbitrary<SessionFact> = fc
  .record({
    ids: fc.tuple(fc.uuid(), fc.uuid()),
    doseMg: fc.integer({ min: 1, max: 50_000 }).map((cents) => cents / 100),
    when: at,
    isTaken: fc.boolean(),
    alerts: fc.array(alert, { maxLength: 3 }),
    holds: fc.array(hold, { maxLength: 2 }),
    visit: fc.option(visit),
  })
  .map(({ ids: [sessionId, doseLineId], when, isTaken, ...rest }) =>
    session(0, {
      ...rest,
      sessionId,
      doseLineId,
      takenAt: isTaken ? when : null,
      startsAt: when,
      abortedAt: isTaken ? null : when,
    }),
  );

export const anyScore: fc.Arbitrary<ScoreFact> = fc
  .tuple(
    fc.constantFrom(
      ...([
        ['phq-9', 'total', 27],
        ['gad-7', 'total', 21],
        ['before-dose', 'urinary', 3],
        ['before-dose', 'blood', 1],
        ['before-dose', 'pregnancy', 1],
      ] as const),
    ),
    fc.uuid(),
    at,
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(([[form, name, max], responseId, when, share]) => ({ form, name, responseId, at: when, value: Math.round(share * max) }));

export const anySignal: fc.Arbitrary<SignalFact> = fc.record({
  signalId: fc.uuid(),
  rule: fc.constantFrom('A1', 'A4', 'A5'),
  at,
});

/** Whatever may have happened in a course. */
export const anyCourse: fc.Arbitrary<CourseFacts> = fc.record({
  signedAt: fc.constant(SIGNED),
  knownWhenSigned: fc.constant(null),
  sessions: fc.array(anySession, { maxLength: 8 }),
  scores: fc.array(anyScore, { maxLength: 10 }),
  signals: fc.array(anySignal, { maxLength: 3 }),
  unaccounted: fc.array(fc.record({ id: fc.uuid(), at }), { maxLength: 2 }),
  otherPrescribers: fc.array(fc.record({ id: fc.uuid(), at }), { maxLength: 2 }),
  missedReviews: fc.array(fc.record({ id: fc.uuid(), at }), { maxLength: 2 }),
});
