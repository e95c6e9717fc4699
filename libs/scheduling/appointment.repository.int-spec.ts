import { randomUUID } from 'node:crypto';
import type { Role } from '#contracts';
import { HOUR, MINUTE } from '#kernel';
import { Database, requireConfig, sqlState, violatedConstraint } from '#platform';
import { AppointmentRepository, type PartyTime } from './appointment.repository.js';

const database = new Database(requireConfig(process.env));
const appointments = new AppointmentRepository();
afterAll(() => database.onApplicationShutdown());

const NINE = Date.UTC(2099, 0, 5, 9);
const LANES = 4;

async function person(role: Role): Promise<string> {
  const id = randomUUID();
  await database.read.person.create({ data: { id, role, displayName: role, zone: 'UTC' } });
  return id;
}

type People = Readonly<{ patient: string; therapist: string; prescriber: string }>;
const people = async (known: Partial<People> = {}): Promise<People> => ({
  patient: await person('patient'),
  therapist: known.therapist ?? (await person('therapist')),
  prescriber: known.prescriber ?? (await person('prescriber')),
});

const dosing = ({ patient, therapist, prescriber }: People): PartyTime[] => [
  { personId: patient, part: 'patient', fromMin: 0, toMin: 180, time: 'whole' },
  { personId: therapist, part: 'therapist', fromMin: 0, toMin: 180, time: 'whole' },
  { personId: prescriber, part: 'prescriber', fromMin: -20, toMin: 10, time: 'whole' },
  { personId: prescriber, part: 'prescriber', fromMin: 0, toMin: 180, time: 'watch' },
];

class Taken extends Error {}

/** As the service does: nothing lasts when anybody is taken. */
const book = (parties: PartyTime[], startsAt: number) =>
  database
    .transact(async (tx) => {
      const [{ personId: patientId }] = parties as [PartyTime];
      const id = randomUUID();
      const common = { id, kind: 'dosing', patientId, patientZone: 'UTC', bookedBy: patientId } as const;
      const appointment = { ...common, startsAt: new Date(startsAt), lengthMin: 180, parties };
      if (!(await appointments.insert(tx, [appointment], LANES))) throw new Taken();
      return id;
    })
    .catch((error: unknown) => {
      if (error instanceof Taken) return 'taken' as const;
      throw error;
    });
const isBooked = async (parties: PartyTime[], startsAt: number) => (await book(parties, startsAt)) !== 'taken';

const cancel = (id: string) =>
  database.transact(async (tx) => {
    expect(await appointments.end(tx, id, 'cancelled_patient')).toBe(true);
    await appointments.release(tx, id);
  });

const overlaps = () =>
  database.sql`
    SELECT 1 FROM appointment_party a JOIN appointment_party b
    ON a.person_id = b.person_id AND a.lane = b.lane AND a.during && b.during AND a.appointment_id < b.appointment_id`;

describe('AppointmentRepository', () => {
  it('never lets a therapist or a patient be in two places', async () => {
    const team = await people();
    expect(await isBooked(dosing(team), NINE)).toBe(true);
    const others = await people();
    expect(await isBooked(dosing({ ...others, therapist: team.therapist }), NINE + 179 * MINUTE)).toBe(false);
    expect(await isBooked(dosing({ ...others, patient: team.patient }), NINE - 179 * MINUTE)).toBe(false);
    expect(await isBooked(dosing({ ...others, therapist: team.therapist }), NINE + 180 * MINUTE)).toBe(true);
  });

  it('leaves nothing behind when somebody is taken', async () => {
    const team = await people();
    await book(dosing(team), NINE);
    const rival = await people({ therapist: team.therapist });
    await book(dosing(rival), NINE);
    expect(await database.read.appointment.count({ where: { patientId: rival.patient } })).toBe(0);
    expect(await database.read.appointmentParty.count({ where: { personId: rival.prescriber } })).toBe(0);
  });

  it('gives a prescriber so many sessions at once as there are lanes, each gate to itself', async () => {
    const prescriber = await person('prescriber');
    const at = async (minutes: number) => isBooked(dosing(await people({ prescriber })), NINE + minutes * MINUTE);
    expect(await at(0)).toBe(true);
    expect(await at(15)).toBe(false); // the gate of the first one is not over
    expect([await at(30), await at(60), await at(90)]).toEqual([true, true, true]);
    expect(await at(120)).toBe(false); // all four lanes are taken
    expect(await at(180)).toBe(true); // the first one is over
    const lanes = await database.sql<{ lane: number }>`
      SELECT lane FROM appointment_party WHERE person_id = ${prescriber} AND lane > 0 ORDER BY lower(during)`;
    expect(lanes.map(({ lane }) => lane)).toEqual([1, 2, 3, 4, 1]);
  });

  it('finds the last free lane, however the rivals for the others race', async () => {
    for (let round = 0; round < 10; round++) {
      const prescriber = await person('prescriber');
      const rivals = await Promise.all(Array.from({ length: LANES + 2 }, () => people({ prescriber })));
      const won = await Promise.all(rivals.map((team, i) => isBooked(dosing(team), NINE + (i % LANES) * 30 * MINUTE)));
      expect(won.filter(Boolean)).toHaveLength(LANES);
    }
  });

  it('has one winner of a hundred for one time, and no deadlock', async () => {
    const { therapist, prescriber } = await people();
    const rivals = await Promise.all(Array.from({ length: 100 }, () => people({ therapist, prescriber })));
    const won = await Promise.all(rivals.map((team) => isBooked(dosing(team), NINE)));
    expect(won.filter(Boolean)).toHaveLength(1);
  });

  it('lets overlapping wishes settle without overlap', async () => {
    const therapists = await Promise.all([1, 2, 3].map(() => person('therapist')));
    const prescribers = await Promise.all([1, 2].map(() => person('prescriber')));
    const wishes = Array.from({ length: 90 }, async (_, i) => {
      const team = await people({ therapist: therapists[i % 3]!, prescriber: prescribers[i % 2]! });
      return isBooked(dosing(team), NINE + 10 * HOUR + (i % 7) * 30 * MINUTE);
    });
    const won = (await Promise.all(wishes)).filter(Boolean).length;
    expect(won).toBeGreaterThanOrEqual(3);
    expect(await overlaps()).toEqual([]);
  });

  it('gives everybody their time back when cancelled', async () => {
    const team = await people();
    const id = await book(dosing(team), NINE);
    await cancel(id);
    expect(await isBooked(dosing(team), NINE)).toBe(true);
  });
});

describe('the database', () => {
  it('refuses an overlap to whoever writes past the repository', async () => {
    const team = await people();
    await book(dosing(team), NINE);
    const other = await book(dosing(await people()), NINE);
    const write = database.sql`
      INSERT INTO appointment_party (appointment_id, person_id, part, during)
      VALUES (${other}, ${team.therapist}, 'therapist', tstzrange(${new Date(NINE)}, ${new Date(NINE + HOUR)}))`;
    expect(await write.then(() => undefined, violatedConstraint)).toBe('appointment_party_no_overlap');
  });

  it('does not bring back an appointment that is over, nor let one end before it starts', async () => {
    const id = await book(dosing(await people()), NINE);
    await cancel(id);
    const revive = database.sql`UPDATE appointment SET state = 'booked' WHERE id = ${id}`;
    expect(await revive.then(() => undefined, sqlState)).toBe('HF002');
    const shrink = database.sql`INSERT INTO appointment (id, kind, patient_id, starts_at, ends_at, patient_zone, booked_by)
      SELECT gen_random_uuid(), kind, patient_id, starts_at, starts_at, patient_zone, booked_by FROM appointment WHERE id = ${id}`;
    expect(await shrink.then(() => undefined, violatedConstraint)).toBe('appointment_ends_after_start');
  });

  it('keeps working hours inside a day', async () => {
    const personId = await person('therapist');
    const row = (isoWeekday: number, fromMin: number, toMin: number) =>
      database.read.workingHours.create({ data: { id: randomUUID(), personId, isoWeekday, fromMin, toMin } });
    await row(7, 0, 1440);
    for (const wrong of [row(0, 0, 60), row(8, 0, 60), row(1, 60, 60), row(1, 0, 1441)]) {
      expect(await wrong.then(() => undefined, violatedConstraint)).toBe('working_hours_in_a_day');
    }
  });
});
