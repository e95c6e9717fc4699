import { IdentityService } from '#identity';
import { SmallClinic, type TeamOf, ZONE } from '../../test/support/small-clinic.js';
import { PatientSearchService } from './patient-search.service.js';

let clinic: SmallClinic;
let team: TeamOf;
let rosa: string;
beforeAll(async () => {
  clinic = await SmallClinic.open();
  team = await clinic.enrol();
  const patient = { role: 'patient', zone: ZONE, displayName: 'Rosa Almeida' } as const;
  rosa = await clinic.transact((tx) =>
    clinic.get(IdentityService).add(tx, { ...patient, email: 'rosa@test.example', phone: '(212) 555-0177' }),
  );
});
afterAll(async () => {
  await clinic.clear();
  await clinic.close();
});

const search = async (caller: Parameters<PatientSearchService['search']>[0], text: string) =>
  (await clinic.get(PatientSearchService).search(caller, text)).patients.map(({ patientId }) => patientId);

describe('the search for patients', () => {
  it('finds by a part of the name, by the whole address, and by the number however it is written', async () => {
    const admin = await clinic.person('admin');
    for (const text of ['almei', 'ROSA', 'Rosa@Test.example', '+1 212 555 0177', '212.555.0177']) {
      expect([text, await search(admin, text)]).toEqual([text, [rosa]]);
    }
  });

  it('finds nobody by a part of an address or of a number, by a wildcard, or who is no patient', async () => {
    const admin = await clinic.person('admin');
    for (const text of ['rosa@test', '@', '555 0177', '%', '_', 'Some therapist']) {
      expect([text, await search(admin, text)]).toEqual([text, []]);
    }
  });

  it('shows a clinician only those in their care, whatever they ask by', async () => {
    expect(await search(team.therapist, 'a')).toEqual([team.patient.personId]);
    for (const text of ['Rosa', 'rosa@test.example', '+1 212 555 0177']) expect(await search(team.therapist, text)).toEqual([]);
    expect(await search(await clinic.person('prescriber'), 'a')).toEqual([]);
  });

  it('is recorded each time: for everybody whom it shows, and when it shows nobody; what was typed is not', async () => {
    const admin = await clinic.person('admin');
    await search(admin, 'Rosa');
    await search(admin, 'Rosa');
    await search(admin, 'Nobody at all');
    const rows = await clinic.read.auditEvent.findMany({
      where: { actorId: admin.personId, action: 'search-patients' },
      select: { subjectPersonId: true, reason: true, objectId: true },
    });
    expect(rows.map(({ subjectPersonId }) => subjectPersonId).sort()).toEqual([rosa, rosa, null].sort());
    expect(rows.every(({ reason, objectId }) => reason === null && objectId === null)).toBe(true);
  });
});
