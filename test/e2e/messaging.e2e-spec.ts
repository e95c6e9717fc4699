import pg from 'pg';
import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, ServerToClient } from '#contracts';
import { ticketAuth } from '../../tools/socket-ticket.mjs';
import { type Clinic, startClinic } from '../support/clinic.js';
import { moveClock, quieten, Visitor } from '../support/http.js';

type Line = Socket<ServerToClient, ClientToServer>;

describe('messages between patient and team, through the doors', () => {
  let clinic: Clinic;
  let database: pg.Client;
  let [rosa, tom] = [] as unknown as [Visitor, Visitor];
  let rosaId: string;
  const lines: Line[] = [];

  beforeAll(async () => {
    clinic = await startClinic();
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
    [rosa, tom] = [await Visitor.named(clinic, 'Rosa'), await Visitor.named(clinic, 'Tom')];
    rosaId = (await rosa.get('/v1/me')).body.personId;
  }, 120_000);
  afterAll(async () => {
    for (const line of lines) line.close();
    await database?.end();
    await clinic?.stop();
  });

  const at = (id = rosaId) => `/v1/patients/${id}/conversation`;
  async function follow(visitor: Visitor): Promise<{ heard: string[]; line: Line }> {
    const extraHeaders = { cookie: visitor.signInCookie };
    const line: Line = io(clinic.url, {
      ...{
        transports: ['websocket'],
        extraHeaders,
        auth: ticketAuth(clinic.url, extraHeaders),
        reconnection: false,
        forceNew: true,
      },
    });
    lines.push(line);
    const heard: string[] = [];
    line.on('conversation.changed', ({ patientId }) => heard.push(patientId));
    expect(await line.timeout(10_000).emitWithAck('conversations.follow', {})).toEqual({ ok: true, data: {} });
    return { heard, line };
  }
  const until = async (isSo: () => boolean | Promise<boolean>) => {
    for (const began = performance.now(); !(await isSo()); await new Promise((again) => setTimeout(again, 50)))
      if (performance.now() - began > 20_000) throw new Error('It did not come.');
  };

  it('show at once to whoever follows and may read them, and to nobody else', async () => {
    const [ofTom, ofPaul] = [await follow(tom), await follow(await Visitor.named(clinic, 'Paul'))];
    const { body: sent } = await rosa.post(at(), { text: 'Can we move the hour?' }).expect(201);
    await until(() => ofTom.heard.includes(rosaId));
    const { body } = await tom.get(at()).expect(200);
    expect(body.messages[0]).toMatchObject({ id: sent.id, text: 'Can we move the hour?', authorRole: 'patient' });
    const { body: before } = await tom.get('/v1/conversations/unread').expect(200);
    expect(before.unread).toBeGreaterThan(0);
    await tom.put(`${at()}/reading`, { seq: sent.seq }).expect(200);
    expect((await tom.get('/v1/conversations/unread').expect(200)).body.unread).toBeLessThan(before.unread);
    expect((await rosa.get(at()).expect(200)).body.messages[0].readBy).toContain('Tom Brandt');
    expect(ofPaul.heard).toEqual([]);
  });

  it('say nothing more to a screen whose access has ended', async () => {
    const { heard } = await follow(tom);
    await rosa.post(at(), { text: 'One that Tom hears of' }).expect(201);
    await until(() => heard.length > 0);
    const { rows } = await database.query(
      `UPDATE care_assignment SET ends_at = app_now() FROM person p
       WHERE p.id = person_id AND p.display_name = 'Tom Brandt' AND patient_id = $1 AND ends_at IS NULL RETURNING care_assignment.id`,
      [rosaId],
    );
    heard.length = 0;
    const nina = await follow(await Visitor.named(clinic, 'Nina'));
    await rosa.post(at(), { text: 'One that Tom does not hear of' }).expect(201);
    await until(() => nina.heard.length > 0);
    expect(heard).toEqual([]);
    await tom.get(at()).expect(404);
    await database.query('UPDATE care_assignment SET ends_at = NULL WHERE id = ANY($1::uuid[])', [rows.map(({ id }) => id)]);
  });

  it('are refused to everybody while a session is live, with where help is', async () => {
    const sam = await Visitor.named(clinic, 'Sam');
    const { personId } = (await sam.get('/v1/me')).body;
    for (const visitor of [sam, tom]) {
      const { body } = await visitor.post(at(personId), { text: 'I feel strange' }).expect(422);
      expect(body).toMatchObject({ code: 'messaging.session-is-live', title: expect.stringMatching(/I need help.*911/) });
    }
    expect((await sam.get(at(personId)).expect(200)).body).toMatchObject({ isLive: true, messages: [] });
  });

  it('are too long, empty or strange only once', async () => {
    for (const text of ['', '   ', 'x'.repeat(4_001)]) await rosa.post(at(), { text }).expect(400);
    await rosa.post(at(), { text: 'x', html: true }).expect(400);
    await rosa.get(`${at()}?before=nonsense`).expect(400);
    await rosa.get(`${at()}?before=9007199254740991`).expect(400);
    await rosa.put(`${at()}/reading`, { seq: 9_007_199_254_740_991 }).expect(400);
    await tom.get('/v1/conversations?before=nonsense').expect(400);
  });

  it('that nobody answers reach the clinic’s alerts; admins see that, and not what', async () => {
    await rosa.post(at(), { text: 'Does anybody read this?' }).expect(201);
    const { rows } = await database.query('SELECT waiting_id FROM conversation WHERE patient_id = $1', [rosaId]);
    const ada = await Visitor.named(clinic, 'Ada');
    await quieten(clinic.databaseUrl, 'messaging.');
    await moveClock(clinic, { byMin: 25 * 60 });
    const find = async () =>
      (await ada.get('/v1/alerts').expect(200)).body.alerts.filter(
        ({ subjectId }: { subjectId: string }) => subjectId === rows[0].waiting_id,
      );
    await until(async () => (await find()).length > 0);
    await ada.get(at()).expect(403);
    expect(JSON.stringify(await find())).not.toContain('Does anybody');
    const tomId = (await tom.get('/v1/me')).body.personId;
    const sent: string[] = [];
    for (let next = ''; next !== null; ) {
      const page = await ada.get(`/v1/demo/messages?limit=200&recipientId=${tomId}${next && `&before=${next}`}`).expect(200);
      sent.push(...page.body.messages.map(({ text }: { text: string }) => text));
      next = page.body.next;
    }
    expect(sent.some((text) => text.startsWith('There is a new message for you.'))).toBe(true);
    expect(sent.filter((text) => /Does anybody|move the hour/.test(text))).toEqual([]);
    const nina = await Visitor.named(clinic, 'Nina');
    await nina.post(at(), { text: 'I do.' }).expect(201);
    expect(await find()).toEqual([]);
  });
});
