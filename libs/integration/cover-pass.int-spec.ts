import fc from 'fast-check';
import { EmergencyPlanService } from '#care';
import { AuthorityService, LegalBasesService, LicencesService, LocationsService, PrescribingRulesService } from '#credentials';
import type { Caller } from '#identity';
import { PLAN } from '../../test/support/in-clinic-acts.js';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { CoverRepository } from './cover.repository.js';
import { CoverLosses } from './cover-losses.service.js';
import { CoverPass } from './cover-pass.service.js';
import { DosingBookingsService } from './dosing-bookings.service.js';
import { coverDue, coverLost } from './messages.js';

const RUNS = process.env['PROVE'] ? 1_000 : 40;

let clinic: SmallClinic;
let admin: Caller;
let team: TeamOf;
let booked: Awaited<ReturnType<DosingBookingsService['book']>>;
beforeAll(async () => {
  clinic = await SmallClinic.open();
  admin = await clinic.person('admin');
});
beforeEach(async () => {
  team = await clinic.enrol();
  booked = await clinic.get(DosingBookingsService).book(team.patient, team.patient.personId, await clinic.at(5, 10));
});
afterAll(async () => {
  await clinic?.clear();
  await clinic?.close();
});

const pass = () => clinic.transact((tx) => clinic.get(CoverPass).run(tx));
/** What is open of this team. */
const gaps = async () => {
  const personId = { in: [team.prescriber.personId, team.therapist.personId] };
  const rows = await clinic.read.coverGap.findMany({ where: { settledAt: null, personId }, orderBy: { reason: 'asc' } });
  return rows.map((row) => [row.appointmentId, row.personId, row.reason]);
};
const day = async (days: number) => (await clinic.at(days, 12)).toISOString().slice(0, 10);
const held = async (personId: string, kind: string) => {
  const people = await clinic.get(LicencesService).list(admin);
  return people.find((one) => one.personId === personId)!.licences.find((one) => one.kind === kind)!.licenceId;
};

describe('the pass over all that is booked', () => {
  it('lists what a change has broken, tells it once, and cancels nothing', async () => {
    await pass();
    expect(await gaps()).toEqual([]);
    await clinic.get(LicencesService).end(admin, await held(team.prescriber.personId, 'dea-registration'), 'surrendered');
    expect(await clinic.waiting('credentials.registers-changed')).toHaveLength(1);
    const before = (await clinic.waiting(coverLost.name)).length;
    expect(await pass()).toBe(1);
    expect(await gaps()).toEqual([[booked.appointment.id, team.prescriber.personId, 'dea-registration-ended']]);
    expect(await pass()).toBe(0);
    expect(await clinic.waiting(coverLost.name)).toHaveLength(before + 1);
    const { state } = await clinic.read.appointment.findUniqueOrThrow({ where: { id: booked.appointment.id } });
    expect(state).toBe('booked');
  });

  it('settles what holds again, and tells it anew when it breaks anew', async () => {
    const { personId } = team.therapist;
    const renewed = { personId, jurisdiction: 'US-AZ', kind: 'psychologist', number: '2', validTo: '2199-12-31' } as const;
    await clinic.get(LicencesService).end(admin, await held(personId, 'psychologist'), 'correction');
    await pass();
    const broken = await gaps();
    expect(broken.map(([, who, reason]) => [who, reason])).toEqual([
      [personId, 'licence-ended'],
      [personId, 'licence-ended'],
    ]);
    const id = await clinic.get(LicencesService).add(admin, { ...renewed, validFrom: await day(0) });
    expect(await pass()).toBe(0);
    expect(await gaps()).toEqual([]);
    await clinic.get(LicencesService).end(admin, id, 'suspended');
    expect(await pass()).toBe(2);
  });

  it('goes on each night, and is planned once however many begin it', async () => {
    const cover = clinic.get(CoverPass);
    await cover.begin();
    await cover.begin();
    const [tonight, ...others] = await clinic.waiting(coverDue.name);
    expect(others).toEqual([]);
    await clinic.transact((tx) => cover.night(tx));
    expect(await clinic.waiting(coverDue.name)).toHaveLength(2); // this night’s, which is done with what it does, and the next one’s
    expect(await clinic.waiting('credentials.registers-changed')).toHaveLength(1); // the pass is a row of its own, which may be given up
    await clinic.read.$executeRaw`
      UPDATE outbox_event SET done_at = app_now()
      WHERE name = ${coverDue.name} AND due_at = ${tonight!.dueAt}`;
    const [next, ...more] = await clinic.waiting(coverDue.name);
    expect(more).toEqual([]);
    const { now } = (await clinic.read.sql<{ now: Date }>`SELECT app_now() AS now`)[0]!;
    expect(next!.dueAt > now && next!.dueAt.getTime() - now.getTime() <= 86_400_000).toBe(true);
    expect(next!.dueAt.toISOString()).toContain('T09:00:00'); // two in the morning in Arizona
  });
});

describe('the statement that finds what is not covered', () => {
  const kinds = [
    'nurse-practitioner',
    'physician',
    'prescriptive-authority',
    'collaboration',
    'state-registration',
    'dea-registration',
  ];
  const entry = fc.record({
    kind: fc.constantFrom(...kinds),
    jurisdiction: fc.constantFrom('US-NM', 'US-UT'),
    validFrom: fc.integer({ min: -3, max: 7 }),
    days: fc.integer({ min: 0, max: 9 }),
    isEnded: fc.boolean(),
  });
  const rule = fc.record({
    ...{ needsPrescriptiveAuthority: fc.boolean(), needsCollaboration: fc.boolean(), needsStateRegistration: fc.boolean() },
    dea: fc.constantFrom('there', 'anywhere', 'none'),
  });
  const place = fc.constantFrom('US-NM', 'US-UT', null);

  it('says of each part what the function says, whatever is in the registers, at home and in the clinic', async () => {
    const there = await clinic.enrol({ prescriber: team.prescriber }, { setting: 'clinic' });
    await clinic.get(DosingBookingsService).book(there.patient, there.patient.personId, await clinic.at(6, 10));
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { maxLength: 10 }),
        fc.option(rule),
        place,
        fc.boolean(),
        async (entries, asks, where, own) => {
          const { personId } = team.prescriber;
          const undone = new Error('undone');
          const compare = clinic.transact(async (tx) => {
            await tx.sql`
            UPDATE licence SET ended_at = app_now(), ended_by = ${admin.personId}, end_reason = 'correction'
            WHERE person_id = ${personId} AND ended_at IS NULL`;
            if (own)
              await tx.sql`
              UPDATE legal_basis SET ended_at = app_now(), ended_by = ${admin.personId} WHERE patient_id IS NULL AND ended_at IS NULL`;
            for (const { kind, jurisdiction, validFrom, days, isEnded } of entries) {
              const [from, to] = [await day(validFrom), await day(validFrom + days)];
              await tx.sql`
              INSERT INTO licence (id, person_id, jurisdiction, kind, number_sealed, valid_from, valid_to, checked_by, ended_at, ended_by, end_reason)
              SELECT gen_random_uuid(), ${personId}, ${jurisdiction}, ${kind}, '', ${from}::date, ${to}::date, ${admin.personId},
                CASE WHEN ${isEnded}::boolean THEN app_now() END, CASE WHEN ${isEnded}::boolean THEN ${admin.personId}::uuid END,
                CASE WHEN ${isEnded}::boolean THEN 'correction' END`;
            }
            if (asks) {
              const looked = { ...asks, jurisdiction: 'US-NM', pdmp: 'none', pdmpDays: null } as const;
              await clinic.get(PrescribingRulesService).put(tx, looked, { basedOn: 0, source: 'x' }, admin.personId);
            }
            if (where) {
              await clinic.get(EmergencyPlanService).put(tx, { ...PLAN, jurisdiction: where }, admin.personId);
              await tx.sql`INSERT INTO patient_location (id, patient_id, jurisdiction, day, stated_by)
            VALUES (gen_random_uuid(), ${team.patient.personId}, ${where}, current_date, ${admin.personId})`;
            }
            const all = await tx.sql<{
              appointmentId: string;
              personId: string;
              hasAuthority: boolean;
              patientId: string;
              act: 'treat';
              day: string;
              jurisdiction: string | null;
            }>`
            SELECT appointment_id AS "appointmentId", person_id AS "personId", patient_id AS "patientId", act, day::text AS day, place AS jurisdiction,
              has_authority AS "hasAuthority"
            FROM appointment_cover WHERE patient_id IN (${team.patient.personId}, ${there.patient.personId})`;
            expect(new Set(all.map(({ act }) => act))).toEqual(new Set(['treat', 'prescribe', 'prescribe-in-person']));
            const judged = await clinic.get(AuthorityService).judgeParts(tx, all);
            expect(all.map(({ hasAuthority }) => hasAuthority)).toEqual(judged.map(({ isMet }) => isMet));
            throw undone;
          });
          await expect(compare).rejects.toBe(undone);
        },
      ),
      { numRuns: RUNS },
    );
  });
});

describe('who loses what after a day', () => {
  const read = async (days: number) => clinic.get(CoverLosses).read(admin, await day(days));
  const mine = (losses: Awaited<ReturnType<typeof read>>) => ({
    people: losses.people
      .filter(({ patientId }) => patientId === team.patient.personId)
      .map(({ personId, reason }) => [personId, reason]),
    appointments: losses.appointments
      .filter(({ patientId }) => patientId === team.patient.personId)
      .map(({ appointmentId, reason }) => [appointmentId, reason]),
  });

  it('is nobody while everything goes on, and those whom the end of a basis leaves without one', async () => {
    expect(mine(await read(3))).toEqual({ people: [], appointments: [] });
    const bases = clinic.get(LegalBasesService);
    const shared = (await bases.list(admin)).find(({ patientId, standing }) => patientId === null && standing === 'active')!;
    await bases.end(admin, shared.legalBasisId);
    const basis = { kind: 'other', citation: 'Made up for a test', about: null, validFrom: '2020-01-01' } as const;
    await bases.record(admin, { ...basis, validTo: await day(3) });
    const { ending, ...losses } = await read(3);
    expect(ending).toContainEqual(
      expect.objectContaining({ what: 'other', isBasis: true, validTo: await day(3), displayName: null }),
    );
    expect(mine({ ending, ...losses })).toEqual({
      people: [[team.prescriber.personId, 'legal-basis-over']],
      appointments: [[booked.appointment.id, 'legal-basis-over']],
    });
    expect(mine(await read(2))).toEqual({ people: [], appointments: [[booked.appointment.id, 'legal-basis-over']] });
    await bases.record(team.prescriber, {
      ...{ kind: 'in-person-exam', citation: null, validFrom: '2020-01-01', validTo: '2199-12-31' },
      about: { patientId: team.patient.personId, prescriberId: team.prescriber.personId },
    });
    expect(mine(await read(3))).toEqual({ people: [], appointments: [] });
    await bases.record(admin, { ...basis, validTo: '2199-12-31' });
  });

  it('goes by where the patient was at last', async () => {
    await clinic.get(LocationsService).state(team.patient, team.patient.personId, 'US-NM');
    const { people, appointments } = mine(await read(1));
    expect(people).toEqual([]); // nobody may treat there today either
    expect(appointments).toHaveLength(3);
    expect(await clinic.get(CoverRepository).findLost(clinic.read)).not.toHaveLength(0);
  });
});
