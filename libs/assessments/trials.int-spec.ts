import { randomUUID } from 'node:crypto';
import type { TrialEvidence } from '#contracts';
import { DocumentsModule } from '#documents';
import type { Caller } from '#identity';
import { IntegrationModule } from '#integration';
import { HOUR, Problem } from '#kernel';
import { Clock, Database, sqlState } from '#platform';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { AssessmentsModule } from './assessments.module.js';
import { AssessmentsService } from './assessments.service.js';
import { IntakeService } from './intake.service.js';
import { TrialsService } from './trials.service.js';

const SERTRALINE = { type: 'drug', name: 'Sertraline', weeks: 12, adherence: 'most', response: 'little' };
const TALKING = { type: 'psychotherapy', name: 'CBT', weeks: 20, adherence: 'most', response: 'partial' };
const NOTE = 'Twelve weeks at 150 mg, ended for want of effect.';

describe('a treatment that was tried', () => {
  let clinic: SmallClinic;
  let team: TeamOf;
  beforeAll(async () => {
    clinic = await SmallClinic.open([IntegrationModule, DocumentsModule, AssessmentsModule]);
  });
  beforeEach(async () => {
    team = await clinic.enrol();
    await say(SERTRALINE, TALKING);
  });
  afterAll(() => clinic.close());

  const say = async (...records: (typeof SERTRALINE)[]) => {
    const answer = { kind: 'records', records } as const;
    const { patient } = team;
    await clinic.get(IntakeService).answer(patient, patient.personId, 'treatment-history', {
      ...{ version: '1', linkId: '/treatments', answer },
    });
  };
  const read = () => clinic.get(AssessmentsService).read(team.prescriber, team.patient.personId);
  const trialNamed = async (name: string) => (await read()).trials.trials.find((trial) => trial.name === name)!;
  const findingOf = async (rule: string) => (await read()).findings.find((finding) => finding.rule === rule);
  const call = async (hoursAgo = 1): Promise<TrialEvidence> => ({
    ...({ source: 'prescriber', informant: 'Dr. Ada Ruiz, Oak Street Clinic', note: NOTE } as const),
    spokenAt: new Date((await clinic.get(Clock).now()).getTime() - hoursAgo * HOUR).toISOString(),
  });
  const verify = (by: Caller, key: string, evidence: TrialEvidence) =>
    clinic.get(TrialsService).verify(by, team.patient.personId, key, evidence);
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => (error instanceof Problem ? error.code : Promise.reject(error)),
    );
  const paper = async (owner: TeamOf, filed = true): Promise<string> => {
    const id = randomUUID();
    const data = {
      id,
      patientId: owner.patient.personId,
      kind: 'pharmacy-record',
      addedBy: owner.prescriber.personId,
      wordsSealed: 'v1',
    };
    const come = filed
      ? { filedAt: new Date(), mediaType: 'application/pdf', byteCount: 10, object: randomUUID(), contentSealed: 'v1' }
      : {};
    await clinic.read.documentReference.create({ data: { ...data, ...come } });
    return id;
  };

  it('is verified by a call with whoever prescribed it: who, when and what; and the findings follow', async () => {
    expect((await read()).trials).toMatchObject({ adequateFailures: 2, verifiedFailures: 0, isUnverified: true });
    const { key } = await trialNamed('Sertraline');
    await verify(team.prescriber, key, await call());
    expect((await read()).trials).toMatchObject({ adequateFailures: 2, verifiedFailures: 1, isUnverified: true });
    expect(await findingOf('trials-unverified')).toMatchObject({ reason: expect.stringContaining('1 of 2') });
    const { verifications, isUnverified } = await trialNamed('Sertraline');
    expect([isUnverified, verifications]).toEqual([
      false,
      [expect.objectContaining({ source: 'prescriber', note: NOTE, verifiedByName: 'Some prescriber', documentId: null })],
    ]);
    await verify(team.therapist, (await trialNamed('CBT')).key, await call());
    expect([await findingOf('trials-unverified'), (await read()).trials.isUnverified]).toEqual([undefined, false]);
    const acts = { where: { action: 'verify-trial', subjectPersonId: team.patient.personId } };
    expect(await clinic.read.auditEvent.count(acts)).toBe(2);
  });

  it('is verified by a paper of the same patient, which stays from then on', async () => {
    const { key } = await trialNamed('Sertraline');
    const by = (documentId: string) => verify(team.prescriber, key, { source: 'document', documentId, note: NOTE });
    for (const id of [randomUUID(), await paper(await clinic.enrol()), await paper(team, false)])
      expect(await codeOf(by(id))).toBe('documents.not-found');
    const own = await paper(team);
    expect(await codeOf(by(own))).toBe('done');
    const { seenAt } = await clinic.read.documentReference.findUniqueOrThrow({ where: { id: own }, select: { seenAt: true } });
    expect(seenAt).not.toBeNull();
    expect((await trialNamed('Sertraline')).verifications[0]).toMatchObject({ source: 'document', documentId: own });
  });

  it('is what was said when it was verified: another word of the patient is verified by nobody', async () => {
    const { key } = await trialNamed('Sertraline');
    await verify(team.prescriber, key, await call());
    await say({ ...SERTRALINE, weeks: 30 }, TALKING);
    const changed = await trialNamed('Sertraline');
    expect([changed.isUnverified, changed.verifications, changed.key === key]).toEqual([true, [], false]);
    expect(await codeOf(verify(team.prescriber, key, await call()))).toBe('assessments.trial-changed');
    await say(TALKING, { ...SERTRALINE, name: ' Sertraline ' }); // the same words, in another place
    expect((await trialNamed('Sertraline')).isUnverified).toBe(false);
  });

  it('is taken back once, and stays in the record', async () => {
    const { key } = await trialNamed('Sertraline');
    const { id } = await verify(team.prescriber, key, await call());
    const withdraw = (by: Caller, patientId = team.patient.personId) => clinic.get(TrialsService).withdraw(by, patientId, id);
    const other = await clinic.enrol();
    expect(await codeOf(withdraw(other.prescriber))).toBe('care.not-found');
    expect(await codeOf(withdraw(other.prescriber, other.patient.personId))).toBe('assessments.no-verification');
    expect(await codeOf(withdraw(team.therapist))).toBe('done');
    expect((await trialNamed('Sertraline')).isUnverified).toBe(true);
    expect(await codeOf(withdraw(team.therapist))).toBe('assessments.verification-over');
    expect(await clinic.read.trialVerification.count({ where: { id } })).toBe(1);
  });

  it('is verified by those who care for the patient, of what has happened, and by nobody else', async () => {
    const { key } = await trialNamed('Sertraline');
    const other = await clinic.enrol();
    for (const caller of [team.patient, other.prescriber, await clinic.person('admin')])
      expect(await codeOf(verify(caller, key, await call()))).toBe('care.not-found');
    expect(await codeOf(verify(team.prescriber, key, await call(-1)))).toBe('assessments.not-spoken-yet');
    const { sql } = { sql: clinic.get(Database).sql.bind(clinic.get(Database)) };
    const { patient, prescriber } = team;
    const put = (source: string, by: string, documentId: string | null) => sql`
      INSERT INTO trial_verification (id, patient_id, source, document_id, spoken_at, words_sealed, verified_by)
      VALUES (gen_random_uuid(), ${patient.personId}::uuid, ${source}, ${documentId}::uuid, ${documentId ? null : new Date()}::timestamptz, 'v1', ${by}::uuid)`;
    const stateOf = (work: Promise<unknown>) => work.then(() => null, sqlState);
    expect(await stateOf(put('prescriber', patient.personId, null))).toBe('HF002'); // nobody verifies what they say themselves
    expect(await stateOf(put('document', prescriber.personId, await paper(other)))).toBe('HF002');
    expect(await stateOf(put('document', prescriber.personId, null))).toBe('23514');
    expect(await stateOf(put('rumour', prescriber.personId, null))).toBe('23514');
    expect(await stateOf(put('pharmacy', prescriber.personId, null))).toBeNull();
    expect(
      await stateOf(sql`UPDATE trial_verification SET source = 'prescriber' WHERE patient_id = ${patient.personId}::uuid`),
    ).toBe('HF001');
    expect(await stateOf(sql`DELETE FROM trial_verification WHERE patient_id = ${patient.personId}::uuid`)).toBe('HF001');
  });
});
