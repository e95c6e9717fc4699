import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, Heartbeat, LogEntry, ServerToClient } from '#contracts';
import { readFieldKeys, SealedFields } from '#platform';
import { HeartbeatProofs } from '../../libs/sessions/heartbeat.js';
import { ticketAuth } from '../../tools/socket-ticket.mjs';
import { type Clinic, type ServerName, startClinic } from '../support/clinic.js';
import { clinicTime, Visitor } from '../support/http.js';

type LiveSocket = Socket<ServerToClient, ClientToServer>;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function until<T>(what: string, find: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (const began = performance.now(); performance.now() - began < 30_000; await pause(50)) {
    const found = await find();
    if (found !== undefined) return found;
  }
  throw new Error(`Waited in vain: ${what}`);
}

describe('watching a live session', () => {
  let clinic: Clinic;
  let database: pg.Client;
  let nina: Visitor;
  let sam: string;
  let mia: string;
  const sockets: LiveSocket[] = [];

  beforeAll(async () => {
    clinic = await startClinic({ apis: 2 });
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
    const sessionOf = (name: string) =>
      (clinic.links.find((link) => link.name === name) as unknown as { sessionId: string }).sessionId;
    [sam, mia] = [sessionOf('sam'), sessionOf('mia')];
    nina = await Visitor.named(clinic, 'Nina');
  }, 120_000);
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.close();
  });
  afterAll(async () => {
    await database?.end();
    await clinic?.stop();
  });

  function open(visitor: Visitor, at: ServerName = 'api'): LiveSocket {
    const socket: LiveSocket = io(clinic.urlOf(at), {
      transports: ['websocket'],
      extraHeaders: { cookie: visitor.signInCookie },
      auth: ticketAuth(clinic.urlOf(at), { cookie: visitor.signInCookie }),
      reconnection: false,
      forceNew: true,
    });
    sockets.push(socket);
    return socket;
  }

  async function joined(visitor: Visitor, sessionId: string): Promise<{ socket: LiveSocket; proof: string }> {
    const socket = open(visitor);
    const reply = await socket.emitWithAck('session.join', { sessionId, after: 0 });
    if (!reply.ok) throw new Error(reply.problem.code);
    return { socket, proof: reply.data.proof };
  }
  const nextHeartbeat = (socket: LiveSocket) => new Promise<Heartbeat>((done) => void socket.once('session.heartbeat', done));
  const watch = (socket: LiveSocket, sessionId: string, proof: string) =>
    socket.emitWithAck('session.watch', { sessionId, proof });
  const seenAt = async (sessionId: string) => {
    const sql = `SELECT seen_at FROM session_watch w JOIN person p ON p.id = w.person_id
                 WHERE session_id = $1 AND p.display_name = 'Nina Okafor'`;
    const { rows } = await database.query<{ seen_at: Date }>(sql, [sessionId]);
    return rows[0]?.seen_at.getTime() ?? 0;
  };
  const refused = (code: string) => ({ ok: false, problem: { status: 422, code: `sessions.${code}` } });

  it('is proven by returning what was received: of the join, and then of each heartbeat', async () => {
    const { socket, proof } = await joined(nina, sam);
    expect(await watch(socket, sam, proof)).toEqual({ ok: true, data: { validForSec: 60 } });
    const before = await seenAt(sam);
    const heartbeat = await nextHeartbeat(socket);
    expect(await watch(socket, sam, heartbeat.proof)).toMatchObject({ ok: true });
    expect(await seenAt(sam)).toBeGreaterThan(before);
    expect(await watch(socket, sam, proof)).toMatchObject({ ok: true });
    expect(await seenAt(sam)).toBeGreaterThan(before); // an older one takes nothing back
  });

  it('counts at whichever process the proof comes back', async () => {
    const { proof } = await joined(nina, sam);
    const before = await seenAt(sam);
    expect(await watch(open(nina, 'api-2'), sam, proof)).toMatchObject({ ok: true });
    expect(await seenAt(sam)).toBeGreaterThan(before);
  });

  it('is refused with what was not received by this person, on this session, with this sign-in', async () => {
    const tom = await Visitor.named(clinic, 'Tom');
    const ninaElsewhere = await Visitor.named(clinic, 'Nina');
    const { socket, proof } = await joined(nina, sam);
    const { proof: ofMia } = await joined(nina, mia);
    const { proof: ofTom } = await joined(tom, sam);
    const { proof: ofOtherSignIn } = await joined(ninaElsewhere, sam);
    const before = await seenAt(sam);
    for (const foreign of [ofMia, ofTom, ofOtherSignIn, `${proof.slice(0, -4)}AAAA`, 'made up', '']) {
      expect(await watch(socket, sam, foreign)).toMatchObject(refused('heartbeat-foreign'));
    }
    expect(await seenAt(sam)).toBe(before);
  });

  it('is refused with a heartbeat that is older than a quarter of a minute', async () => {
    const proofs = new HeartbeatProofs(new SealedFields(readFieldKeys(join(clinic.dataDir, 'field-key'), false)));
    const { rows } = await database.query<{ id: string; now: Date }>(
      `SELECT s.id, now() FROM sign_in s JOIN person p ON p.id = s.person_id WHERE p.display_name = 'Nina Okafor' ORDER BY s.created_at`,
    );
    const { socket } = await joined(nina, sam);
    const aged = (sec: number) =>
      rows.map(({ id: signInId, now }) =>
        proofs.sign({ signInId }, { sessionId: sam, lastSeq: 1, realNow: new Date(now.getTime() - sec * 1_000) }),
      );
    const codes = (sec: number) =>
      Promise.all(
        aged(sec).map(async (proof) => ((await watch(socket, sam, proof)) as { problem?: { code: string } }).problem?.code),
      );
    expect(await codes(16)).toContain('sessions.heartbeat-stale');
    expect(await codes(1)).toContain(undefined);
  });

  it('is not for those at home', async () => {
    const { visitor: kit } = await Visitor.chaperoneOf(clinic, 'sam');
    const { socket, proof } = await joined(kit, sam);
    expect(await watch(socket, sam, proof)).toMatchObject({ ok: false, problem: { code: 'sessions.not-found' } });
  });

  it('ends for a screen whose sign-in has ended, at every process, before the clock asks', async () => {
    const leaver = await Visitor.named(clinic, 'Nina');
    const { socket } = await joined(leaver, sam);
    const { socket: other } = await joined(nina, sam);
    let beats = 0;
    other.on('session.heartbeat', () => beats++);
    const gone = new Promise((done) => socket.once('disconnect', done));
    const headers = { cookie: leaver.signInCookie, 'content-type': 'application/json' };
    await fetch(`${clinic.urlOf('api-2')}/v1/sign-ins/current`, { method: 'DELETE', headers, body: '{}' });
    await gone;
    expect(beats).toBeLessThan(3); // the timer looks at every sixth
  });

  describe('that nobody watches any more', () => {
    const alerts = async (): Promise<LogEntry[]> => {
      const { body } = await nina.get(`/v1/dosing-sessions/${sam}/entries?after=0`).expect(200);
      return body.entries.filter(
        ({ type, payload }: LogEntry) => type === 'alert' && 'kind' in payload && payload.kind === 'unwatched',
      );
    };
    const lapse = () =>
      database.query(`UPDATE session_watch SET seen_at = now() - interval '61 seconds' WHERE session_id = $1`, [sam]);
    const record = async (type: string, payload: object) =>
      nina
        .post(`/v1/dosing-sessions/${sam}/entries`, { id: randomUUID(), type, payload, happenedAt: await clinicTime(clinic) })
        .expect(201);

    it('raises an alert that calls prescriber and therapist', async () => {
      expect(await alerts()).toEqual([]);
      await lapse();
      const [alert] = await until('the alert', async () => ((await alerts()).length ? alerts() : undefined));
      expect(alert).toMatchObject({ payload: { alertId: 'unwatched-1', level: 2, tier: 1 }, author: { role: 'system' } });
      const paged = await until('the pages', async () => {
        const sql = `SELECT p.display_name FROM page JOIN person p ON p.id = page.person_id
                     WHERE session_id = $1 AND alert_ref = 'unwatched-1' AND tier = 1 ORDER BY 1`;
        const { rows } = await database.query<{ display_name: string }>(sql, [sam]);
        return rows.length ? rows.map(({ display_name }) => display_name) : undefined;
      });
      expect(paged).toEqual(['Nina Okafor', 'Tom Brandt']);
      const { rows } = await database.query(
        `SELECT tier, delays_sec, levels FROM deadline WHERE session_id = $1 AND ref = 'unwatched-1' AND fired_at IS NULL`,
        [sam],
      );
      expect(rows).toEqual([
        { tier: 2, levels: [2, 2, 3], delays_sec: [120, 180, 120, 120, 120, 120, 120, 300, 300, 600, 600, 900, 1800, 3600] },
      ]);
    });

    it('raises it once, until a person has closed it and it is so again', async () => {
      await record('acknowledgement', { alertId: 'unwatched-1' });
      expect((await alerts()).length).toBe(1);
      const { socket, proof } = await joined(nina, sam);
      await watch(socket, sam, proof);
      await record('alert-closed', { alertId: 'unwatched-1', reason: 'settled' });
      expect((await alerts()).length).toBe(1);
      await lapse();
      await until('the second', async () => ((await alerts()).length === 2 ? true : undefined));
      expect((await alerts()).at(-1)).toMatchObject({ payload: { alertId: 'unwatched-2', tier: 1 } });
    });
  });
});
