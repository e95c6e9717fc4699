import { MINUTE } from '#kernel';
import { currentCheckNumber } from '../due.js';
import type { AuthorRole, EntryType, SafetyCheck, Sign, TodayAnswers, Vitals } from '../entry.js';
import { isInClinic } from '../on-site.js';
import type { SessionPlan } from '../plan.js';
import { SIGN_LEVELS } from '../signs.js';
import { asked, calm, check, today, vitals } from './answers.js';
import { SimulatedClinic, type Told } from './simulated-clinic.js';

/** As many choices as one likes, all from one whole number (a linear congruential sequence: fast, and the same each time). */
export class Draw {
  constructor(private seed: number) {}

  below(n: number): number {
    this.seed = (Math.imul(this.seed, 1_664_525) + 1_013_904_223) >>> 0;
    return (this.seed >>> 8) % n;
  }

  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }
}

export const ROLES: readonly AuthorRole[] = ['patient', 'chaperone', 'therapist', 'prescriber', 'physician', 'system'];
const CLINICIANS: readonly AuthorRole[] = ['therapist', 'prescriber', 'physician'];
const STAFF: readonly AuthorRole[] = ['prescriber', 'prescriber', 'therapist'];
const WATCHERS: readonly AuthorRole[] = ['chaperone', 'chaperone', 'therapist', 'prescriber'];
const READINGS: readonly Vitals[] = [
  calm,
  calm,
  calm,
  vitals({ systolicMmHg: 145 }),
  vitals({ systolicMmHg: 162 }),
  vitals({ systolicMmHg: 172 }),
  vitals({ systolicMmHg: 185, hasSymptoms: true }),
  vitals({ spo2Pct: 92 }),
];
const ANSWERS: readonly Partial<SafetyCheck>[] = [
  {},
  {},
  {},
  {},
  { response: 'slow' },
  { response: 'only-loud' },
  { response: 'none' },
  { breathing: 'slow-or-strange' },
  { isUpset: true },
  { isVomiting: true },
];

const SIGNS = Object.keys(SIGN_LEVELS) as Sign[];

const TODAYS: readonly Partial<TodayAnswers>[] = [
  {},
  {},
  {},
  { ateHoursAgo: 3 },
  { ateHoursAgo: 0 },
  { alcoholOrCannabis: 'over-a-day-ago' },
  { alcoholOrCannabis: 'within-a-day' },
  { tookSedative: true },
  { isSomethingNew: true },
  { mayBePregnant: true },
];

type Act = (clinic: SimulatedClinic, draw: Draw) => void;

/** Mostly the usual author, sometimes anybody; mostly now, sometimes a while ago. */
function told(draw: Draw, roles: readonly AuthorRole[], now: number): Told {
  const at = now - draw.of([0, 0, 0, 0, 1, 5, 20]) * MINUTE;
  return { by: draw.of(draw.below(16) === 0 ? ROLES : roles), at };
}

const simple =
  (
    type: Extract<EntryType, 'arrival' | 'chaperone-left' | 'dose-taken' | 'discharge-confirmation' | 'discharge'>,
    ...roles: AuthorRole[]
  ): Act =>
  (clinic, draw) =>
    clinic.write(type, {}, told(draw, roles, clinic.now));

const measure: Act = (clinic, draw) => clinic.write('vitals', draw.of(READINGS), told(draw, WATCHERS, clinic.now));

const look: Act = (clinic, draw) => {
  const current = currentCheckNumber(clinic.state, clinic.plan, clinic.now);
  const number = Math.max(1, current + draw.of([0, 0, 0, 0, 0, -1, -2, 1]));
  clinic.write('safety-check', check(number, draw.of(ANSWERS)), told(draw, WATCHERS, clinic.now));
};

const aboutAlert =
  (write: (clinic: SimulatedClinic, alertId: string, told: Told) => void): Act =>
  (clinic, draw) => {
    const alertId = clinic.state.alerts.length ? draw.of(clinic.state.alerts).id : 'check-1';
    write(clinic, alertId, told(draw, CLINICIANS, clinic.now));
  };
const acknowledge = aboutAlert((clinic, alertId, by) => clinic.write('acknowledgement', { alertId }, by));
const close = aboutAlert((clinic, alertId, by) => clinic.write('alert-closed', { alertId, reason: 'settled' }, by));

/** A prescriber signs over something that holds, mostly over what they have seen. */
const decide: Act = (clinic, draw) => {
  const { seq: gateSeq = 1, findings = [] } = clinic.state.gate ?? {};
  const held = findings.filter(({ isMet }) => !isMet);
  const { item, reason: heldFor } = held.length ? draw.of(held) : { item: 'vitals' as const, reason: 'held' };
  clinic.write('override', { item, heldFor, gateSeq }, told(draw, ['prescriber'], clinic.now));
};

/** In the clinic staff come and go, somebody is named who takes the patient home, and takes them. */
const ON_SITE: readonly Act[] = [
  (clinic, draw) => clinic.write('staff-arrival', {}, told(draw, STAFF, clinic.now)),
  (clinic, draw) => {
    if (draw.below(4) === 0) clinic.write('staff-left', {}, told(draw, STAFF, clinic.now));
  },
  (clinic, draw) => clinic.write('ride-arranged', {}, told(draw, STAFF, clinic.now)),
  (clinic, draw) => clinic.write('handed-over', { toldNotToDrive: true }, told(draw, STAFF, clinic.now)),
];

/** An hour in which the chaperone answers each check when it is due. */
const calmHour: Act = (clinic) => {
  for (let quarter = 0; quarter < 4; quarter++) {
    clinic.live(15);
    clinic.write('safety-check', check(currentCheckNumber(clinic.state, clinic.plan, clinic.now)));
  }
};

/** Settles what can be settled, forgetting a thing now and then, and asks for discharge. */
const wrapUp: Act = (clinic, draw) => {
  const steps: (() => void)[] = [
    () => clinic.write('arrival', {}),
    () => clinic.write('staff-arrival', {}),
    () => clinic.write('safety-check', check(currentCheckNumber(clinic.state, clinic.plan, clinic.now))),
    () => clinic.write('vitals', calm),
    ...clinic.state.alerts.flatMap(({ id: alertId }) => [
      () => clinic.write('acknowledgement', { alertId }),
      () => clinic.write('alert-closed', { alertId, reason: 'settled' }),
    ]),
    () => clinic.write('discharge-confirmation', {}),
    () => clinic.write('discharge-confirmation', {}, { by: 'therapist' }),
    () => clinic.write('ride-arranged', {}, { by: 'prescriber' }),
    () => clinic.write('handed-over', { toldNotToDrive: true }, { by: 'prescriber' }),
  ];
  for (const step of steps) if (draw.below(12) > 0) step();
  clinic.write('discharge', {});
};

const ACTS: readonly Act[] = [
  ...Array<Act>(5).fill((clinic, draw) => clinic.live(draw.of([0.5, 1, 2, 3, 5, 10, 15, 25]))),
  (clinic, draw) => clinic.pass(draw.of([0.5, 1, 3, 10, 30, 90])),
  (clinic) => clinic.sweep(),
  simple('arrival', 'chaperone'),
  simple('chaperone-left', 'chaperone'),
  (clinic, draw) => {
    const payload = { personId: `companion-${draw.below(3)}`, insteadOf: clinic.state.companion?.personId ?? 'companion' };
    if (draw.below(3) === 0) clinic.write('companion-on-duty', payload, told(draw, ['chaperone', 'therapist'], clinic.now));
  },
  measure,
  measure,
  (clinic, draw) =>
    clinic.write('today-answers', today(draw.of(TODAYS)), told(draw, ['patient', 'patient', 'therapist'], clinic.now)),
  (clinic, draw) => clinic.write('identity-confirmed', {}, told(draw, CLINICIANS, clinic.now)),
  decide,
  (clinic, draw) => clinic.judge(draw.below(4) === 0 ? { onCallPersonId: null } : {}),
  (clinic, draw) => clinic.release(draw.of([clinic.state.gate?.seq ?? 1, clinic.state.gate?.seq ?? 1, 1 + draw.below(9)])),
  simple('dose-taken', 'patient'),
  look,
  look,
  look,
  (clinic, draw) =>
    clinic.write(
      'help',
      { asked: draw.of(['therapist', 'prescriber', 'emergency']) },
      told(draw, ['patient', 'chaperone'], clinic.now),
    ),
  (clinic, draw) => {
    if (draw.below(3) === 0) clinic.write('observation', { sign: draw.of(SIGNS) }, told(draw, CLINICIANS, clinic.now));
  },
  (clinic, draw) => clinic.write('question', {}, told(draw, CLINICIANS, clinic.now)),
  (clinic, draw) => {
    const questionSeq = clinic.state.question?.seq ?? 1;
    clinic.write('answer', { questionSeq, answer: draw.of(['fine', 'not-sure', 'help']) }, told(draw, ['patient'], clinic.now));
  },
  (clinic, draw) => clinic.write(draw.of(['arrival', 'chaperone-left']), { byPhone: true }, told(draw, CLINICIANS, clinic.now)),
  acknowledge,
  acknowledge,
  close,
  simple('discharge-confirmation', 'chaperone', 'therapist'),
  simple('discharge', 'prescriber'),
  calmHour,
  wrapUp,
  wrapUp,
  (clinic, draw) => {
    if (draw.below(4) === 0)
      clinic.write('abort', { reason: 'patient-request' }, told(draw, ['patient', 'therapist'], clinic.now));
  },
];

/** How far a session has come before chance takes over. */
const BEGINNINGS: readonly Act[] = [
  () => {},
  (clinic) => {
    clinic.write('arrival', {});
    clinic.write('staff-arrival', {});
    clinic.write('vitals', calm);
    asked(clinic);
  },
  (clinic) => {
    clinic.judge();
    clinic.release();
  },
  (clinic) => clinic.write('dose-taken', {}),
];
const IN_CLINIC: readonly Act[] = [...ACTS, ...ON_SITE, simple('dose-taken', 'prescriber')];

/**
 * Plays a session by chance: people do what they may and what they may not, phones are late, servers are down.
 *
 * @param start how far it has come at the beginning; any whole number
 * @param moves one whole number for each thing that happens
 * @param plan at home, or in the clinic
 */
export function playSession(start: number, moves: readonly number[], plan?: SessionPlan): SimulatedClinic {
  const clinic = new SimulatedClinic(plan);
  const acts = isInClinic(clinic.plan) ? IN_CLINIC : ACTS;
  const draw = new Draw(start);
  for (const begin of BEGINNINGS.slice(0, draw.of([1, 2, 3, 4, 4, 4]))) begin(clinic, draw);
  for (const move of moves) {
    const chance = new Draw(move);
    chance.of(acts)(clinic, chance);
  }
  return clinic;
}
