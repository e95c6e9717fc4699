import { ProtocolsService } from '#protocols';
import { preparedAnswers } from '../../test/support/prepared-answers.js';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { PreparationService } from './preparation.service.js';
import { PreparationStanding } from './standing.js';

jest.setTimeout(120_000);

describe('a preparation', () => {
  let clinic: SmallClinic;
  let team: TeamOf;

  beforeAll(async () => {
    clinic = await SmallClinic.open();
  });
  beforeEach(async () => {
    team = await clinic.enrol();
  });
  afterAll(() => clinic.close());

  const service = () => clinic.get(PreparationService);
  const open = async () => {
    const { personId } = team.patient;
    const courseId = await clinic.get(ProtocolsService).courseOf(clinic.read, personId);
    return (await clinic.get(PreparationStanding).open(clinic.read, personId, courseId!)).map(
      ({ item, todo }) => `${item}: ${todo}`,
    );
  };
  const anew = () => clinic.transact((tx) => clinic.sign(tx, team));

  it('is whole once everything is answered, talked through and signed; another protocol begins it anew', async () => {
    const { patient, therapist } = team;
    expect(await open()).toEqual([]);
    await anew();
    expect((await open()).length).toBeGreaterThan(20);
    await expect(service().signOff(therapist, patient.personId)).rejects.toMatchObject({ code: 'preparation.still-open' });
    for (const answer of preparedAnswers()) await service().answer(patient, patient.personId, answer);
    const { items } = await service().read(therapist, patient.personId);
    const talked = items.filter(({ isTalkedThrough }) => isTalkedThrough === false).map(({ item }) => item);
    await service().talk(therapist, patient.personId, talked);
    expect(await open()).toEqual(['sign-off: sign-off']);
    await service().signOff(therapist, patient.personId);
    expect(await open()).toEqual([]);
    await expect(service().signOff(therapist, patient.personId)).rejects.toMatchObject({ code: 'preparation.signed-off' });
  });

  it('asks of another card, chaperone or backup for that alone', async () => {
    const { patient, therapist } = team;
    const card = { addressLine: '2 Test St', entryNote: '', allergies: '', localEmergencyNumber: '+1 212 555 0911' };
    await service().writeCard(patient, patient.personId, card);
    expect(await open()).toEqual(['emergency-card: look-again']);
    expect((await service().read(patient, patient.personId)).card).toEqual(card);
    expect((await service().read(therapist, patient.personId)).card).toBeNull();
    await service().answer(patient, patient.personId, { item: 'emergency-card', isRight: true });
    await service().answer(patient, patient.personId, {
      item: 'companions',
      backupName: 'Some other',
      backupPhone: '+1 212 555 0188',
    });
    expect(await open()).toEqual(['companions: talk']);
    await service().talk(therapist, patient.personId, ['companions']);
    const other = await clinic.person('chaperone');
    await clinic.transact(async (tx) => {
      await tx.careAssignment.updateMany({
        where: { personId: team.chaperone.personId },
        data: { endsAt: await clinic.at(0, 24) },
      });
      const assignment = { patientId: patient.personId, personId: other.personId, reason: 'chaperone' } as const;
      await tx.careAssignment.create({ data: { id: other.signInId, ...assignment } });
    });
    expect(await open()).toEqual(['companions: look-again']);
  });

  it('shows its cues to whoever is with the patient, and to nobody else', async () => {
    const { patient, therapist, prescriber, chaperone } = team;
    const wishes = [
      { item: 'intentions', text: 'To rest.' },
      { item: 'touch', wish: 'hand', text: '' },
      { item: 'no-go', text: 'My work.' },
    ] as const;
    for (const answer of wishes) await service().answer(patient, patient.personId, answer);
    expect(await service().cues(therapist, patient.personId)).toMatchObject({
      ...{ intentions: 'To rest.', noGo: 'My work.', touch: { wish: 'hand', text: '' } },
    });
    await service().cues(prescriber, patient.personId);
    for (const nobody of [chaperone, await clinic.person('therapist')])
      await expect(service().cues(nobody, patient.personId)).rejects.toMatchObject({ code: 'care.not-found' });
    await expect(service().answer(therapist, patient.personId, wishes[0])).rejects.toMatchObject({ code: 'care.not-found' });
  });

  it('is written under the key of its patient, and by nobody else', async () => {
    const { patient, therapist } = team;
    const [row] = await clinic.read.sql<{ content: string }>`
      SELECT content_sealed AS content FROM preparation_answer WHERE patient_id = ${patient.personId} AND item = 'fears' LIMIT 1`;
    expect(row!.content).toMatch(/^v2\./);
    const forged = clinic.transact(
      (tx) => tx.sql`
        INSERT INTO preparation_sign_off (id, patient_id, course_id, signed_by)
        VALUES (gen_random_uuid(), ${patient.personId}, ${patient.personId}, ${patient.personId})`,
    );
    await expect(forged).rejects.toThrow();
    const changed = clinic.transact((tx) => tx.sql`UPDATE preparation_talk SET talked_by = ${therapist.signInId}`);
    await expect(changed).rejects.toThrow();
  });
});
