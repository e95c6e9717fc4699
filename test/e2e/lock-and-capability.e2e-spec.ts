import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, ServerToClient } from '#contracts';
import { ticketAuth } from '../../tools/socket-ticket.mjs';
import { type Clinic, startClinic } from '../support/clinic.js';
import { clinicTime, Visitor } from '../support/http.js';

type LiveSocket = Socket<ServerToClient, ClientToServer>;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
/** Longer than any process believes what it has read of a sign-in. */
const FORGOTTEN_MS = 2_200;

describe('sign-ins that are no longer full', () => {
  let clinic: Clinic;
  let database: pg.Client;
  let sam: string;
  let mia: string;
  const sockets: LiveSocket[] = [];

  beforeAll(async () => {
    clinic = await startClinic();
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
    const sessionOf = (name: string) =>
      (clinic.links.find((link) => link.name === name) as unknown as { sessionId: string }).sessionId;
    [sam, mia] = [sessionOf('sam'), sessionOf('mia')];
  });
  afterAll(async () => {
    for (const socket of sockets) socket.close();
    await database?.end();
    await clinic?.stop();
  });

  function open(visitor: Visitor): LiveSocket {
    const extraHeaders = { cookie: visitor.signInCookie };
    const auth = ticketAuth(clinic.url, extraHeaders);
    const socket: LiveSocket = io(clinic.url, {
      transports: ['websocket'],
      extraHeaders,
      auth,
      reconnection: false,
      forceNew: true,
    });
    sockets.push(socket);
    return socket;
  }
  const own = (name: string) => `person_id = (SELECT id FROM person WHERE display_name LIKE '${name} %') AND assurance = 'full'`;
  const age = async (name: string, minutes: number) => {
    await database.query(`UPDATE sign_in SET last_active_at = now() - interval '${minutes} minutes' WHERE ${own(name)}`);
    await pause(FORGOTTEN_MS);
  };
  const codeOf = async (asked: Promise<{ body: { code?: string } }>) => (await asked).body.code;

  describe('a locked screen', () => {
    let nina: Visitor;
    let socket: LiveSocket;

    it('goes on watching the session that it watched, and shows nothing else', async () => {
      nina = await Visitor.named(clinic, 'Nina');
      socket = open(nina);
      const joined = await socket.emitWithAck('session.join', { sessionId: sam, after: 0 });
      if (!joined.ok) throw new Error(joined.problem.code);
      expect(await socket.emitWithAck('session.watch', { sessionId: sam, proof: joined.data.proof })).toMatchObject({ ok: true });
      await age('Nina', 16);
      expect((await nina.get('/v1/me').expect(200)).body.assurance).toBe('locked');
      for (const path of ['/v1/board', '/v1/alerts', `/v1/dosing-sessions/${sam}`, '/v1/me/devices']) {
        expect(await codeOf(nina.get(path))).toBe('request.proof-needed');
      }
      const heartbeat = await new Promise<{ proof: string }>((done) => void socket.once('session.heartbeat', done));
      expect(await socket.emitWithAck('session.watch', { sessionId: sam, proof: heartbeat.proof })).toMatchObject({ ok: true });
    });

    it('hears the alarm, also after its line broke, but comes into no other session and does nothing in this one', async () => {
      const again = open(nina);
      expect(await again.emitWithAck('session.join', { sessionId: sam, after: 0 })).toMatchObject({ ok: true });
      const other = await again.emitWithAck('session.join', { sessionId: mia, after: 0 });
      expect(other).toMatchObject({ ok: false, problem: { code: 'sessions.not-found' } });
      const entry = {
        id: randomUUID(),
        type: 'acknowledgement',
        payload: { alertId: 'x' },
        happenedAt: await clinicTime(clinic),
      };
      const written = await again.emitWithAck('session.record', { sessionId: sam, entry: entry as never });
      expect(written).toMatchObject({ ok: false, problem: { code: 'request.proof-needed' } });
      const { visitor: kit } = await Visitor.chaperoneOf(clinic, 'sam');
      const heard = new Promise<void>((done) => {
        again.on('session.entries', ({ entries }) => entries.some(({ type }) => type === 'alert') && done());
      });
      const help = { id: randomUUID(), type: 'help', payload: { asked: 'prescriber' }, happenedAt: await clinicTime(clinic) };
      await kit.post(`/v1/dosing-sessions/${sam}/entries`, help).expect(201);
      await heard;
    });

    it('is not opened by being used, and is by a proof; the password will do', async () => {
      await nina.post('/v1/sign-ins/current/activity').expect(401);
      const { password } = clinic.signIns.find(({ name }) => name.startsWith('Nina'))!;
      await nina.post('/v1/sign-ins/current/unlock', { password: 'wrong' }).expect(422);
      expect((await nina.post('/v1/sign-ins/current/unlock', { password }).expect(201)).body.assurance).toBe('full');
      await nina.get('/v1/board').expect(200);
    });

    it('is not kept open by a line that comes back by itself', async () => {
      const iris = await Visitor.named(clinic, 'Iris');
      await age('Iris', 14);
      await iris.post('/v1/socket-tickets').expect(201);
      const { rows } = await database.query(
        `SELECT last_active_at < now() - interval '13 minutes' AS stale FROM sign_in WHERE ${own('Iris')}`,
      );
      expect(rows[0].stale).toBe(true);
    });

    it('is kept open by touching it', async () => {
      await age('Nina', 14);
      const tom = await Visitor.named(clinic, 'Tom');
      await age('Tom', 14);
      await tom.post('/v1/sign-ins/current/activity').expect(201);
      const { rows } = await database.query(
        `SELECT bool_or(last_active_at > now() - interval '5 minutes') AS fresh FROM sign_in WHERE ${own('Tom')}`,
      );
      expect(rows[0].fresh).toBe(true);
    });
  });

  describe('a capability', () => {
    let patient: Visitor;
    const record = async (visitor: Visitor, type: string, payload: object, sessionId = sam) =>
      visitor.post(`/v1/dosing-sessions/${sessionId}/entries`, {
        id: randomUUID(),
        type,
        payload,
        happenedAt: await clinicTime(clinic),
      });

    it('is for the people of the session only', async () => {
      const [nina, rosa] = [await Visitor.named(clinic, 'Nina'), await Visitor.named(clinic, 'Rosa')];
      await nina.post(`/v1/dosing-sessions/${sam}/capability`).expect(403);
      await rosa.post(`/v1/dosing-sessions/${sam}/capability`).expect(404);
    });

    it('goes on with help and the own view when the sign-in has ended, and with nothing else', async () => {
      patient = await Visitor.named(clinic, 'Sam');
      await patient.post(`/v1/dosing-sessions/${sam}/capability`).expect(201);
      await database.query(`UPDATE sign_in SET expires_at = now() WHERE ${own('Sam')}`);
      await pause(FORGOTTEN_MS);
      expect((await patient.get('/v1/me').expect(200)).body).toMatchObject({ assurance: 'capability', sessionScope: sam });
      await patient.get(`/v1/dosing-sessions/${sam}`).expect(200);
      expect((await record(patient, 'help', { asked: 'prescriber' })).status).toBe(201);
      expect(
        await codeOf(record(patient, 'vitals', { systolicMmHg: 120, diastolicMmHg: 80, heartRateBpm: 70, hasSymptoms: false })),
      ).toBe('sessions.refused');
      expect((await record(patient, 'help', { asked: 'prescriber' }, mia)).status).toBe(404);
      for (const path of ['/v1/dosing-sessions?when=all', '/v1/me/factors', '/v1/me/devices']) {
        expect(await codeOf(patient.get(path))).toBe('request.proof-needed');
      }
      const joined = await open(patient).emitWithAck('session.join', { sessionId: sam, after: 0 });
      expect(joined).toMatchObject({ ok: true });
    });

    it('still shows whom to call', async () => {
      const { body } = await patient.get('/v1/clinic').expect(200);
      expect(body).toMatchObject({ phone: expect.any(String), crisisNumbers: expect.any(Array) });
    });

    it('makes way for a new sign-in, and ends with it', async () => {
      const { email, password } = clinic.signIns.find(({ name }) => name.startsWith('Sam'))!;
      await patient.post('/v1/sign-ins', { email, password }).expect(201);
      expect((await patient.get('/v1/me')).body.assurance).toBe('full');
      const before = patient.signInCookie;
      await patient.delete('/v1/sign-ins/current').expect(200);
      const reply = await fetch(`${clinic.url}/v1/me`, { headers: { cookie: before } });
      expect(reply.status).toBe(401);
    });

    it('ends an hour after the session, and is given for none that is over', async () => {
      const jonas = await Visitor.named(clinic, 'Jonas');
      const { sessions } = (await jonas.get('/v1/dosing-sessions?when=upcoming').expect(200)).body;
      const [{ id }] = sessions;
      await jonas.post(`/v1/dosing-sessions/${id}/capability`).expect(201);
      await jonas.post(`/v1/dosing-sessions/${id}/cancellation`, { reason: 'illness' }).expect(201);
      const { rows } = await database.query(
        "SELECT expires_at - now() < interval '61 minutes' AS ends FROM sign_in WHERE session_scope = $1 AND assurance = 'capability'",
        [id],
      );
      expect(rows).toEqual([{ ends: true }]);
      await jonas.post(`/v1/dosing-sessions/${id}/capability`).expect(422);
    });
  });
});
