import { randomUUID } from 'node:crypto';
import type net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, LogEntry, ServerToClient } from '#contracts';
import { mintTicket, ticketAuth } from '../../tools/socket-ticket.mjs';
import { type Clinic, startClinic } from '../support/clinic.js';
import { clinicTime, Visitor } from '../support/http.js';

type LiveSocket = Socket<ServerToClient, ClientToServer>;
type Said = Readonly<{ cookie?: string; origin?: string; auth?: object | ((give: (said: object) => void) => void) }>;

const VITALS = { systolicMmHg: 122, diastolicMmHg: 80, heartRateBpm: 72, hasSymptoms: false };

describe('sockets under attack', () => {
  let clinic: Clinic;
  let database: pg.Client;
  let [nina, kit]: Visitor[] = [];
  let [sam, mia]: string[] = [];
  let screen: Screen;
  const sockets: LiveSocket[] = [];

  /** A screen that must go on as if nothing was: every entry in order, none missing, and never a break. What it has it passes over. */
  class Screen {
    readonly entries: LogEntry[] = [];
    breaks = 0;
    gaps = 0;

    constructor(readonly socket: LiveSocket) {
      socket.on('session.entries', ({ entries }) => this.take(entries));
      socket.on('disconnect', () => this.breaks++);
    }

    take(entries: readonly LogEntry[]): void {
      for (const entry of entries) {
        const next = (this.entries.at(-1)?.seq ?? entry.seq - 1) + 1;
        if (entry.seq === next) this.entries.push(entry);
        else if (entry.seq > next) this.gaps++;
      }
    }
  }

  function open({ cookie, origin, auth = {} }: Said, at = clinic.url): LiveSocket {
    const extraHeaders = { ...(cookie && { cookie }), ...(origin && { origin }) };
    const socket: LiveSocket = io(at, { transports: ['websocket'], extraHeaders, auth, reconnection: false, forceNew: true });
    sockets.push(socket);
    return socket;
  }
  const outcome = (socket: LiveSocket) =>
    new Promise<string>((done) => {
      socket.once('connect', () => done('connected'));
      socket.once('connect_error', (error) => done(error.message));
    });
  const admitted = async (visitor: Visitor): Promise<LiveSocket> => {
    const cookie = visitor.signInCookie;
    const socket = open({ cookie, auth: ticketAuth(clinic.url, { cookie }) });
    expect(await outcome(socket)).toBe('connected');
    return socket;
  };
  const ticketOf = async (visitor: Visitor, origin?: string) =>
    (await mintTicket(clinic.url, { cookie: visitor.signInCookie, ...(origin && { origin }) }))!;

  /** Somebody honest records, and the screen that watches is told so. */
  async function goesOn(): Promise<void> {
    const entry = { id: randomUUID(), type: 'vitals', payload: VITALS, happenedAt: await clinicTime(clinic) };
    await kit!.post(`/v1/dosing-sessions/${sam}/entries`, entry).expect(201);
    for (let i = 0; !screen.entries.some(({ id }) => id === entry.id) && i < 100; i++) await pause(50);
    expect(screen.entries.map(({ id }) => id)).toContain(entry.id);
    const { rows } = await database.query<{ id: string }>(
      'SELECT id FROM session_entry WHERE session_id = $1 AND seq > $2 ORDER BY seq',
      [sam, screen.entries[0]!.seq - 1],
    );
    expect(screen.entries.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    expect([screen.breaks, screen.gaps, clinic.pids.api]).toEqual([0, 0, pid]);
  }
  let pid: number | undefined;

  beforeAll(async () => {
    clinic = await startClinic();
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
    nina = await Visitor.named(clinic, 'Nina');
    ({ visitor: kit, sessionId: sam } = await Visitor.chaperoneOf(clinic, 'sam'));
    ({ sessionId: mia } = await Visitor.chaperoneOf(clinic, 'mia'));
    screen = new Screen(await admitted(nina));
    const joined = await screen.socket.emitWithAck('session.join', { sessionId: sam!, after: 0 });
    if (joined.ok) screen.take(joined.data.entries);
    pid = clinic.pids.api;
  });
  afterEach(() => {
    for (const socket of sockets.splice(0)) if (socket !== screen.socket) socket.close();
  });
  afterAll(async () => {
    screen?.socket.close();
    await database?.end();
    await clinic?.stop();
  });

  it('do not open without a ticket, with one that was used, or with one of somebody else', async () => {
    const cookie = kit!.signInCookie;
    expect(await outcome(open({ cookie }))).toBe('request.ticket-needed');
    const ticket = await ticketOf(kit!);
    expect(await outcome(open({ cookie, auth: { ticket } }))).toBe('connected');
    expect(await outcome(open({ cookie, auth: { ticket } }))).toBe('request.ticket-needed');
    expect(await outcome(open({ cookie, auth: { ticket: await ticketOf(nina!) } }))).toBe('request.ticket-needed');
    expect(await outcome(open({ auth: { ticket: await ticketOf(kit!) } }))).toBe('request.sign-in-needed');
    await goesOn();
  });

  it('do not open with a ticket in the address', async () => {
    const ticket = await ticketOf(kit!);
    const at = `${clinic.url}/?ticket=${ticket}`;
    expect(await outcome(open({ cookie: kit!.signInCookie }, at))).toBe('request.ticket-needed');
    await goesOn();
  });

  it('open with one of many who bring the same ticket at once, in two processes or one', async () => {
    const [cookie, ticket] = [kit!.signInCookie, await ticketOf(kit!)];
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => outcome(open({ cookie, auth: { ticket } }))));
    expect(outcomes.filter((each) => each === 'connected')).toHaveLength(1);
    await goesOn();
  });

  it('do not open for another site, nor with a ticket that was asked for from another origin', async () => {
    const [cookie, own] = [kit!.signInCookie, clinic.url];
    expect(await outcome(open({ cookie, origin: 'https://evil.example', auth: { ticket: await ticketOf(kit!, own) } }))).not.toBe(
      'connected',
    );
    expect(await outcome(open({ cookie, origin: own, auth: { ticket: await ticketOf(kit!) } }))).toBe('request.ticket-needed');
    expect(await mintTicket(clinic.url, { cookie, origin: 'https://evil.example' })).toBeUndefined();
    expect(await outcome(open({ cookie, origin: own, auth: ticketAuth(own, { cookie, origin: own }) }))).toBe('connected');
    await goesOn();
  });

  it('tell nobody of a session that is not theirs', async () => {
    const socket = await admitted(kit!);
    const told: unknown[] = [];
    socket.onAny((...event: unknown[]) => told.push(event));
    const notFound = { ok: false, problem: { code: 'sessions.not-found' } };
    expect(await socket.emitWithAck('session.join', { sessionId: mia!, after: 0 })).toMatchObject(notFound);
    expect(await socket.emitWithAck('session.join', { sessionId: randomUUID(), after: 0 })).toMatchObject(notFound);
    await goesOn();
    expect(told).toEqual([]);
  });

  it('close on who sends too much at once', async () => {
    const socket = await admitted(kit!);
    const gone = new Promise((done) => socket.once('disconnect', done));
    socket.emit('session.join', { sessionId: 'x'.repeat(20_000), after: 0 }, () => {});
    await gone;
    await goesOn();
  });

  it('answer a flood with refusals', async () => {
    const socket = await admitted(kit!);
    const replies = await Promise.all(
      Array.from({ length: 500 }, () => socket.emitWithAck('session.join', { sessionId: sam!, after: 1_000 })),
    );
    const refused = replies.filter((reply) => !reply.ok);
    expect(refused.length).toBeGreaterThan(400);
    expect(refused[0]).toMatchObject({ problem: { code: 'request.too-many' } });
    await goesOn();
  });

  it('answer what has no form, and go on', async () => {
    const socket = await admitted(kit!);
    const any = socket as unknown as Socket;
    const joins = [null, [], 'x', 5, { sessionId: sam, after: -1 }, { sessionId: { $ne: 1 }, after: 0 }, { __proto__: null }];
    for (const input of joins) {
      expect(await any.emitWithAck('session.join', input)).toMatchObject({ ok: false, problem: { code: 'request.invalid' } });
    }
    any.emit('no.such.event', {});
    any.emit('session.join'); // nobody waits for an answer
    const { ws } = any.io.engine.transport as unknown as { ws: { send(text: string): void } };
    ws.send('4{not a packet');
    await pause(200);
    await goesOn();
  });

  it('let go of who reads nothing, and nobody else waits for that', async () => {
    const socket = await admitted(kit!);
    await socket.emitWithAck('session.join', { sessionId: sam!, after: 0 });
    const { ws } = socket.io.engine.transport as unknown as { ws: { _socket: net.Socket } };
    ws._socket.pause();
    for (let i = 0; i < 12; i++) {
      for (let n = 0; n < 20; n++) socket.emit('session.join', { sessionId: sam!, after: 0 }, () => {});
      await goesOn();
      await pause(100);
    }
  });

  it('open again for a whole rush, and the process has had nothing to complain of', async () => {
    const rush = await Promise.all(Array.from({ length: 5 }, () => admitted(kit!)));
    await Promise.all(rush.map((socket) => socket.emitWithAck('session.join', { sessionId: sam!, after: 0 })));
    await goesOn();
    expect(clinic.log('api')).not.toMatch(/"level":"error"/);
  });
});
