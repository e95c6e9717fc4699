import fc from 'fast-check';

import { DosingBookingsService, IntegrationModule } from '#integration';
import { DAY } from '#kernel';
import { Database, sqlState } from '#platform';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { wholeProtocol } from '../../test/support/whole-protocol.js';
import { type CoursePhase, daysBefore } from './domain/phases.js';
import { ProtocolsService } from './protocols.service.js';

let clinic: SmallClinic;
beforeAll(async () => {
  clinic = await SmallClinic.open([IntegrationModule]);
});
afterAll(() => clinic?.close());

const sql: Database['sql'] = (...statement) => clinic.get(Database).sql(...statement);
const phase: fc.Arbitrary<CoursePhase> = fc.record({
  phase: fc.constantFrom('continuation', 'maintenance'),
  sessions: fc.integer({ min: 1, max: 6 }),
  minDaysBetween: fc.integer({ min: 1, max: 60 }),
});

/** Two sessions three days apart, and two that are four weeks apart. */
async function inTwoPhases(): Promise<TeamOf> {
  const team = await clinic.enrol();
  const who = { patientId: team.patient.personId, signedBy: team.prescriber.personId };
  const later = [{ phase: 'maintenance', sessions: 2, minDaysBetween: 28 }];
  const said = { minDaysBetween: 3, later, dosesMg: [100, 100, 100, 100], goesOn: true };
  await clinic.transact((tx) => clinic.get(ProtocolsService).sign(tx, wholeProtocol(who, said)));
  return team;
}
const linesOf = async ({ patient }: TeamOf) =>
  sql<{ id: string }>`
    SELECT d.id FROM dose_line d JOIN newest_protocol n ON n.id = d.protocol_id WHERE n.patient_id = ${patient.personId} ORDER BY d.number`;
const release = (id: string) => clinic.transact((tx) => clinic.get(ProtocolsService).release(tx, id));
const take = async (id: string, daysAgo: number) => {
  await sql`UPDATE dose_line SET state = 'taken', taken_at = app_now() - ${daysAgo}::int * interval '24 hours' WHERE id = ${id}`;
  await clinic.transact((tx) => clinic.get(ProtocolsService).unlockAfter(tx, id));
};

describe('the days before a dose', () => {
  it('are those of its phase, in the database as in the program', async () => {
    const course = fc.record({
      minDaysBetween: fc.integer({ min: 1, max: 60 }),
      own: fc.integer({ min: 1, max: 6 }),
      later: fc.array(phase, { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(course, async ({ minDaysBetween, own, later }) => {
        const sessions = later.reduce((sum, one) => sum + one.sessions, own);
        const phases = JSON.stringify({ first: minDaysBetween, later });
        const rows = await sql<{ days: number }>`
          SELECT spacing_days(${phases}::jsonb, ${sessions}::int, n) AS days FROM generate_series(1, ${sessions}::int + 1) n ORDER BY n`;
        const said = rows.map((_, at) => daysBefore({ phase: 'induction', sessions, minDaysBetween, later }, at + 1));
        expect(rows.map(({ days }) => days)).toEqual(said);
      }),
      { numRuns: process.env['PROVE'] ? 1_000 : 40 },
    );
  });

  it('are asked of what is booked, of the gate, and of what is released', async () => {
    const team = await inTwoPhases();
    const protocols = clinic.get(ProtocolsService);
    const doses = await protocols.nextDoses(clinic.read, team.patient.personId);
    expect(doses.map(({ afterDays, course }) => [afterDays, course.apartDays])).toEqual([
      [3, 3],
      [3, 28],
      [28, 28],
      [28, 28],
    ]);
    const [first, second, third] = (await linesOf(team)).map(({ id }) => id) as [string, string, string];
    await release(first);
    await take(first, 8);
    await release(second); // three days are over
    await take(second, 5);
    expect(await release(third).then(() => null, sqlState)).toBe('HF003');
    const { doseNotBefore } = await protocols.gateFacts(clinic.read, third);
    const { takenAt } = await clinic.read.doseLine.findUniqueOrThrow({ where: { id: second } });
    expect(doseNotBefore!.getTime() - takenAt!.getTime()).toBe(28 * DAY);
    const { patient } = team;
    const booked = await clinic.get(DosingBookingsService).book(patient, patient.personId, await clinic.at(30, 10));
    const [risk] = await sql<{ apart: number }>`
      SELECT (extract(epoch FROM dose_not_before) * 1000 - ${takenAt!.getTime()})::float8 AS apart FROM appointment_risk_fact WHERE session_id = ${booked.sessionId}::uuid AND kind = 'dosing'`;
    expect(risk!.apart).toBe(28 * DAY); // and so says what is at risk
  });

  it('are what lies between two that are booked', async () => {
    const team = await inTwoPhases();
    const book = async (days: number) =>
      clinic.get(DosingBookingsService).book(team.patient, team.patient.personId, await clinic.at(days, 10));
    await book(2);
    await book(5);
    await expect(book(30)).rejects.toMatchObject({ code: 'scheduling.not-a-free-time' });
    await book(33);
  });
});

describe('a version', () => {
  it('whose phases do not add up is refused by the database', async () => {
    await inTwoPhases();
    const later = JSON.stringify([{ phase: 'maintenance', sessions: 4, minDaysBetween: 28 }]);
    const unasked = sql`
      INSERT INTO protocol_version (id, protocol_id, patient_id, number, template, phase, plan, min_days_between, later_phases, sessions,
        end_point_review_on, guardrails, words_sealed, edited_by)
      SELECT gen_random_uuid(), protocol_id, patient_id, 9, template, phase, plan, min_days_between, ${later}::jsonb, 4,
        end_point_review_on, guardrails, words_sealed, edited_by FROM protocol_version LIMIT 1`;
    expect(await unasked.then(() => null, sqlState)).toBe('23514');
  });
});
