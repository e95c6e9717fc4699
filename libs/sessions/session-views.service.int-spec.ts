import { CancellationService, DosingBookingsService, IntegrationModule } from '#integration';
import { Clock, Database } from '#platform';
import { asOwner } from '../../test/support/owner.js';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { SessionRepository } from './session.repository.js';
import { SessionViews } from './session-views.service.js';
import { SessionsModule } from './sessions.module.js';

let clinic: SmallClinic;
beforeAll(async () => {
  clinic = await SmallClinic.open([IntegrationModule, SessionsModule]);
});
afterAll(() => clinic.close());

const book = async ({ patient }: TeamOf, hour: number) =>
  (await clinic.get(DosingBookingsService).book(patient, patient.personId, await clinic.at(2, hour))).sessionId;
const board = async ({ prescriber }: TeamOf, now?: Date) => {
  const tiles = await clinic.get(SessionViews).board(prescriber, now ?? (await clinic.get(Clock).now()));
  return tiles.map(({ id }) => id);
};

/** So many more sessions like one that was called off, all of them before it. */
const repeat = (sessionId: string, times: number) => clinic.get(Database).sql`
  WITH past AS (SELECT gen_random_uuid() AS id, gen_random_uuid() AS appointment_id, i * interval '1 day' AS ago FROM generate_series(1, ${times}::int) AS i),
  appointments AS (
    INSERT INTO appointment (id, kind, patient_id, starts_at, ends_at, patient_zone, state, booked_by)
    SELECT past.appointment_id, kind, a.patient_id, starts_at - ago, ends_at - ago, patient_zone, state, booked_by
    FROM past, appointment a JOIN dosing_session s ON s.appointment_id = a.id WHERE s.id = ${sessionId}),
  parties AS (
    INSERT INTO appointment_party (appointment_id, person_id, part, during)
    SELECT DISTINCT past.appointment_id, person_id, part, 'empty'::tstzrange
    FROM past, appointment_party p JOIN dosing_session s ON s.appointment_id = p.appointment_id WHERE s.id = ${sessionId})
  INSERT INTO dosing_session (id, appointment_id, patient_id, chaperone_id, therapist_id, prescriber_id, dose_line_id, plan, aborted_at)
  SELECT past.id, past.appointment_id, patient_id, chaperone_id, therapist_id, prescriber_id, dose_line_id, plan, aborted_at - ago
  FROM past, dosing_session s WHERE s.id = ${sessionId}`;

describe('a clinic with a long past', () => {
  let team: TeamOf;
  let calledOff: string;
  let booked: string;
  beforeAll(async () => {
    team = await clinic.enrol();
    calledOff = await book(team, 10);
    await clinic.get(CancellationService).cancel(team.patient, calledOff, 'illness');
    await repeat(calledOff, 510);
    booked = await book(team, 11);
  });
  const list = async (when: 'upcoming' | 'past' | 'all') =>
    (await clinic.get(SessionViews).list(team.prescriber, when)).sessions.map(({ id }) => id);

  it('has its next session on the board', async () => {
    expect(await board(team, await clinic.at(2, 9))).toEqual([booked]);
  });

  it('lists what is to come whole, and of the past the latest', async () => {
    expect(await list('upcoming')).toEqual([booked]);
    const past = await list('past');
    expect(past).toHaveLength(100);
    expect(past.at(-1)).toBe(calledOff);
    expect(await list('all')).toEqual([...past, booked]);
  });

  it('gives the whole past, page by page, each session once', async () => {
    const pages: string[][] = [];
    for (let before: string | undefined; pages.length === 0 || before; ) {
      const page = await clinic.get(SessionViews).list(team.prescriber, 'all', before);
      pages.unshift(page.sessions.map(({ id }) => id));
      before = page.next ?? undefined;
    }
    expect(pages.map(({ length }) => length)).toEqual([11, 100, 100, 100, 100, 101]);
    expect(new Set(pages.flat()).size).toBe(512);
    expect(pages.at(-1)!.slice(-2)).toEqual([calledOff, booked]);
  });
});

describe('a session that nobody has ended', () => {
  const HOURS = 3_600_000;

  it('stays on the board however late it is, once the dose was taken', async () => {
    const team = await clinic.enrol();
    const sessionId = await book(team, 12);
    const nextDay = new Date((await clinic.at(2, 12)).getTime() + 26 * HOURS);
    expect(await board(team, nextDay)).toEqual([]);
    await asOwner('ALTER TABLE dosing_session DISABLE TRIGGER USER'); // they want a whole session's story
    await clinic.transact(async (tx) => {
      await tx.sql`
        UPDATE dosing_session SET gate_passed_at = app_now(), released_at = app_now(), dosed_at = app_now(), min_discharge_at = app_now() + interval '1 hour'
        WHERE id = ${sessionId}`;
    });
    expect(await board(team, nextDay)).toEqual([sessionId]);
    await clinic.transact((tx) => tx.sql`UPDATE dosing_session SET discharged_at = min_discharge_at WHERE id = ${sessionId}`);
    expect(await board(team, nextDay)).toEqual([]);
  });
});

describe('a session that was looked at long ago', () => {
  it('says how long ago, also when it was booked for months ahead', async () => {
    const { prescriber, ...team } = await clinic.enrol();
    const sessionId = await book({ prescriber, ...team }, 13);
    await clinic.get(Database).sql`
      INSERT INTO session_watch (session_id, person_id, seen_at) VALUES (${sessionId}, ${prescriber.personId}, now() - interval '90 days')`;
    const ms = await clinic.get(SessionRepository).sinceSeenMs(clinic.read, sessionId, [prescriber.personId]);
    expect(ms! / 86_400_000).toBeCloseTo(90, 1);
  });
});
