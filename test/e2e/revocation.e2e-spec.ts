import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, ServerToClient } from '#contracts';
import { ticketAuth } from '../../tools/socket-ticket.mjs';
import { Cast } from '../support/cast.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { clinicTime, Visitor } from '../support/http.js';

type LiveSocket = Socket<ServerToClient, ClientToServer>;
/** Two seconds is what is promised; a busy machine is given more. */
const GONE_WITHIN_MS = process.env['PROVE'] ? 2_000 : 8_000;
/** Several frames go out in this time, which nobody who was sent away may hear. */
const WATCHED_MS = 2_000;
const ANSWERED_WITHIN_MS = 10_000;
const PROCESSES = ['api', 'api-2'] as const;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** A screen on a live session: when it last heard of something, and when it was sent away. */
class Screen {
  private lastFrameAt = 0;
  private goneAt: number | undefined;

  private constructor(private readonly socket: LiveSocket) {
    const heard = () => {
      this.lastFrameAt = performance.now();
    };
    socket.on('session.entries', heard).on('session.heartbeat', heard);
    socket.once('disconnect', () => {
      this.goneAt = performance.now();
    });
  }

  /** @throws the code of the refusal, of the connection or of the session */
  static async open(clinic: Clinic, visitor: Visitor, sessionId: string, at: 'api' | 'api-2' = 'api-2'): Promise<Screen> {
    const [url, extraHeaders] = [clinic.urlOf(at), { cookie: visitor.signInCookie }];
    const options = { transports: ['websocket'], reconnection: false, forceNew: true, auth: ticketAuth(url, extraHeaders) };
    const socket: LiveSocket = io(url, { ...options, extraHeaders });
    const screen = new Screen(socket);
    await new Promise<void>((opened, refused) => socket.once('connect', opened).once('connect_error', refused));
    const reply = await socket.timeout(ANSWERED_WITHIN_MS).emitWithAck('session.join', { sessionId, after: 0 });
    if (reply.ok) return screen;
    socket.close();
    throw new Error(reply.problem.code);
  }

  get isOpen(): boolean {
    return this.socket.connected;
  }

  /** Milliseconds from an instant until the screen was sent away, and until its last frame; it is watched for a while after that. */
  async fateSince(instant: number): Promise<{ goneAfter: number; lastFrameAfter: number }> {
    while (this.isOpen && performance.now() - instant < GONE_WITHIN_MS) await pause(20);
    await pause(WATCHED_MS);
    return { goneAfter: (this.goneAt ?? Number.POSITIVE_INFINITY) - instant, lastFrameAfter: this.lastFrameAt - instant };
  }

  close(): void {
    this.socket.close();
  }
}

describe('whose access has ended', () => {
  let clinic: Clinic;
  let database: pg.Client;
  let cast: Cast;
  let kit: Visitor;
  let writing: Promise<void>;
  let isOver = false;
  const screens: Screen[] = [];

  beforeAll(async () => {
    clinic = await startClinic({ apis: 2 });
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
    cast = await Cast.of(clinic, database);
    kit = (await Visitor.chaperoneOf(clinic, 'sam')).visitor;
    writing = keepWriting();
  }, 300_000);
  afterEach(() => {
    for (const screen of screens.splice(0)) screen.close();
  });
  afterAll(async () => {
    isOver = true;
    await writing;
    await database?.end();
    await clinic?.stop();
  });

  /** Something happens in the session several times a second, as long as the test lasts. */
  async function keepWriting(): Promise<void> {
    const payload = { systolicMmHg: 124, diastolicMmHg: 80, heartRateBpm: 72, hasSymptoms: false };
    while (!isOver) {
      const entry = { id: randomUUID(), type: 'vitals', payload, happenedAt: await clinicTime(clinic) };
      await kit.post(`/v1/dosing-sessions/${cast.a.sessionId}/entries`, entry);
      await pause(200);
    }
  }

  /** Somebody with a screen in either process; what ends their access is done in the first one, or in none. */
  async function sentAway(visitor: Visitor, end: () => Promise<unknown>): Promise<void> {
    const { sessionId } = cast.a;
    const own = await Promise.all(PROCESSES.map((at) => Screen.open(clinic, visitor, sessionId, at)));
    const tom = await Screen.open(clinic, await cast.signIn(await cast.idOf('Tom Brandt')), sessionId);
    screens.push(...own, tom);
    await pause(500);
    expect(own.map(({ isOpen }) => isOpen)).toEqual([true, true]);
    await end();
    const ended = performance.now();
    for (const { goneAfter, lastFrameAfter } of await Promise.all(own.map((screen) => screen.fateSince(ended)))) {
      expect(goneAfter).toBeLessThan(GONE_WITHIN_MS);
      expect(lastFrameAfter).toBeLessThan(GONE_WITHIN_MS);
    }
    expect(tom.isOpen).toBe(true); // and nobody else is
    for (const at of PROCESSES) await expect(Screen.open(clinic, visitor, sessionId, at)).rejects.toThrow();
  }

  const clinician = async () => {
    const personId = await cast.person('prescriber');
    return { personId, visitor: await cast.signIn(personId) };
  };
  const openGlass = async () => {
    const { personId, visitor } = await clinician();
    return { visitor, grantId: (await cast.openGlass(personId, cast.a.personId))! };
  };

  it('by the end of their assignment: hears no more', async () => {
    const { personId, visitor } = await clinician();
    const assignmentId = await cast.assign(personId, cast.a.personId);
    const admin = await cast.signIn(await cast.person('admin'));
    await sentAway(visitor, () =>
      admin.post(`/v1/patients/${cast.a.personId}/team/${assignmentId}/end`, { why: 'care-ended' }).expect(200),
    );
  });

  it('without anybody saying so: hears no more', async () => {
    const { personId, visitor } = await clinician();
    const assignmentId = await cast.assign(personId, cast.a.personId);
    await sentAway(visitor, () => database.query('UPDATE care_assignment SET ends_at = app_now() WHERE id = $1', [assignmentId]));
  });

  it('because they are no longer of the clinic: hears no more', async () => {
    const { personId, visitor } = await clinician();
    await cast.assign(personId, cast.a.personId);
    await sentAway(visitor, () => database.query('UPDATE person SET disabled_at = app_now() WHERE id = $1', [personId]));
  });

  it('because they have another role now: hears no more', async () => {
    const { personId, visitor } = await clinician();
    await cast.assign(personId, cast.a.personId);
    await sentAway(visitor, () => database.query("UPDATE person SET role = 'admin' WHERE id = $1", [personId]));
  });

  it('by signing out: hears no more', async () => {
    const { personId, visitor } = await clinician();
    await cast.assign(personId, cast.a.personId);
    await sentAway(visitor, () => visitor.delete('/v1/sign-ins/current').expect(200));
  });

  it('by being signed out from another device of theirs: hears no more', async () => {
    const { personId, visitor } = await clinician();
    await cast.assign(personId, cast.a.personId);
    const { devices } = (await visitor.get('/v1/me/devices').expect(200)).body;
    const lost = devices.find(({ isCurrent }: { isCurrent: boolean }) => isCurrent).id;
    const other = await cast.signIn(personId);
    await sentAway(visitor, () => other.delete(`/v1/me/devices/${lost}`).expect(200));
  });

  it('by closing the record that they opened in an emergency: hears no more', async () => {
    const { visitor, grantId } = await openGlass();
    await sentAway(visitor, () => visitor.post(`/v1/break-glass/${grantId}/end`).expect(200));
  });

  it('because its hour is over: hears no more', async () => {
    const { visitor } = await openGlass();
    await sentAway(visitor, () => database.query('UPDATE clock_offset SET offset_ms = offset_ms + 61 * 60000'));
  });
});
