import type { Caller } from '#identity';
import { Database } from '#platform';
import { ProtocolRoom } from '../../test/support/protocol-room.js';
import { PAUSE_FLOORS, PAUSE_LIMITS } from './domain/pause-limits.js';
import { DosesWaiting } from './doses-waiting.service.js';
import { ClinicPauseLimits, PatientPauseLimits } from './pause-limits.service.js';
import { PauseWatch } from './pause-watch.js';

let room: ProtocolRoom;
beforeAll(async () => {
  room = await ProtocolRoom.open();
});
afterAll(() => room?.close());

const sql: Database['sql'] = (...statement) => room.clinic.get(Database).sql(...statement);
const refused = (code: string, facts?: object) => expect.objectContaining(facts ? { code, facts } : { code });

describe('a template', () => {
  it('is drafted, changed and published by the medical director, with a fresh proof', async () => {
    const paul = await room.person('physician');
    await expect(room.templates.draft(paul, 'group')).rejects.toEqual(refused('care.not-your-duty'));
    await expect(room.templates.draft(room.director, 'made-up')).rejects.toEqual(refused('protocols.no-template'));
    const { versionId, revision } = await room.templates.draft(room.director, 'group');
    await expect(room.templates.draft(room.director, 'group')).rejects.toEqual(refused('protocols.draft-open'));
    await expect(room.templates.publish(room.director, versionId, revision)).rejects.toEqual(refused('identity.step-up-needed'));
    await room.publish(versionId, revision);
    await expect(room.templates.edit(room.director, versionId, revision, room.shipped['group']!)).rejects.toEqual(
      refused('protocols.changed-meanwhile', { revision, paths: [] }),
    );
  });

  it('tells the second of two editors what the first has changed, and keeps the first', async () => {
    const content = room.shipped['intramuscular']!;
    const { versionId } = await room.templates.draft(room.director, 'intramuscular');
    const first = { ...content, reassessIfGapDays: 60 };
    const second = { ...content, name: 'Into the muscle' };
    expect((await room.templates.edit(room.director, versionId, 1, first)).revision).toBe(2);
    await expect(room.templates.edit(room.director, versionId, 1, second)).rejects.toEqual(
      refused('protocols.changed-meanwhile', { revision: 2, paths: ['name', 'reassessIfGapDays'] }),
    );
    const [row] = await sql<{
      days: string;
    }>`SELECT content ->> 'reassessIfGapDays' AS days FROM protocol_template_version WHERE id = ${versionId}`;
    expect(row!.days).toBe('60');
  });

  it('retires what was published before it, and nothing published ever changes', async () => {
    const { versionId, revision } = await room.templates.draft(room.director, 'sl-home');
    await room.publish(versionId, revision);
    const states = await sql<{ state: string }>`
      SELECT v.state FROM protocol_template_version v JOIN protocol_template t ON t.id = v.template_id WHERE t.code = 'sl-home' ORDER BY v.number`;
    expect(states.map(({ state }) => state)).toEqual(['retired', 'published']);
    room.templateVersionId = versionId;
    const law = { code: 'HF003' };
    await expect(
      sql`UPDATE protocol_template_version SET content = content || '{"name": "x"}' WHERE id = ${versionId}`,
    ).rejects.toMatchObject(law);
    await expect(sql`UPDATE protocol_template_version SET state = 'draft' WHERE id = ${versionId}`).rejects.toMatchObject({
      code: 'HF002',
    });
    await expect(sql`DELETE FROM protocol_template_version WHERE id = ${versionId}`).rejects.toMatchObject(law);
  });

  it('never brings esketamine home and holds no dose, whoever writes into the database', async () => {
    const put = (different: object, setting = 'home', medication = 'esketamine') => {
      const content = { ...room.shipped['esketamine']!, setting, medication, ...different };
      return sql`
        INSERT INTO protocol_template_version (id, template_id, number, medication, route, setting, content, edited_by)
        SELECT gen_random_uuid(), id, 99, ${medication}, 'intranasal', ${setting}, ${JSON.stringify(content)}::jsonb, id FROM protocol_template WHERE code = 'group'`;
    };
    await expect(put({})).rejects.toMatchObject({ constraint: 'protocol_template_version_esketamine_never_at_home' });
    await expect(put({ medication: 'ketamine' })).rejects.toMatchObject({ code: '23514' });
    await expect(put({ doseMg: 84 }, 'clinic')).rejects.toMatchObject({ constraint: 'protocol_template_version_holds_no_dose' });
    const home = { ...room.shipped['esketamine']!, setting: 'home' as const };
    const { versionId } = await room.templates.draft(room.director, 'esketamine');
    await expect(room.templates.edit(room.director, versionId, 1, home)).rejects.toEqual(
      refused('protocols.template-refused', { reasons: expect.arrayContaining(['esketamine-outside-a-clinic']) }),
    );
  });

  it('lets subcutaneous ketamine home only while the medical director allows it', async () => {
    const { versionId } = await room.templates.draft(room.director, 'low-dose-daily');
    const content = { ...room.shipped['low-dose-daily']!, route: 'subcutaneous' as const, form: 'injection' as const };
    await room.templates.edit(room.director, versionId, 1, content);
    const not = refused('protocols.template-refused', { reasons: ['subcutaneous-at-home'] });
    await expect(room.templates.publish(room.director, versionId, 2)).rejects.toEqual(not);
    const straight = sql`
      UPDATE protocol_template_version SET state = 'published', published_by = ${room.director.personId}::uuid, published_at = app_now() WHERE id = ${versionId}`;
    await expect(straight).rejects.toMatchObject({ code: 'HF003' });
    await room.prove(room.director);
    const asked = { basedOn: 0, subcutaneousAtHome: true, reason: 'A trial of ours, with a nurse in the home.' };
    await room.templates.allow(room.director, asked);
    await room.prove(room.director);
    await expect(room.templates.allow(room.director, asked)).rejects.toEqual(refused('protocols.changed-meanwhile'));
    await room.publish(versionId, 2);
    const [nina, paul] = [await room.person('prescriber'), await room.person('prescriber')];
    const { patient } = await room.patientOf(nina, paul);
    const terms = { ...(await room.content()), phase: content.phases[0]!.name, minDaysBetween: content.phases[0]!.spacingDays };
    const draft = { templateVersionId: versionId, isNewCourse: true, content: { ...terms, guardrails: content.guardrails } };
    const drafted = await room.drafts.draft(nina, patient.personId, draft);
    await room.prove(room.director);
    const back = { basedOn: 1, subcutaneousAtHome: false, reason: 'The trial is over.' };
    await room.templates.allow(room.director, back);
    await room.prove(nina);
    await expect(room.signatures.sign(nina, drafted.versionId, drafted.revision)).rejects.toEqual(
      refused('protocols.version-refused', { reasons: ['subcutaneous-at-home'], names: [] }),
    );
  });
});

describe('limits for pausing', () => {
  const clinicLimits = () => room.clinic.get(ClinicPauseLimits);
  const patientLimits = () => room.clinic.get(PatientPauseLimits);
  const signed = (limits: Record<string, number>, basedOn = 0) => ({ basedOn, reason: 'Our courses are short.', limits });

  it('are signed by the medical director for the clinic, by a prescriber of the team for a patient, and the strictest hold', async () => {
    const nina = await room.person('prescriber');
    const { patient, therapist } = await room.patientOf(nina);
    await room.begin(nina, patient);
    await expect(clinicLimits().sign(nina, signed({ gapDays: 60 }))).rejects.toMatchObject({ code: 'care.not-your-duty' });
    await expect(clinicLimits().sign(room.director, signed({ gapDays: 60 }))).rejects.toMatchObject({
      code: 'identity.step-up-needed',
    });
    await room.prove(room.director);
    await expect(clinicLimits().sign(room.director, signed({ gapDays: 91, more: 1 }))).rejects.toMatchObject({
      code: 'protocols.pause-limits-refused',
      facts: { names: ['gapDays', 'more'] },
    });
    const view = await clinicLimits().sign(room.director, signed({ gapDays: 60, visitsMissed: 1 }));
    expect(view).toMatchObject({
      holds: { gapDays: 60, visitsMissed: 1, graveLevel: 3 },
      versions: [{ version: 1, signedByName: 'Some physician' }],
    });
    expect(await room.clinic.waiting('protocols.course-due')).toContainEqual(
      expect.objectContaining({ payload: { patientId: patient.personId } }),
    );
    await room.prove(room.director);
    await expect(clinicLimits().sign(room.director, signed({}))).rejects.toMatchObject({ code: 'protocols.changed-meanwhile' });
    await room.prove(nina);
    await expect(patientLimits().sign(therapist, patient.personId, signed({ gapDays: 70 }))).rejects.toMatchObject({
      kind: 'forbidden',
    });
    const own = await patientLimits().sign(nina, patient.personId, signed({ gapDays: 70, worseTimes: 1 }));
    expect(own).toMatchObject({ holds: { gapDays: 60, worseTimes: 1 }, versions: [{ reason: 'Our courses are short.' }] });
    expect((await clinicLimits().read()).holds['worseTimes']).toBe(2);
  });

  it('lie between the same bounds in the database, which takes them from nobody else', async () => {
    const bounds = await sql<{ bounds: Record<string, [number, number]> }>`SELECT pause_limits_bounds() AS bounds`;
    const ours = Object.entries(PAUSE_LIMITS).map(([name, limit]) => [
      name,
      [PAUSE_FLOORS[name as keyof typeof PAUSE_FLOORS], limit],
    ]);
    expect(bounds[0]!.bounds).toEqual(Object.fromEntries(ours));
    const put = (limits: object, by: string) => sql`
      INSERT INTO pause_limits (id, version, limits, reason, signed_by)
      VALUES (gen_random_uuid(), 99, ${JSON.stringify(limits)}::jsonb, 'x', ${by})`;
    const nina = await room.person('prescriber');
    await expect(put({ gapDays: 60 }, nina.personId)).rejects.toMatchObject({ code: 'HF003' });
    for (const limits of [{ gapDays: 91 }, { gapDays: 13 }, { gapDays: 60.5 }, { gapDays: 'x' }, { other: 1 }, [1]])
      await expect(put(limits, room.director.personId)).rejects.toMatchObject({ code: 'HF003' });
    await put({ gapDays: 60 }, room.director.personId);
    await expect(sql`UPDATE pause_limits SET limits = '{}'`).rejects.toMatchObject({ code: expect.stringMatching(/HF|42501/) });
  });

  it('pause a course that Hearth would let go on', async () => {
    const nina = await room.person('prescriber');
    const { patient } = await room.patientOf(nina);
    await room.begin(nina, patient);
    const personId = patient.personId;
    await sql`INSERT INTO questionnaire_response (id, patient_id, form, version, completed_at)
      VALUES (${personId}::uuid, ${personId}::uuid, 'before-dose', '1', app_now())`;
    await sql`INSERT INTO assessment_score (response_id, name, value) VALUES (${personId}::uuid, 'urinary', 1)`;
    const look = () => room.clinic.transact((tx) => room.clinic.get(PauseWatch).look(tx, personId));
    expect(await look()).toBe(false);
    await room.prove(nina);
    await patientLimits().sign(nina, personId, signed({ urinarySymptoms: 1 }));
    expect(await look()).toBe(true);
  });
});

describe('the end-point review of a protocol', () => {
  it('is due on the list of its prescribers from a week before its day, and pauses the course when it is missed', async () => {
    const nina = await room.person('prescriber');
    const { patient, therapist } = await room.patientOf(nina);
    const versionId = await room.begin(nina, patient);
    const { personId } = patient;
    const due = async (by = nina) =>
      (await room.clinic.get(DosesWaiting).list(by)).filter(({ kind }) => kind === 'end-point-review');
    const look = () => room.clinic.transact((tx) => room.clinic.get(PauseWatch).look(tx, personId));
    expect(versionId).toBeDefined();
    const rows = (await room.clinic.waiting('protocols.course-due')).filter(({ payload }) => payload['patientId'] === personId);
    expect(rows.at(-1)!.dueAt.getTime() - (await room.clinic.at(47)).getTime()).toBe(60_000); // day 40 and a week
    await room.clinic.moveTo(await room.clinic.at(32, 23));
    expect(await due()).toEqual([]);
    await room.clinic.moveTo(await room.clinic.at(1, 1));
    expect(await due()).toMatchObject([{ patientId: personId }]);
    expect(await due(therapist)).toEqual([]);
    expect((await room.read(nina, patient)).unreviewed).toEqual(['end-point-review']);
    expect(await look()).toBe(false);
    await room.review(nina, patient, 'It helps; we go on as planned.');
    expect(await due()).toEqual([]);
    const other = await room.patientOf(nina);
    await room.begin(nina, other.patient);
    await room.clinic.moveTo(await room.clinic.at(48));
    expect(await look()).toBe(false); // it was made
    const lookAt = (of: Caller) => room.clinic.transact((tx) => room.clinic.get(PauseWatch).look(tx, of.personId));
    expect(await lookAt(other.patient)).toBe(true);
    const [pause] = await room.clinic.read.protocolPause.findMany({ where: { patientId: other.patient.personId } });
    expect(pause).toMatchObject({ reason: 'review-missed', endedAt: null });
  });
});
