import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type Clinic, startClinic } from '../support/clinic.js';
import { Dice, seedOfRun } from '../support/dice.js';
import { Visitor } from '../support/http.js';
import { enrolPatients, type Patient } from '../support/patients-booking.js';

const CLINICS = process.env['PROVE'] ? 200 : 3;
const DAYS = 2;
const [MINUTE, DAY_MS] = [60_000, 86_400_000];
/** The zone of everybody here: seven hours behind UTC all the year. */
const MIDNIGHT_MS = 7 * 3_600_000;
const seed = seedOfRun();
type Seen = { shown: number; hidden: number };
type Shown = Readonly<{ startsAt: string; visitStartsAt: string }>;

describe(`what is shown, and what can be had (FAULT_SEED=${seed})`, () => {
  let clinic: Clinic;
  let database: pg.Client;
  let teams: Patient[][];
  const dice = new Dice(seed);
  const firstDay = Math.floor((Date.now() - MIDNIGHT_MS) / DAY_MS) + 3;
  const date = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);

  beforeAll(async () => {
    clinic = await startClinic({ seed: false });
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
    teams = await enrolPatients(database, { teams: CLINICS, patientsPerTeam: 2 });
  }, 120_000);
  afterAll(async () => {
    await database?.end();
    await clinic?.stop();
  });

  async function workDaily(
    personId: string,
    hoursOf: () => readonly [fromMin: number, toMin: number] | undefined,
  ): Promise<void> {
    await database.query('DELETE FROM working_hours WHERE person_id = $1', [personId]);
    for (let day = 1; day <= 7; day++) {
      const span = hoursOf();
      if (!span) continue;
      const hours = [randomUUID(), personId, day, ...span];
      await database.query(
        'INSERT INTO working_hours (id, person_id, iso_weekday, from_min, to_min) VALUES ($1, $2, $3, $4, $5)',
        hours,
      );
    }
  }

  /** Hours, pauses, caps, days off and wishes as they may be anywhere. */
  async function workSomehow(personId: string, isClinician: boolean): Promise<void> {
    await workDaily(personId, () => {
      if (!isClinician && dice.isLucky(0.3)) return undefined;
      const from = dice.between(14, 22) * 30;
      return [from, Math.min(1440, from + dice.between(12, 30) * 30)];
    });
    if (!isClinician) return;
    const rules = [personId, dice.pick([0, 0, 15]), dice.pick([0, 10, 45]), dice.pick([0, 120]), dice.pick([null, null, 1, 2])];
    await database.query(
      'INSERT INTO working_rules (person_id, pause_before_min, pause_after_min, notice_min, daily_cap) VALUES ($1, $2, $3, $4, $5)',
      rules,
    );
    if (!dice.isLucky(0.3)) return;
    const off = [
      randomUUID(),
      personId,
      new Date(firstDay * DAY_MS + MIDNIGHT_MS + dice.between(8, 40) * 3_600_000),
      dice.between(1, 4),
    ];
    await database.query(
      `INSERT INTO time_off (id, person_id, kind, starts_at, ends_at) VALUES ($1, $2, 'leave', $3, $3::timestamptz + $4::int * interval '1 hour')`,
      off,
    );
  }

  const shownTo = async (visitor: Visitor, { patientId }: Patient): Promise<Shown[]> => {
    const { body } = await visitor.get(`/v1/patients/${patientId}/free-times?from=${date(firstDay)}&days=${DAYS}`).expect(200);
    return body.times;
  };

  /** What a patient is shown of another kind can be moved to, and nothing else; and of one who has nothing, booked. */
  async function expectSameOfOtherKinds(me: Visitor, { patientId }: Patient, seen: Seen): Promise<void> {
    const listed = async (path: string): Promise<Set<string>> =>
      new Set((await me.get(path).expect(200)).body.times.map(({ startsAt }: { startsAt: string }) => startsAt));
    const kind = dice.pick(['preparation', 'follow_up', 'screening']);
    const days = `from=${date(firstDay)}&days=${DAYS}`;
    const times = await listed(`/v1/patients/${patientId}/appointment-times?kind=${kind}&${days}`);
    let at: string | null = null;
    for (const startsAt of new Set([...candidates(), ...times])) {
      const isShown = at === null ? times.has(startsAt) : (await listed(`${at}/free-times?${days}`)).has(startsAt);
      const { status, body }: { status: number; body: { id: string } } =
        at === null
          ? await me.post('/v1/appointments', { patientId, kind, startsAt })
          : await me.post(`${at}/move`, { startsAt, reason: 'illness' });
      const had = status < 300 ? true : [409, 422].includes(status) ? false : status;
      expect([kind, patientId, startsAt, had]).toEqual([kind, patientId, startsAt, isShown]);
      seen[isShown ? 'shown' : 'hidden'] += 1;
      if (at === null && had) at = `/v1/appointments/${body.id}`;
    }
    if (at) await me.post(`${at}/cancellation`, { reason: 'illness' }).expect(201);
  }

  /** Every half hour of these days, and some minutes beside. */
  const candidates = (): string[] =>
    Array.from({ length: DAYS * 48 }, (_, i) => {
      const at = firstDay * DAY_MS + MIDNIGHT_MS + i * 30 * MINUTE;
      return new Date(at + (dice.isLucky(0.1) ? dice.between(1, 29) * MINUTE : 0)).toISOString();
    });

  it('are the same, to the minute, with the same visit, in any clinic', async () => {
    const seen = { shown: 0, hidden: 0 };
    for (const [at, [mine, rival]] of (teams as [Patient, Patient][]).entries()) {
      const [team, everybody] = [
        [mine.therapistId, mine.prescriberId],
        [mine.therapistId, mine.prescriberId, mine.patientId],
      ];
      // The first is open from seven to ten: whatever the dice say of the others, something is shown.
      if (at === 0) for (const personId of everybody) await workDaily(personId, () => [7 * 60, 22 * 60]);
      else for (const personId of everybody) await workSomehow(personId, team.includes(personId));
      const [me, other] = [mine, rival].map(({ token }) => Visitor.withToken(clinic, token)) as [Visitor, Visitor];
      const [first] = await shownTo(other, rival);
      if (first) await other.post('/v1/dosing-sessions', { patientId: rival.patientId, startsAt: first.startsAt }).expect(201);
      const shown = new Map((await shownTo(me, mine)).map((time) => [time.startsAt, time.visitStartsAt]));
      for (const startsAt of new Set([...candidates(), ...shown.keys()])) {
        const { status, body } = await me.post('/v1/holds', { patientId: mine.patientId, startsAt });
        const visitStartsAt = shown.get(startsAt);
        const had = status === 201 ? body.time.visitStartsAt : [409, 422].includes(status) ? undefined : status;
        expect([mine.patientId, startsAt, had]).toEqual([mine.patientId, startsAt, visitStartsAt]);
        seen[visitStartsAt === undefined ? 'hidden' : 'shown'] += 1;
      }
      await expectSameOfOtherKinds(me, mine, seen);
      const choice = [...shown.keys()];
      if (choice.length)
        await me.post('/v1/dosing-sessions', { patientId: mine.patientId, startsAt: dice.pick(choice) }).expect(201);
    }
    expect([seen.shown > 0, seen.hidden > 0]).toEqual([true, true]);
  }, 1_800_000);
});
