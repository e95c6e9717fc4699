import pg from 'pg';
import { type Clinic, type ServerName, startClinic } from '../support/clinic.js';
import { Dice, seedOfRun } from '../support/dice.js';
import { brokenInvariants } from '../support/invariants.js';
import { askUntilAnswered, enrolPatients, type Patient, type Reply } from '../support/patients-booking.js';

const [BOOKERS, TIMES, ROUNDS] = process.env['PROVE'] ? [200, 50, 5] : [20, 2, 1];
const APIS: ServerName[] = ['api', 'api-2'];
const DAY_MS = 86_400_000;
/** Sessions of a team begin at these hours UTC of every second day: 8 to 20 h where everybody lives. Visits fill the day after. */
const HOURS = [15, 18, 21, 24];
const ANSWERS = ['won', 'scheduling.slot-taken', 'protocols.all-booked', 'sessions.already-booked'];
const seed = seedOfRun();

const OVERLAPS = `
  SELECT a.person_id FROM appointment_party a JOIN appointment_party b
  ON a.person_id = b.person_id AND a.lane = b.lane AND a.during && b.during AND a.appointment_id < b.appointment_id`;

describe(`many who want one time, of two servers that are killed (FAULT_SEED=${seed})`, () => {
  let clinic: Clinic;
  let database: pg.Client;
  let patients: Patient[];
  /** People who are enrolled in bulk are in no audit. */
  let asEnrolled: unknown;
  const dice = new Dice(seed);
  /** Kept: a round that runs over midnight goes on with the days that it has begun with. */
  let firstDay: number;

  beforeAll(async () => {
    const limits = { HEARTH_LIMIT_PERSON_PER_MIN: '1000000', HEARTH_LIMIT_ADDRESS_PER_MIN: '1000000' };
    clinic = await startClinic({ seed: false, apis: APIS.length, env: limits });
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
    const [team] = await enrolPatients(database, { teams: 1, patientsPerTeam: BOOKERS });
    patients = team!;
    asEnrolled = await broken();
  }, 120_000);
  afterAll(async () => {
    await database?.end();
    await clinic?.stop();
  });

  const timeAt = (place: number): string => {
    const day = firstDay + 2 * Math.floor(place / HOURS.length);
    return new Date(day * DAY_MS + HOURS[place % HOURS.length]! * 3_600_000).toISOString();
  };

  /** All ask at once, half of them each server first; one server is killed on the way, and comes again. */
  async function storm(
    asks: readonly Readonly<{ by: Patient; path: string; body: object }>[],
    isKilling: boolean,
  ): Promise<Reply[]> {
    const urls = APIS.map((name) => clinic.urlOf(name));
    const answers = asks.map(({ by, path, body }, i) => askUntilAnswered(i % 2 ? urls : [...urls].reverse(), by, path, body));
    if (isKilling) {
      const name = dice.pick(APIS);
      await new Promise((later) => setTimeout(later, dice.between(0, 300)));
      await clinic.kill(name);
      clinic.start(name);
      await clinic.ready(name);
    }
    return Promise.all(answers);
  }

  /** One has it, all others hear that it is taken, or that their one dose has a session already. */
  function expectOneWinner(replies: readonly Reply[], context: string): number {
    const codes = replies.map(({ status, body }) => (status === 201 ? 'won' : body['code']));
    const odd = codes.filter((code) => !ANSWERS.includes(String(code)));
    expect([context, odd]).toEqual([context, []]);
    expect([context, codes.filter((code) => code === 'won').length]).toEqual([context, 1]);
    return codes.indexOf('won');
  }

  /** The sessions that are booked now, by whose they are. */
  const booked = async (): Promise<Map<string, string>> => {
    const { rows } = await database.query('SELECT id, patient_id FROM dosing_session WHERE aborted_at IS NULL');
    return new Map(rows.map(({ id, patient_id: patientId }) => [patientId, id]));
  };
  const expectSound = async (sessions: number) => {
    expect((await booked()).size).toBe(sessions);
    expect((await database.query(OVERLAPS)).rows).toEqual([]);
    expect(
      (
        await database.query(
          'SELECT 1 FROM dosing_session s LEFT JOIN integration_visit v ON v.session_id = s.id WHERE v.id IS NULL',
        )
      ).rows,
    ).toEqual([]);
    expect(await broken()).toEqual(asEnrolled);
  };
  /** What the laws of the whole database find, without examples. */
  const broken = async () => (await brokenInvariants(database)).map((found) => found.split(':')[0]);
  const path = (sessionId: string, act: string) => `/v1/dosing-sessions/${sessionId}/${act}`;

  it.each(Array.from({ length: ROUNDS }, (_, round) => round))(
    'has one 201 for each time, booked or moved to, and no overlap (round %i)',
    async (round) => {
      firstDay = Math.ceil(Date.now() / DAY_MS) + 2;
      for (let place = 0; place < TIMES; place++) {
        const startsAt = timeAt(place);
        const asks = patients.map((by) => ({ by, path: '/v1/dosing-sessions', body: { patientId: by.patientId, startsAt } }));
        expectOneWinner(await storm(asks, place % 10 === 1), `round ${round}, time ${place}`);
      }
      await expectSound(TIMES);
      const own = await booked();
      const movers = patients.filter(({ patientId }) => own.has(patientId));
      const goal = timeAt(TIMES + HOURS.length);
      const moves = movers.map((by) => ({
        by,
        path: path(own.get(by.patientId)!, 'move'),
        body: { startsAt: goal, reason: 'illness' },
      }));
      expectOneWinner(await storm(moves, true), `round ${round}, moves`);
      await expectSound(TIMES);
      const ends = movers.map((by) => ({ by, path: path(own.get(by.patientId)!, 'cancellation'), body: { reason: 'illness' } }));
      const ended = await storm(ends, false);
      expect(ended.map(({ status }) => status)).toEqual(ends.map(() => 201));
      await expectSound(0);
    },
    3_600_000,
  );

  it('never waited in a circle', async () => {
    for (const name of APIS) await clinic.kill(name);
    const { rows } = await database.query('SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()');
    expect(rows).toEqual([{ deadlocks: 0 }]);
  });
});
