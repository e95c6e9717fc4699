import { randomUUID } from 'node:crypto';
import type { LicensedPerson } from '#contracts';
import type { Caller } from '#identity';
import { DAY, HOUR } from '#kernel';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { LicenceService } from './licence.service.js';
import { LicenceReminders } from './licence-reminders.js';
import { LicencesService } from './licences.service.js';
import { LocationsService } from './locations.service.js';
import { licenceEnding } from './messages.js';

let clinic: SmallClinic;
let admin: Caller;
let team: TeamOf;
beforeAll(async () => {
  clinic = await SmallClinic.open();
  admin = await clinic.person('admin');
});
beforeEach(async () => {
  team = await clinic.enrol();
});
afterAll(async () => {
  await clinic?.clear();
  await clinic?.close();
});

const day = async (days: number) => new Date((await clinic.at(days)).getTime() + 12 * HOUR).toISOString().slice(0, 10);
const add = async (personId: string, jurisdiction: string, [from, to]: readonly [number, number]) =>
  clinic.get(LicencesService).add(admin, {
    ...{ personId, jurisdiction, kind: 'physician', number: 'NY-12345' },
    ...{ validFrom: await day(from), validTo: await day(to) },
  });
const coverage = (withinHours = 24, onDay?: string) =>
  clinic.get(LicenceService).coverage(clinic.read, {
    ...{ patientId: team.patient.personId, clinicianId: team.prescriber.personId, withinHours },
    ...(onDay ? { day: onDay } : {}),
  });
const state = (place: string, by = team.patient) => clinic.get(LocationsService).state(by, team.patient.personId, place);

describe('the place of a patient and the licence of a clinician', () => {
  it('is not covered before the patient has said where they are, and then by a licence for exactly that place', async () => {
    expect(await coverage()).toMatchObject({ isCovered: false, reason: 'not-stated', place: null });
    await state('US-NY');
    expect(await coverage()).toMatchObject({ isCovered: false, reason: 'no-licence-there', place: 'US-NY' });
    await add(team.prescriber.personId, 'US-NY', [-10, 10]);
    expect(await coverage()).toMatchObject({ isCovered: true, place: 'US-NY', until: await day(10) });
    expect(await coverage(24, await day(11))).toMatchObject({ isCovered: false, reason: 'over' });
    await state('ZZ');
    expect(await coverage()).toMatchObject({ isCovered: false, reason: 'no-licence-there', place: 'ZZ' });
  });

  it('goes by what was said in the hours that are asked for', async () => {
    await state('US-AZ');
    expect(await coverage(4)).toMatchObject({ isCovered: true });
    await clinic.moveTo(new Date((await clinic.at(0)).getTime() + DAY + 5 * HOUR));
    expect(await coverage(4)).toMatchObject({ isCovered: false, reason: 'not-stated', place: null });
  });

  it('is said by the patient or their team, and by nobody else', async () => {
    const view = await state('US-AZ', team.therapist);
    expect(view.stated).toMatchObject({ jurisdiction: 'US-AZ', statedByName: 'Some therapist', isToday: true });
    expect(view.team).toContainEqual(expect.objectContaining({ personId: team.prescriber.personId, coverage: 'covered' }));
    expect(view.team).toContainEqual(expect.objectContaining({ personId: team.therapist.personId, coverage: 'covered' }));
    const stranger = await clinic.enrol();
    for (const who of [stranger.patient, stranger.prescriber, admin])
      await expect(state('US-AZ', who)).rejects.toMatchObject({ code: 'care.not-found' });
  });
});

describe('a licence', () => {
  it('stays as it was checked, whoever writes to the database, and ends once', async () => {
    const id = await add(team.therapist.personId, 'US-NY', [0, 100]);
    for (const change of ['valid_to = valid_to + 365', "jurisdiction = 'US-NJ'", 'person_id = gen_random_uuid()'])
      await expect(clinic.read.$executeRawUnsafe(`UPDATE licence SET ${change} WHERE id = '${id}'`)).rejects.toThrow();
    await expect(clinic.read.$executeRawUnsafe(`DELETE FROM licence WHERE id = '${id}'`)).rejects.toThrow();
    await clinic.get(LicencesService).end(admin, id, 'suspended');
    await expect(clinic.get(LicencesService).end(admin, id, 'revoked')).rejects.toMatchObject({ code: 'credentials.ended' });
    await expect(
      clinic.read.$executeRawUnsafe(`UPDATE licence SET ended_at = NULL, ended_by = NULL, end_reason = NULL WHERE id = '${id}'`),
    ).rejects.toThrow();
  });

  it('is checked by somebody else than its holder', async () => {
    const { personId } = team.therapist;
    const own = clinic.transact((tx) =>
      clinic
        .get(LicencesService)
        .put(
          tx,
          { personId, jurisdiction: 'US-NY', kind: 'nurse', number: '1', validFrom: '2020-01-01', validTo: '2199-01-01' },
          personId,
        ),
    );
    await expect(own).rejects.toThrow('licence_checked_by_another');
  });

  it('is of a clinician of the clinic, begins before it ends, and is not over', async () => {
    await expect(add(team.patient.personId, 'US-NY', [0, 1])).rejects.toMatchObject({ code: 'credentials.no-clinician' });
    await expect(add(randomUUID(), 'US-NY', [0, 1])).rejects.toMatchObject({ code: 'credentials.no-clinician' });
    await expect(add(team.therapist.personId, 'US-NY', [2, 1])).rejects.toMatchObject({ code: 'credentials.days-turned' });
    await expect(add(team.therapist.personId, 'US-NY', [-9, -2])).rejects.toMatchObject({ code: 'credentials.over' });
  });

  it('shows its number to admins and to its holder, and nobody sees those of others', async () => {
    await add(team.therapist.personId, 'US-NY', [0, 100]);
    const seen = async (caller: Caller) =>
      (await clinic.get(LicencesService).list(caller)).filter(({ licences }) => licences.length).map(({ personId }) => personId);
    expect(await seen(team.therapist)).toEqual([team.therapist.personId]);
    expect(await seen(admin)).toEqual(expect.arrayContaining([team.therapist.personId, team.prescriber.personId]));
    const [{ licences }] = (await clinic.get(LicencesService).list(team.therapist)) as [LicensedPerson];
    const own = licences.find(({ jurisdiction }) => jurisdiction === 'US-NY');
    expect(own).toMatchObject({ number: 'NY-12345', standing: 'active', checkedByName: 'Some admin' });
  });
});

describe('what is said before a licence ends', () => {
  const waiting = async (licenceId: string) =>
    (await clinic.waiting(licenceEnding.name))
      .filter(({ payload }) => payload['licenceId'] === licenceId)
      .map(({ payload }) => payload['days']);

  it('is written with it, once for each time that is still to come, and ends with it', async () => {
    const [far, near] = [
      await add(team.therapist.personId, 'US-NY', [0, 100]),
      await add(team.therapist.personId, 'US-NJ', [0, 20]),
    ];
    expect(await waiting(far)).toEqual([60, 30, 7]);
    expect(await waiting(near)).toEqual([7]);
    await clinic.get(LicencesService).end(admin, far, 'surrendered');
    expect(await waiting(far)).toEqual([]);
  });

  it('is nothing once it is renewed, has ended, or its holder has left', async () => {
    const { personId } = team.therapist;
    const tell = (id: string) => clinic.get(LicenceReminders).holderToTell(clinic.read, id);
    const ids = [await add(personId, 'US-NY', [0, 20]), await add(personId, 'US-NJ', [0, 20])] as const;
    expect(await tell(ids[0])).toBe(personId);
    await add(personId, 'US-NY', [21, 400]);
    expect(await tell(ids[0])).toBeNull();
    expect(await tell(ids[1])).toBe(personId);
    await clinic.read.person.update({ where: { id: personId }, data: { disabledAt: await clinic.at(0) } });
    expect(await tell(ids[1])).toBeNull();
  });

  it('is said where what follows begins after a gap', async () => {
    const id = await add(team.therapist.personId, 'US-CT', [0, 20]);
    await add(team.therapist.personId, 'US-CT', [22, 400]);
    expect(await clinic.get(LicenceReminders).holderToTell(clinic.read, id)).toBe(team.therapist.personId);
  });
});

describe('where a patient was', () => {
  it('stays said until they are forgotten, and is gone then', async () => {
    await state('US-AZ');
    const { personId } = team.patient;
    await expect(
      clinic.read.$executeRawUnsafe(`DELETE FROM patient_location WHERE patient_id = '${personId}'`),
    ).rejects.toThrow();
    await clinic.read.$executeRawUnsafe(`SELECT erase_person('${personId}'::uuid, 'patient-request')`);
    expect(await clinic.read.patientLocation.count({ where: { patientId: personId } })).toBe(0);
  });
});
