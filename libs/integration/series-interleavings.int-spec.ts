import { setTimeout as after } from 'node:timers/promises';

import { DAY, Problem } from '#kernel';
import { Database } from '#platform';
import { Dice, seedOfRun } from '../../test/support/dice.js';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { CancellationService } from './cancellation.service.js';
import { CourseChoice } from './course-choice.service.js';
import { CourseMovesService } from './course-moves.service.js';
import { CourseSeries } from './course-series.service.js';
import { DosingBookingsService } from './dosing-bookings.service.js';
import { RestCancellation, RestMoves } from './rest-changes.service.js';

const RUNS = process.env['PROVE'] ? 1_000 : 12;
const DOSES = 3;
const APART_DAYS = 5;
/** Longer than any of them takes: each can come first, or in the middle of another. */
const SPREAD_MS = 25;
const seed = seedOfRun();
let clinic: SmallClinic;
let dice: Dice;
beforeAll(async () => {
  clinic = await SmallClinic.open();
});
beforeEach(() => {
  dice = new Dice(seed);
});
afterAll(() => clinic?.close());

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof Problem ? error.code : Promise.reject(error)),
  );
const soon = async <T>(work: () => Promise<T>): Promise<T> => {
  await after(dice.next() * SPREAD_MS);
  return work();
};
/** Refusals that mean that somebody else was quicker, or that it cannot be had; nothing else may be heard. */
const EXPECTED = new Set([
  ...['none', 'scheduling.slot-taken', 'scheduling.not-a-free-time', 'scheduling.not-booked', 'scheduling.hold-over'],
  ...['integration.no-visit-time', 'integration.series-too-long', 'protocols.all-booked', 'sessions.already-booked'],
  ...['sessions.session-over', 'sessions.not-found'],
]);
const series = ({ patient }: TeamOf, startsAt: readonly Date[]) =>
  clinic.get(CourseSeries).book(patient, patient.personId, startsAt);
const single = ({ patient }: TeamOf, startsAt: Date) =>
  clinic.get(DosingBookingsService).book(patient, patient.personId, startsAt);

type Row = Readonly<{ number: number; startsAt: Date; state: string; visits: number }>;
const sessionsOf = ({ patient }: TeamOf): Promise<Row[]> =>
  clinic.get(Database).sql<Row>`
    SELECT d.number, a.starts_at AS "startsAt", a.state,
      (SELECT count(*)::int FROM integration_visit v JOIN appointment w ON w.id = v.appointment_id
       WHERE v.session_id = s.id AND v.state = 'booked' AND w.state = 'booked') AS visits
    FROM dosing_session s JOIN appointment a ON a.id = s.appointment_id JOIN dose_line d ON d.id = s.dose_line_id
    WHERE s.patient_id = ${patient.personId} AND s.aborted_at IS NULL ORDER BY a.starts_at`;

/** The laws of a course: in the order of the doses, so many days apart, each with its visit. */
async function requireLaws(team: TeamOf, context: string): Promise<Row[]> {
  const rows = await sessionsOf(team);
  expect([context, rows.map(({ state, visits }) => [state, visits])]).toEqual([context, rows.map(() => ['booked', 1])]);
  for (const [i, { startsAt, number }] of rows.entries()) {
    const before = rows[i - 1];
    if (!before) continue;
    expect([context, startsAt.getTime() - before.startsAt.getTime() >= APART_DAYS * DAY]).toEqual([context, true]);
    expect([context, number > before.number]).toEqual([context, true]);
  }
  return rows;
}

describe(`whoever books at the same moment (FAULT_SEED=${seed})`, () => {
  it('two series of two patients: one is had whole, the other not at all', async () => {
    const mine = await clinic.enrol({}, { doses: DOSES, minDaysBetween: APART_DAYS });
    const rival = await clinic.enrol(
      { therapist: mine.therapist, prescriber: mine.prescriber },
      { doses: DOSES, minDaysBetween: APART_DAYS },
    );
    for (let run = 0; run < RUNS / 4; run++) {
      const day = 2 + dice.between(0, 3);
      const [own, others] = await Promise.all([
        Promise.all([0, 7, 14].map((more) => clinic.at(day + more, 10))),
        Promise.all([0, 8, 14].map((more) => clinic.at(day + more, 10))),
      ]);
      const codes = await Promise.all([soon(() => codeOf(series(mine, own))), soon(() => codeOf(series(rival, others)))]);
      expect([...codes].sort()).toEqual(['none', 'scheduling.slot-taken']);
      const had = [await requireLaws(mine, `run ${run}`), await requireLaws(rival, `run ${run}`)].map((rows) => rows.length);
      expect(had).toEqual(codes.map((code) => (code === 'none' ? DOSES : 0)));
      for (const team of [mine, rival]) await cancelAll(team);
    }
  }, 600_000);

  it('of one patient keep the laws of a course, whatever comes in between', async () => {
    const team = await clinic.enrol({}, { doses: DOSES, minDaysBetween: APART_DAYS });
    const codes = new Set<string>();
    const whole = await Promise.all([0, 7, 14].map((more) => clinic.at(2 + more, 10)));
    expect(await codeOf(series(team, whole))).toBe('none'); // there is something to come in between of, whatever the dice say
    expect(await requireLaws(team, 'alone')).toHaveLength(DOSES);
    for (let run = 0; run < RUNS; run++) {
      const acts = Array.from({ length: dice.between(2, 4) }, () => anAct(team));
      for (const code of await Promise.all(acts.map((act) => soon(() => codeOf(act()))))) codes.add(code);
      await requireLaws(team, `run ${run}`);
      if (dice.isLucky(0.3)) await cancelAll(team);
    }
    expect([...codes].filter((code) => !EXPECTED.has(code))).toEqual([]);
    expect(codes.has('none')).toBe(true);
  }, 600_000);
});

/** Something that patient or staff could be doing just then. */
function anAct(team: TeamOf): () => Promise<unknown> {
  const { patient, therapist } = team;
  const day = dice.between(2, 24);
  const hour = 9.5 + dice.between(0, 10) / 2;
  const apart = dice.between(4, 8);
  const kind = dice.pick(['single', 'series', 'hold', 'move', 'rest', 'cancel', 'cancel-rest'] as const);
  const at = (more = 0) => clinic.at(day + more, hour);
  const oneOf = async () => {
    const rows = await clinic.read.dosingSession.findMany({
      where: { patientId: patient.personId, abortedAt: null },
      select: { id: true },
      orderBy: { id: 'asc' },
    });
    return rows.length ? dice.pick(rows).id : crypto.randomUUID();
  };
  const all = () => Promise.all([0, 1, 2].map((i) => at(i * apart)));
  switch (kind) {
    case 'single':
      return async () => single(team, await at());
    case 'series':
      return async () => series(team, await all());
    case 'hold':
      return async () => clinic.get(CourseChoice).hold(therapist, patient.personId, await at());
    case 'move':
      return async () => clinic.get(CourseMovesService).move(therapist, await oneOf(), await at(), 'clinic');
    case 'rest':
      return async () => clinic.get(RestMoves).move(patient, await oneOf(), { startsAt: await all(), reason: 'illness' });
    case 'cancel':
      return async () => clinic.get(CancellationService).cancel(patient, await oneOf(), 'illness');
    case 'cancel-rest':
      return async () => clinic.get(RestCancellation).cancel(therapist, await oneOf(), 'clinic');
  }
}

async function cancelAll({ patient }: TeamOf): Promise<void> {
  const open = await clinic.read.dosingSession.findMany({
    where: { patientId: patient.personId, abortedAt: null },
    select: { id: true },
  });
  for (const { id } of open) await clinic.get(CancellationService).cancel(patient, id, 'illness');
}
