import { Database } from '#platform';
import { ProtocolRoom } from '../../test/support/protocol-room.js';

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
