import type { Caller } from '#identity';
import { Database, Hints, sqlState } from '#platform';
import { ErasureService } from '#record';
import { ProtocolRoom } from '../../test/support/protocol-room.js';
import type { TeamOf } from '../../test/support/small-clinic.js';
import { ProtocolsService } from './protocols.service.js';

let room: ProtocolRoom;
let nina: Caller;
let paul: Caller;
let team: TeamOf;
beforeAll(async () => {
  room = await ProtocolRoom.open();
  await room.clinic.get(Hints).onApplicationBootstrap(); // by which keys are forgotten that were shredded
  [nina, paul] = [await room.person('prescriber'), await room.person('prescriber')];
});
beforeEach(async () => {
  team = await room.patientOf(nina, paul);
});
afterAll(() => room?.close());

const sql: Database['sql'] = (...statement) => room.clinic.get(Database).sql(...statement);
const refused = (code: string, facts?: object) => expect.objectContaining(facts ? { code, facts } : { code });
const signed = (number: number, doseMg: number, by = nina) => room.give(by, team.patient, number, doseMg);
const release = (number: number) => room.release(team.patient, number);
const pause = () =>
  sql`UPDATE protocol SET state = 'paused' WHERE patient_id = ${team.patient.personId}::uuid AND state IN ('signed', 'running')`;

describe('a protocol', () => {
  it('is drafted, signed, given a dose and released; nothing is filled in on the way', async () => {
    await room.begin(nina, team.patient);
    expect(await room.doses(team.patient)).toEqual([1, 2, 3, 4].map(() => ['planned', null]));
    await expect(release(1)).rejects.toEqual(refused('protocols.not-releasable'));
    expect(await signed(1, 100)).toEqual({ isSigned: true });
    await release(1);
    expect((await room.doses(team.patient))[0]).toEqual(['released', 100]);
  });

  it('takes a fresh proof for each signature', async () => {
    const asked = { templateVersionId: room.templateVersionId, isNewCourse: false, content: await room.content() };
    const { versionId } = await room.drafts.draft(nina, team.patient.personId, asked);
    await expect(room.signatures.sign(nina, versionId, 1)).rejects.toEqual(refused('identity.step-up-needed'));
    await room.prove(nina);
    await room.signatures.sign(nina, versionId, 1);
    const { proposalId } = await room.propose(nina, team.patient, 1, 100);
    await expect(room.proposals.sign(nina, proposalId)).rejects.toEqual(refused('identity.step-up-needed'));
  });

  it('can only be stricter than its template', async () => {
    const asked = async (different: object) =>
      room.drafts.draft(nina, team.patient.personId, {
        ...{ templateVersionId: room.templateVersionId, isNewCourse: false },
        content: await room.content(different),
      });
    const version = (reasons: string[], names: string[] = []) => refused('protocols.version-refused', { reasons, names });
    await expect(asked({ patientLimits: { holdSystolic: 170 } })).rejects.toEqual(version(['limits-loosened'], ['holdSystolic']));
    await expect(asked({ minDaysBetween: 6 })).rejects.toEqual(version(['nearer-than-the-phase']));
    await expect(asked({ endPointReviewOn: '2199-01-01' })).rejects.toEqual(version(['review-out-of-bounds']));
    await expect(asked({ phase: 'maintenance' })).rejects.toEqual(version(['nearer-than-the-phase']));
    const { guardrails } = await room.content();
    await expect(asked({ guardrails: { ...guardrails, secondSignerStepPct: 60 } })).rejects.toEqual(
      version(['guardrails-loosened']),
    );
  });

  it('is edited by one at a time: the second is told what stands differently', async () => {
    const content = await room.content();
    const asked = { templateVersionId: room.templateVersionId, isNewCourse: false, content };
    const { versionId } = await room.drafts.draft(nina, team.patient.personId, asked);
    await expect(room.drafts.draft(paul, team.patient.personId, asked)).rejects.toEqual(refused('protocols.draft-open'));
    await room.drafts.edit(paul, versionId, 1, { ...content, sessions: 5 });
    const late = room.drafts.edit(nina, versionId, 1, { ...content, minDaysBetween: 14 });
    await expect(late).rejects.toEqual(
      refused('protocols.changed-meanwhile', { revision: 2, paths: ['sessions', 'minDaysBetween'] }),
    );
    await room.prove(nina);
    await expect(room.signatures.sign(nina, versionId, 1)).rejects.toEqual(
      refused('protocols.changed-meanwhile', { revision: 2 }),
    );
  });

  it('is begun anew after a draft that was dropped', async () => {
    const asked = { templateVersionId: room.templateVersionId, isNewCourse: false, content: await room.content() };
    const { versionId } = await room.drafts.draft(nina, team.patient.personId, asked);
    await room.drafts.drop(paul, versionId);
    await expect(room.drafts.drop(paul, versionId)).rejects.toEqual(refused('protocols.changed-meanwhile'));
    await room.begin(nina, team.patient);
    const { protocol } = await room.read(nina, team.patient);
    expect(protocol!.versions.map(({ number, state }) => [number, state])).toEqual([
      [2, 'signed'],
      [1, 'dropped'],
    ]);
  });

  it('has versions: the next one holds with the same doses, and what was signed never changes', async () => {
    const first = await room.begin(nina, team.patient);
    await signed(1, 100);
    await room.begin(paul, team.patient, { minDaysBetween: 10, sessions: 5, reason: 'More time between.' });
    expect(await room.doses(team.patient)).toEqual([['signed', 100], ...[2, 3, 4, 5].map(() => ['planned', null])]);
    const { course, plan } = await room.clinic.get(ProtocolsService).nextDose(room.clinic.read, team.patient.personId);
    expect([course.apartDays, plan.gate.holdSystolic]).toEqual([10, 150]);
    await expect(sql`UPDATE protocol_version SET sessions = 9 WHERE id = ${first}`).rejects.toMatchObject({ code: 'HF003' });
    await expect(
      sql`UPDATE protocol SET min_days_between = 1 WHERE patient_id = ${team.patient.personId}::uuid`,
    ).rejects.toMatchObject({ code: 'HF003' });
    const { protocol } = await room.read(nina, team.patient);
    expect(protocol!.versions.map(({ state }) => state)).toEqual(['signed', 'superseded']);
    expect(protocol!.versions[0]!.changes.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['minDaysBetween', 'sessions']),
    );
  });

  it('releases nothing once it is paused, and what was replaced does not come back', async () => {
    await room.begin(nina, team.patient);
    await signed(1, 100);
    await room.begin(nina, team.patient, {}, true);
    await signed(1, 100);
    await pause();
    expect(await release(1).then(() => null, sqlState)).toBe('HF003');
    expect(await room.clinic.get(ProtocolsService).planNow(room.clinic.read, team.patient.personId)).toBeNull();
    await expect(room.propose(nina, team.patient, 2, 100)).rejects.toEqual(refused('protocols.no-dose'));
  });
});

describe('a signature', () => {
  it('is given only by a prescriber who is licensed where the patient is', async () => {
    const [away, therapist] = [await room.person('prescriber'), team.therapist];
    await room.begin(nina, team.patient);
    const { proposalId } = await room.propose(nina, team.patient, 1, 100);
    await sql`INSERT INTO care_assignment (id, patient_id, person_id, reason, starts_at) VALUES (gen_random_uuid(), ${team.patient.personId}::uuid, ${away.personId}::uuid, 'team', '2020-01-01')`;
    await expect(room.sign(away, proposalId)).rejects.toEqual(refused('protocols.no-authority', { reason: 'no-licence-there' }));
    await expect(room.sign(therapist, proposalId)).rejects.toEqual(
      refused('protocols.no-authority', { reason: 'not-a-prescriber' }),
    );
    const outsider = await room.person('prescriber');
    await expect(room.sign(outsider, proposalId)).rejects.toEqual(refused('care.not-found'));
    await sql`UPDATE licence SET ended_at = app_now(), ended_by = ${away.personId}::uuid, end_reason = 'suspended' WHERE person_id = ${nina.personId}::uuid AND ended_at IS NULL`;
    await expect(room.sign(nina, proposalId)).rejects.toEqual(refused('protocols.no-authority', { reason: 'ended' }));
    await room.clinic.transact((tx) => room.license(tx, team.patient.personId, nina.personId));
    expect(await room.sign(nina, proposalId)).toEqual({ isSigned: true });
  });

  it('is asked for by the database, whatever the program does', async () => {
    await room.begin(nina, team.patient);
    const { proposalId } = await room.propose(nina, team.patient, 1, 100);
    const law = { code: 'HF003' };
    const line = sql`UPDATE dose_line SET state = 'signed', dose_mg = 100, signed_by = ${nina.personId}::uuid, signed_at = app_now()
      WHERE id = (SELECT dose_line_id FROM dose_proposal WHERE id = ${proposalId})`;
    await expect(line).rejects.toMatchObject(law);
    await expect(
      sql`UPDATE dose_proposal SET state = 'signed', ended_at = app_now() WHERE id = ${proposalId}`,
    ).rejects.toMatchObject(law);
    await expect(sql`UPDATE dose_proposal SET dose_mg = 1 WHERE id = ${proposalId}`).rejects.toMatchObject(law);
    const forged = (signer: string, mg: number) => sql`
      INSERT INTO protocol_signature (id, patient_id, proposal_id, dose_mg, signer_id, licence_id, text_sealed, text_sha256)
      SELECT gen_random_uuid(), ${team.patient.personId}::uuid, ${proposalId}::uuid, ${mg}::numeric, ${signer}::uuid,
        (SELECT id FROM licence WHERE person_id = ${nina.personId}::uuid AND ended_at IS NULL LIMIT 1), '', sha256('')`;
    await expect(forged(team.therapist.personId, 100)).rejects.toMatchObject(law);
    await expect(forged(paul.personId, 100)).rejects.toMatchObject(law); // under the licence of somebody else
    await expect(forged(nina.personId, 99)).rejects.toMatchObject(law);
    await room.sign(nina, proposalId);
    await expect(sql`DELETE FROM protocol_signature WHERE proposal_id = ${proposalId}`).rejects.toMatchObject({
      code: expect.stringMatching(/HF|42501/),
    });
    await expect(
      sql`INSERT INTO dose_line (id, protocol_id, number, dose_mg, state) SELECT gen_random_uuid(), protocol_id, 99, 1, 'signed' FROM dose_line LIMIT 1`,
    ).rejects.toMatchObject({ code: 'HF002' });
  });

  it('stands under a text that can be shown to be what was signed, until the patient is erased', async () => {
    await room.begin(nina, team.patient);
    await signed(1, 100);
    const read = async () => (await room.read(nina, team.patient)).protocol!;
    const [signature] = (await read()).doses[0]!.proposals[0]!.signatures;
    expect(signature).toMatchObject({ standing: 'as-signed' });
    expect(signature!.text).toContain('Dose in mg: 100');
    expect((await read()).versions[0]!.signatures[0]).toMatchObject({ standing: 'as-signed' });
    const [audited] = await sql<{ same: boolean }>`
      SELECT a.reason = 'sha256-' || encode(s.text_sha256, 'hex') AS same FROM protocol_signature s JOIN audit_event a ON a.object_id = s.proposal_id
      WHERE a.action = 'sign' AND s.patient_id = ${team.patient.personId}::uuid`;
    expect(audited!.same).toBe(true);
    await room.clinic.get(ErasureService).erase(null, team.patient.personId, 'patient-request');
    expect((await read()).doses[0]!.proposals[0]).toMatchObject({
      reason: null,
      signatures: [{ standing: 'erased', text: null }],
    });
  });

  it('under a dose is given by whoever has looked at the monitoring programme, here and in the database', async () => {
    const [olga, { patient }] = [await room.person('prescriber'), team];
    await room.clinic.transact((tx) => room.clinic.license.clinician(tx, olga));
    await sql`INSERT INTO care_assignment (id, patient_id, person_id, reason, starts_at) VALUES (gen_random_uuid(), ${patient.personId}::uuid, ${olga.personId}::uuid, 'team', '2020-01-01')`;
    await room.begin(olga, patient); // a protocol orders nothing yet
    const { proposalId } = await room.propose(olga, patient, 1, 100);
    await expect(room.sign(olga, proposalId)).rejects.toEqual(refused('protocols.pdmp-due', { reason: 'pdmp-never' }));
    const unasked = sql`
      INSERT INTO protocol_signature (id, patient_id, proposal_id, dose_mg, signer_id, licence_id, text_sealed, text_sha256)
      SELECT gen_random_uuid(), ${patient.personId}::uuid, ${proposalId}::uuid, 100, ${olga.personId}::uuid,
        (SELECT id FROM licence WHERE person_id = ${olga.personId}::uuid AND kind = 'nurse-practitioner'), '', sha256('')`;
    await expect(unasked).rejects.toMatchObject({ code: 'HF003', message: expect.stringContaining('monitoring programme') });
    await room.clinic.transact((tx) => room.clinic.license.looked(tx, patient.personId, olga.personId));
    expect(await room.sign(olga, proposalId)).toEqual({ isSigned: true });
  });

  it('asks for no basis at a distance where the doses are given in the clinic, and for all the rest', async () => {
    const { versionId, revision } = await room.templates.draft(room.director, 'infusion');
    await room.publish(versionId, revision);
    const bases = await room.clinic.read.legalBasis.findMany({ where: { endedAt: null }, select: { id: true } });
    const ids = bases.map(({ id }) => id);
    await sql`UPDATE legal_basis SET ended_at = app_now(), ended_by = ${nina.personId} WHERE id = ANY(${ids}::uuid[])`;
    const lacks = (reason: string) => refused('protocols.no-authority', { reason });
    await expect(room.begin(nina, team.patient)).rejects.toEqual(lacks('legal-basis-ended'));
    await room.drafts.drop(nina, (await room.read(nina, team.patient)).protocol!.versions[0]!.versionId);
    const infusion = { phase: room.shipped['infusion']!.phases[0]!.name, guardrails: room.shipped['infusion']!.guardrails };
    const content = await room.content({ ...infusion, minDaysBetween: 7 });
    const drafted = { templateVersionId: versionId, isNewCourse: false, content };
    const draft = await room.drafts.draft(nina, team.patient.personId, drafted);
    expect((await room.read(nina, team.patient)).authority).toEqual({ maySign: true, reason: 'covered' });
    await room.prove(nina);
    await room.signatures.sign(nina, draft.versionId, draft.revision);
    expect(await signed(1, 20)).toEqual({ isSigned: true });
    await sql`UPDATE licence SET ended_at = app_now(), ended_by = ${nina.personId}, end_reason = 'suspended'
      WHERE person_id = ${nina.personId} AND kind = 'dea-registration' AND ended_at IS NULL`;
    await expect(signed(2, 20)).rejects.toEqual(lacks('dea-registration-ended'));
    await room.clinic.transact((tx) => room.license(tx, team.patient.personId, nina.personId));
  });

  it('is no more than what whoever lets a paused course go on has to be able to give', async () => {
    const { personId } = team.patient;
    await room.begin(nina, team.patient);
    await sql`INSERT INTO questionnaire_response (id, patient_id, form, version, completed_at) VALUES (${personId}::uuid, ${personId}::uuid, 'c-ssrs', '1', app_now())`;
    await sql`INSERT INTO assessment_signal (id, patient_id, response_id, rule, level, holds_dosing) VALUES (gen_random_uuid(), ${personId}::uuid, ${personId}::uuid, 'A4', 2, true)`;
    await sql`UPDATE licence SET ended_at = app_now(), ended_by = ${personId}::uuid, end_reason = 'suspended' WHERE person_id = ${paul.personId}::uuid AND ended_at IS NULL`;
    await expect(room.resume(paul, team.patient)).rejects.toEqual(refused('protocols.no-authority', { reason: 'ended' }));
    const unasked = sql`UPDATE protocol_pause SET ended_at = app_now(), ended_by = ${paul.personId}::uuid, ending = 'resumed', note_sealed = ''
      WHERE patient_id = ${personId}::uuid`;
    await expect(unasked).rejects.toMatchObject({ code: 'HF003' });
    await room.resume(nina, team.patient);
    await room.clinic.transact((tx) => room.license(tx, personId, paul.personId));
  });
});
