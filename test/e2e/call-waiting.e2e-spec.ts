import pg from 'pg';
import { io, type Socket } from 'socket.io-client';
import type { CallView, ClientToServer, ServerToClient } from '#contracts';
import { ticketAuth } from '../../tools/socket-ticket.mjs';
import { type Clinic, startClinic } from '../support/clinic.js';
import { Visitor } from '../support/http.js';
import { bookVideo } from '../support/video.js';

type Line = Socket<ServerToClient, ClientToServer>;

describe('waiting for a call, through the doors', () => {
  let clinic: Clinic;
  let database: pg.Client;
  let [rosa, tom, paul] = [] as unknown as [Visitor, Visitor, Visitor];
  let id: string;
  const lines: Line[] = [];

  beforeAll(async () => {
    clinic = await startClinic();
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
    [rosa, tom, paul] = [
      await Visitor.named(clinic, 'Rosa'),
      await Visitor.named(clinic, 'Tom'),
      await Visitor.named(clinic, 'Paul'),
    ];
  }, 120_000);
  beforeEach(async () => {
    id = await bookVideo(clinic, { patient: 'Rosa', therapist: 'Tom', prescriber: 'Nina' });
  });
  afterAll(async () => {
    for (const line of lines) line.close();
    await database?.end();
    await clinic?.stop();
  });

  const at = (what = '') => `/v1/calls/${id}${what}`;
  const until = async (isSo: () => boolean | Promise<boolean>) => {
    for (const began = performance.now(); !(await isSo()); await new Promise((again) => setTimeout(again, 50)))
      if (performance.now() - began > 20_000) throw new Error('It did not come.');
  };
  /** How often a screen of somebody has heard that something of theirs has changed. */
  async function follow(visitor: Visitor): Promise<{ times: number }> {
    const extraHeaders = { cookie: visitor.signInCookie };
    const auth = ticketAuth(clinic.url, extraHeaders);
    const line: Line = io(clinic.url, { transports: ['websocket'], extraHeaders, auth, reconnection: false, forceNew: true });
    lines.push(line);
    const heard = { times: 0 };
    line.on('work.changed', (change) => {
      expect(change).toEqual({});
      heard.times += 1;
    });
    expect(await line.timeout(10_000).emitWithAck('work.follow', {})).toEqual({ ok: true, data: {} });
    return heard;
  }

  it('is heard of at once by those whose patient waits, and by nobody else', async () => {
    const [ofTom, ofPaul] = [await follow(tom), await follow(paul)];
    await rosa.post(at('/entries')).expect(201);
    await until(() => ofTom.times > 0);
    await rosa.post(at('/absences')).expect(201);
    const { body } = await tom.get('/v1/calls').expect(200);
    expect(body.calls.find(({ appointmentId }: { appointmentId: string }) => appointmentId === id).isAwaited).toBe(true);
    expect(ofPaul.times).toBe(0);
  });

  it('is heard of by whom a screening is offered, when it is taken back', async () => {
    const { rows } = await database.query(
      `SELECT h.id, f.display_name AS "from", t.display_name AS "to" FROM screening_hand_off h
       JOIN person f ON f.id = h.from_id JOIN person t ON t.id = h.to_id WHERE h.state = 'offered'`,
    );
    const { id: handOffId, from, to } = rows[0] as { id: string; from: string; to: string };
    const firstName = (name: string) => name.split(' ')[0]!;
    const [owner, heard] = [
      await Visitor.named(clinic, firstName(from)),
      await follow(await Visitor.named(clinic, firstName(to))),
    ];
    const before = heard.times;
    await owner.post(`/v1/hand-offs/${handOffId}/withdrawal`).expect(201);
    await until(() => heard.times > before);
  });

  it('goes on elsewhere, and the message to come is sent once', async () => {
    await rosa.post(at('/absences')).expect(201);
    await tom.post(at('/entries')).expect(201);
    await tom.post(at('/summons')).expect(201);
    expect((await tom.post(at('/summons')).expect(409)).body.code).toBe('calls.not-waiting');
    const sent = async () =>
      (await database.query('SELECT channel FROM message WHERE template = $1 AND subject_id = $2', ['callReady', id])).rows;
    await until(async () => (await sent()).length > 0);
    expect(await sent()).toHaveLength(1);
    const view: CallView = (await rosa.get(at()).expect(200)).body;
    expect(view).toMatchObject({ next: 'they-are-ready', hasEntered: false });
    await rosa.post(at('/entries')).expect(201);
    expect((await rosa.get(at()).expect(200)).body.hasEntered).toBe(true);
  });

  it('says how to reach the patient to whoever treats them in the open call, and to nobody else', async () => {
    await rosa.post(at('/entries')).expect(201);
    expect((await tom.get(at('/contacts')).expect(422)).body.code).toBe('calls.not-admitted');
    await tom.post(at('/entries')).expect(201);
    const { body } = await tom.get(at('/contacts')).expect(200);
    expect(body).toMatchObject({
      patient: { displayName: 'Rosa Marin' },
      chaperone: { displayName: 'Luis Marin', phone: '+1 312 555 0142' },
      addressLine: expect.any(String),
    });
    await rosa.get(at('/contacts')).expect(403);
    expect((await paul.get(at('/contacts')).expect(404)).body.code).toBe('calls.not-found');
  });

  it('lets a companion into the call of their session by its link, and into no other', async () => {
    const { visitor: companion, sessionId } = await Visitor.chaperoneOf(clinic, 'mia');
    const { body: session } = await companion.get(`/v1/dosing-sessions/${sessionId}`).expect(200);
    const own = session.callPage.replace('/call/', '');
    expect((await companion.get(`/v1/calls/${own}`).expect(200)).body).toMatchObject({ role: 'chaperone', mayRun: false });
    expect((await companion.get(at()).expect(404)).body.code).toBe('calls.not-found');
    await companion.post(at('/entries')).expect(404);
    const { visitor: other } = await Visitor.chaperoneOf(clinic, 'sam');
    await other.get(`/v1/calls/${own}`).expect(404);
    await database.query('UPDATE chaperone_link SET revoked_at = app_now() WHERE session_id = $1', [sessionId]);
    await companion.get(`/v1/calls/${own}`).expect(404);
  });
});
