import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { CallChanged, CallOver, CallSignal, CallView, ClientToServer, ServerToClient } from '#contracts';
import { ticketAuth } from '../../tools/socket-ticket.mjs';
import { type Clinic, type ServerName, startClinic } from '../support/clinic.js';
import { Visitor } from '../support/http.js';
import { bookVideo } from '../support/video.js';

type Line = Socket<ServerToClient, ClientToServer>;
type Screen = Readonly<{ line: Line; connection: string; signals: CallSignal[]; changed: CallChanged[]; over: CallOver[] }>;

const SECRET_SDP = `v=0 a=fingerprint:of-this-test 203.0.113.77`;
const offer = (sdp: string) => ({ kind: 'description' as const, generation: 1, type: 'offer' as const, sdp });

describe('calls, through the doors of two processes', () => {
  let clinic: Clinic;
  let [rosa, tom, sam] = [] as unknown as [Visitor, Visitor, Visitor];
  let id: string;
  const lines: Line[] = [];

  beforeAll(async () => {
    clinic = await startClinic({ apis: 2, env: { TURN_URLS: 'turn:turn.test:3478', TURN_SECRET: 'of-this-test' } });
    [rosa, tom, sam] = [
      await Visitor.named(clinic, 'Rosa'),
      await Visitor.named(clinic, 'Tom'),
      await Visitor.named(clinic, 'Sam'),
    ];
  }, 120_000);
  beforeEach(async () => {
    id = await bookVideo(clinic, { patient: 'Rosa', therapist: 'Tom', prescriber: 'Nina' });
  });
  afterAll(async () => {
    for (const line of lines) line.close();
    await clinic?.stop();
  });

  const at = (what = '') => `/v1/calls/${id}${what}`;
  async function screenOf(visitor: Visitor, api: ServerName = 'api'): Promise<Screen> {
    const extraHeaders = { cookie: visitor.signInCookie };
    const url = clinic.urlOf(api);
    const auth = ticketAuth(url, extraHeaders);
    const line: Line = io(url, { transports: ['websocket'], extraHeaders, auth, reconnection: false, forceNew: true });
    lines.push(line);
    const screen: Screen = { line, connection: randomUUID(), signals: [], changed: [], over: [] };
    line.on('call.signal', (signal) => screen.signals.push(signal));
    line.on('call.changed', (change) => screen.changed.push(change));
    line.on('call.over', (over) => screen.over.push(over));
    await new Promise<void>((done, failed) => line.once('connect', done).once('connect_error', failed));
    return screen;
  }
  const ask = (screen: Screen, event: keyof ClientToServer, input: object) =>
    (screen.line.timeout(10_000) as unknown as { emitWithAck: (event: string, input: object) => Promise<Reply> }).emitWithAck(
      event,
      input,
    );
  type Reply = { ok: boolean; problem?: { code: string; facts?: object } };
  const join = (screen: Screen, takesOver = true) =>
    ask(screen, 'call.join', { appointmentId: id, connection: screen.connection, takesOver });
  const signal = (from: Screen, to: string, body: object) =>
    ask(from, 'call.signal', { appointmentId: id, connection: from.connection, to, body });
  const until = async (isSo: () => boolean | Promise<boolean>) => {
    for (const began = performance.now(); !(await isSo()); await new Promise((again) => setTimeout(again, 50)))
      if (performance.now() - began > 20_000) throw new Error('It did not come.');
  };
  /** Both in the call, at two processes. */
  async function begin() {
    await rosa.post(at('/entries')).expect(201);
    await tom.post(at('/entries')).expect(201);
    const [ofRosa, ofTom] = [await screenOf(rosa), await screenOf(tom, 'api-2')];
    expect([(await join(ofRosa)).ok, (await join(ofTom)).ok]).toEqual([true, true]);
    const view: CallView = (await tom.get(at()).expect(200)).body;
    const { participantId } = view.people.find(({ role }) => role === 'patient')!;
    await tom.post(at('/admissions'), { participantId }).expect(201);
    await until(() => ofRosa.changed.length > 0);
    return { ofRosa, ofTom, participantId };
  }

  it('carry what screens say to each other, in order, over both processes, and write it into no log', async () => {
    const { ofRosa, ofTom, participantId } = await begin();
    expect(await signal(ofRosa, ofTom.connection, offer(SECRET_SDP))).toEqual({ ok: true, data: {} });
    for (let generation = 2; generation <= 6; generation++)
      await signal(ofRosa, ofTom.connection, { kind: 'rebuild', generation });
    await until(() => ofTom.signals.length === 6);
    expect(ofTom.signals[0]).toEqual({
      ...{ appointmentId: id, from: ofRosa.connection, to: ofTom.connection, participantId, body: offer(SECRET_SDP) },
    });
    expect(ofTom.signals.map(({ body }) => body.generation)).toEqual([1, 2, 3, 4, 5, 6]);
    await signal(ofTom, ofRosa.connection, { kind: 'rebuild', generation: 9 });
    await until(() => ofRosa.signals.length === 1);
    const logs = clinic.names.map((name) => clinic.log(name)).join('\n');
    expect(logs).not.toMatch(/of-this-test|203\.0\.113\.77|v=0/);
  });

  it('let nobody foreign in, nor learn that there is one', async () => {
    await begin();
    const ofSam = await screenOf(sam);
    const unknown = { ok: false, problem: expect.objectContaining({ code: 'calls.not-found', status: 404 }) };
    expect(await join(ofSam)).toEqual(unknown);
    expect(await ask(ofSam, 'call.join', { appointmentId: randomUUID(), connection: ofSam.connection, takesOver: true })).toEqual(
      unknown,
    );
    const [own, missing] = [await sam.get(at()), await sam.get(`/v1/calls/${randomUUID()}`)];
    expect([own.status, own.body]).toEqual([404, missing.body]);
    for (const what of ['/entries', '/relays', '/leavings']) await sam.post(at(what)).expect(404);
  });

  it('take no signal that is too large, malformed, or from whoever is not in the call', async () => {
    const { ofRosa, ofTom } = await begin();
    const refused = (code: string) => ({ ok: false, problem: expect.objectContaining({ code }) });
    expect(await signal(ofRosa, ofTom.connection, offer('x'.repeat(14_001)))).toEqual(refused('request.invalid'));
    const candidate = { candidate: 'x'.repeat(2_001), sdpMid: null, sdpMLineIndex: null, usernameFragment: null };
    expect(await signal(ofRosa, ofTom.connection, { kind: 'candidates', generation: 1, candidates: [candidate] })).toEqual(
      refused('request.invalid'),
    );
    const many = {
      kind: 'candidates',
      generation: 1,
      candidates: Array.from({ length: 7 }, () => ({ ...candidate, candidate: 'x' })),
    };
    expect(await signal(ofRosa, ofTom.connection, many)).toEqual(refused('request.invalid'));
    expect(await signal(ofRosa, ofTom.connection, { kind: 'rebuild', generation: 0 })).toEqual(refused('request.invalid'));
    expect(await signal(ofRosa, randomUUID(), { kind: 'rebuild', generation: 1 })).toEqual(refused('calls.no-such-screen'));
    const ofSam = await screenOf(sam);
    expect(await signal(ofSam, ofTom.connection, { kind: 'rebuild', generation: 1 })).toEqual(refused('calls.no-such-screen'));
    expect(
      await signal({ ...ofSam, connection: ofRosa.connection }, ofTom.connection, { kind: 'rebuild', generation: 1 }),
    ).toEqual(refused('calls.no-such-screen'));
    expect(ofTom.signals).toEqual([]);
  });

  it('take no flood: most of it is refused, and the screen hears the others', async () => {
    const { ofRosa, ofTom } = await begin();
    const replies = await Promise.all(
      Array.from({ length: 200 }, (_, i) => signal(ofRosa, ofTom.connection, { kind: 'rebuild', generation: i + 1 })),
    );
    const passed = replies.filter(({ ok }) => ok).length;
    expect(passed).toBeGreaterThan(0);
    expect(passed).toBeLessThanOrEqual(60); // a burst of 40, and 20 more for each second that it takes
    expect(new Set(replies.flatMap(({ problem }) => problem?.code ?? []))).toEqual(new Set(['request.too-many']));
    await until(() => ofTom.signals.length === passed);
    expect((await signal(ofTom, ofRosa.connection, { kind: 'rebuild', generation: 1 })).ok).toBe(true);
  });

  it('end for a screen whose person signs out, and the others see it', async () => {
    const { ofRosa, ofTom } = await begin();
    const other = await Visitor.named(clinic, 'Rosa');
    const second = await screenOf(other, 'api-2');
    expect((await join(second)).ok).toBe(true);
    await until(() => ofRosa.over.length === 1);
    expect(await join(ofRosa, false)).toMatchObject({ ok: false, problem: { code: 'calls.elsewhere' } });
    await other.delete('/v1/sign-ins/current').expect(200);
    await until(async () => {
      const view: CallView = (await tom.get(at()).expect(200)).body;
      return view.people.find(({ role }) => role === 'patient')!.presence === 'lost';
    });
    expect((await signal(ofTom, second.connection, { kind: 'rebuild', generation: 1 })).ok).toBe(false);
  });

  it('give a password for the relay to whoever was let in, and take it back with nobody', async () => {
    await rosa.post(at('/entries')).expect(201);
    expect((await rosa.post(at('/relays')).expect(422)).body.code).toBe('calls.not-admitted');
    await begin();
    const { body } = await rosa.post(at('/relays')).expect(201);
    expect(body).toMatchObject({
      relayOnly: true,
      iceServers: [{ urls: ['turn:turn.test:3478'], credential: expect.any(String) }],
    });
    expect((await tom.post(at('/relays')).expect(201)).body.relayOnly).toBe(false);
  });
});
