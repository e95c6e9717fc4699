import fc from 'fast-check';
import { sessionClock } from './clock.js';
import { dischargeBlockers } from './discharge.js';
import type { AuthorRole, Entry, EntryPayloads, EntryType, Sign } from './entry.js';
import { permits } from './permits.js';
import type { SessionPlan } from './plan.js';
import { initialState, reduce } from './reduce.js';
import { SIGN_LEVELS } from './signs.js';
import { sublingualHome } from './sublingual-home.js';
import { check, today, vitals } from './testing/answers.js';
import { clinicPlan } from './testing/clinic-plan.js';
import { brokenLaw, isKept, meansTheSame } from './testing/laws.js';
import { Draw, playSession, ROLES } from './testing/random-session.js';
import type { SimulatedClinic } from './testing/simulated-clinic.js';

const numRuns = Number(process.env['LAW_RUNS'] ?? 10_000);
const chance = fc.noBias(fc.nat());
const moves = fc.array(chance, { maxLength: 40, size: 'max' });
const { plan } = sublingualHome;

/** Two more sweeps, so that what is due by now has had its turn. */
function settle(clinic: SimulatedClinic): SimulatedClinic {
  clinic.sweep();
  clinic.pass(1);
  clinic.sweep();
  return clinic;
}

const told = ({ log }: SimulatedClinic): string =>
  log
    .map(({ seq, recordedAt, author, type, payload }) => [seq, recordedAt, author.role, type, JSON.stringify(payload)].join(' '))
    .join('\n');

describe('the laws of a live session', () => {
  it.each<[string, SessionPlan]>([
    ['at home', plan],
    ['in the clinic', clinicPlan],
  ])(`hold in ${numRuns} random sessions %s, however people act, phones lag and servers fail`, (_, ofPlan) => {
    fc.assert(
      fc.property(chance, moves, chance, (start, story, cut) => {
        const clinic = settle(playSession(start, story, ofPlan));
        const law = brokenLaw(clinic);
        if (law) throw new Error(`broken: ${law}\n${told(clinic)}`);
        if (!meansTheSame(clinic, cut % (clinic.log.length + 1))) throw new Error('a stored snapshot means something else');
      }),
      { numRuns },
    );
  });

  it.each<[string, SessionPlan]>([
    ['at home', plan],
    ['in the clinic', clinicPlan],
  ])('are asked about sessions %s in which everything that they speak of happens', (_, ofPlan) => {
    const seen: Record<string, number> = {};
    for (const [start, story] of fc.sample(fc.tuple(chance, moves), { numRuns: 1_200, seed: 1 })) {
      const { state } = playSession(start, story, ofPlan);
      const facts = {
        isDosed: state.dosedAt !== undefined,
        isDischarged: state.dischargedAt !== undefined,
        isAborted: state.aborted !== undefined,
        hasDone: state.checks.some(({ state: of }) => of === 'done'),
        hasLate: state.checks.some(({ state: of }) => of === 'late'),
        hasEscalated: state.checks.some(({ state: of, happenedAt }) => of === 'escalated' && happenedAt !== undefined),
        wasAlone: state.alerts.some(({ kind }) => kind === 'alone' || kind === 'staff-left'),
        wasUnsettled: state.alerts.some(({ kind }) => kind === 'unsettled'),
        isLate: state.alerts.some(({ kind }) => kind === 'undischarged'),
        hasClosed: state.alerts.some(({ level, closedAt }) => level >= 2 && closedAt !== undefined),
      };
      for (const [fact, is] of Object.entries(facts)) seen[fact] = (seen[fact] ?? 0) + Number(is);
    }
    expect(Object.entries(seen).filter(([, times]) => times < 10)).toEqual([]);
  });
});

/** Any entry of any type by anybody about anything, as no server would write it. */
function anyEntry(move: number, seq: number): Entry {
  const draw = new Draw(move);
  const alertId = draw.of(['check-1', 'check-2', 'planned-vitals-40', 'help-3', 'nothing-9']);
  const number = draw.below(5);
  const payloads: EntryPayloads = {
    arrival: {},
    'chaperone-left': {},
    'staff-arrival': {},
    'staff-left': {},
    'ride-arranged': {},
    'handed-over': { toldNotToDrive: true },
    'companion-on-duty': { personId: 'backup', insteadOf: 'companion' },
    vitals: vitals({ systolicMmHg: 60 + draw.below(140), hasSymptoms: draw.below(4) === 0 }),
    'today-answers': today({ ateHoursAgo: draw.below(9), isSomethingNew: draw.below(2) === 0 }),
    'identity-confirmed': {},
    override: { item: 'fasting', heldFor: 'ate-too-recently', gateSeq: draw.below(9) },
    gate: { isPassed: draw.below(2) === 0, findings: [] },
    release: { doseLineId: 'dose-line', doseMg: 1, gateSeq: draw.below(9) },
    'dose-taken': {},
    question: {},
    answer: { questionSeq: draw.below(9), answer: draw.of(['fine', 'not-sure', 'help']) },
    phase: { phase: draw.of(plan.phases).phase },
    'safety-check': check(number, { response: draw.of(['normal', 'only-loud', 'none']), isVomiting: draw.below(3) === 0 }),
    help: { asked: draw.of(['therapist', 'prescriber', 'emergency']) },
    observation: { sign: draw.of(Object.keys(SIGN_LEVELS) as Sign[]) },
    alert: {
      alertId,
      kind: draw.of(['missed-check', 'missed-vitals', 'vitals', 'help', 'alone', 'unsettled']),
      level: draw.of([0, 1, 2, 3, 4]),
      tier: 1 + draw.below(5),
      ...(number ? { number } : {}),
    },
    acknowledgement: { alertId },
    'alert-closed': { alertId, reason: 'settled' },
    'discharge-confirmation': {},
    discharge: {},
    abort: { reason: 'technical' },
  };
  const type = draw.of(Object.keys(payloads) as EntryType[]);
  const role: AuthorRole = draw.of(ROLES);
  const recordedAt = 1_790_000_000_000 + seq * 240_000;
  const author = { personId: draw.below(4) ? role : null, role };
  return {
    id: 'any',
    seq,
    type,
    payload: payloads[type],
    happenedAt: recordedAt - draw.below(3_600_000),
    recordedAt,
    author,
  } as Entry;
}

it('folds any log whatever, without throwing and without undoing what is for good', () => {
  fc.assert(
    fc.property(fc.array(chance, { maxLength: 30, size: 'max' }), (story) => {
      let state = initialState();
      story.forEach((move, i) => {
        const entry = anyEntry(move, i + 1);
        permits(state, entry, plan, entry.recordedAt);
        const next = reduce(state, entry, plan).state;
        if (!isKept(state, next)) throw new Error(`${entry.type} undid what is for good`);
        dischargeBlockers(next, plan, entry.recordedAt);
        sessionClock(next, plan, entry.recordedAt);
        state = next;
      });
      if (JSON.stringify(JSON.parse(JSON.stringify(state))) !== JSON.stringify(state)) throw new Error('not what JSON keeps');
    }),
    { numRuns },
  );
});
