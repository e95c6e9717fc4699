import { LicencesService, LocationsService } from '#credentials';
import { SmallCall } from '../../test/support/small-call.js';
import { CallContacts } from './call-contacts.service.js';
import { CallPresence } from './call-presence.service.js';

const refused = (code: string) => expect.objectContaining({ code });
const calls = new SmallCall();
beforeAll(() => calls.open());
beforeEach(() => calls.renew());
afterAll(() => calls.close());

describe('how a patient is reached who is lost', () => {
  const read = (by: typeof calls.team.patient) => calls.clinic.get(CallContacts).read(by, calls.appointmentId);

  it('is shown to whoever treats them in the open call, with when to do what, and each look is audited', async () => {
    const { patient } = await calls.begin();
    await calls.clinic.get(CallPresence).disconnect(patient);
    const lostAt = Date.parse((await calls.read(calls.team.therapist)).lostAt!);
    const inSec = (sec: number) => new Date(lostAt + sec * 1_000).toISOString();
    expect(await read(calls.team.therapist)).toEqual({
      patient: { displayName: 'Some patient', phone: '+1 212 555 0199' },
      chaperone: { displayName: 'Some chaperone', phone: '+1 212 555 0199' },
      addressLine: '1 Test St',
      entryNote: null,
      localEmergencyNumber: '+1 212 555 0911',
      ...{ callPatientAt: inSec(60), callChaperoneAt: inSec(120), escalatesAt: inSec(300) },
    });
    const where = { action: 'read-call-contacts', subjectPersonId: calls.team.patient.personId };
    const looks = await calls.clinic.read.auditEvent.findMany({ where, select: { actorId: true } });
    expect(looks).toEqual([{ actorId: calls.team.therapist.personId }]);
    await read(calls.team.therapist);
    expect(await calls.clinic.read.auditEvent.count({ where })).toBe(2);
  });

  it('has no times while the clinic has the line, and is nobody’s who is not in the open call', async () => {
    await expect(read(calls.team.therapist)).rejects.toEqual(refused('calls.not-admitted'));
    await calls.begin();
    expect(await read(calls.team.therapist)).toMatchObject({ callPatientAt: null, escalatesAt: null });
    await expect(read(calls.team.patient)).rejects.toEqual(refused('calls.not-yours'));
    await expect(read(calls.team.prescriber)).rejects.toEqual(refused('calls.not-admitted')); // who has not come in
    await expect(read(await calls.clinic.person('prescriber'))).rejects.toEqual(refused('calls.not-found'));
    await calls.acts().end(calls.team.therapist, calls.appointmentId);
    await expect(read(calls.team.therapist)).rejects.toEqual(refused('calls.not-admitted'));
  });
});

describe('where whoever treats is licensed', () => {
  const placesOf = async (by = calls.team.patient) => calls.partOf(await calls.read(by), calls.team.prescriber).licensedIn;
  const add = (jurisdiction: string, validTo = '2199-12-31') =>
    calls.clinic.transact((tx) => {
      const licence = {
        jurisdiction,
        kind: 'nurse-practitioner',
        number: 'SECRET-77',
        validFrom: '2020-01-01',
        validTo,
      } as const;
      return calls.clinic
        .get(LicencesService)
        .put(tx, { ...licence, personId: calls.team.prescriber.personId }, calls.team.patient.personId);
    });

  it('stands beside their name: every place, and that of the patient alone once they have said it; never a number', async () => {
    expect(await placesOf()).toEqual(['US-AZ']);
    await add('US-NY');
    expect(await placesOf()).toEqual(['US-AZ', 'US-NY']);
    const state = (place: string) =>
      calls.clinic.get(LocationsService).state(calls.team.patient, calls.team.patient.personId, place);
    await state('US-NY');
    expect(await placesOf(calls.team.therapist)).toEqual(['US-NY']);
    await state('US-CA');
    expect(await placesOf()).toEqual(['US-AZ', 'US-NY']);
    const view = await calls.read(calls.team.patient);
    expect(JSON.stringify(view)).not.toMatch(/SECRET-77|TEST-1/);
    expect(calls.partOf(view, calls.team.patient).licensedIn).toEqual([]);
    expect(calls.partOf(view, calls.team.therapist).licensedIn).toEqual(['US-AZ']);
  });

  it('is nowhere by a licence that was ended', async () => {
    const where = { personId: calls.team.prescriber.personId };
    const { id } = await calls.clinic.read.licence.findFirstOrThrow({ where, select: { id: true } });
    await calls.clinic.get(LicencesService).end(await calls.clinic.person('admin'), id, 'surrendered');
    expect(await placesOf()).toEqual([]);
  });
});
