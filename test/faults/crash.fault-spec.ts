import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, LogEntry, ServerToClient } from '#contracts';
import { ticketAuth } from '../../tools/socket-ticket.mjs';
import { type Clinic, startClinic } from '../support/clinic.js';
import { clinicTime, moveClock, Visitor } from '../support/http.js';
import { brokenAtRest } from '../support/invariants.js';

type LiveSocket = Socket<ServerToClient, ClientToServer>;
const vitals = { systolicMmHg: 122, diastolicMmHg: 80, heartRateBpm: 72, hasSymptoms: false };
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function until<T>(what: string, find: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (const began = performance.now(); performance.now() - began < 30_000; await pause(50)) {
    const found = await find();
    if (found !== undefined) return found;
  }
  throw new Error(`Waited in vain: ${what}`);
}

/** A screen that joins again after every break and keeps what it is given, in order; a gap or a repetition is an error. */
class Screen {
  readonly entries: LogEntry[] = [];
  readonly faults: string[] = [];
  private readonly socket: LiveSocket;

  constructor(url: string, cookie: string, sessionId: string) {
    this.socket = io(url, {
      transports: ['websocket'],
      extraHeaders: { cookie },
      auth: ticketAuth(url, { cookie }),
      reconnectionDelay: 50,
      reconnectionDelayMax: 200,
    });
    this.socket.on('session.entries', ({ entries }) => this.take(entries));
    this.socket.on('connect', () => {
      this.socket.emit('session.join', { sessionId, after: this.entries.at(-1)?.seq ?? 0 }, (reply) => {
        if (reply.ok) this.take(reply.data.entries);
      });
    });
  }

  close(): void {
    this.socket.close();
  }

  private take(entries: readonly LogEntry[]): void {
    for (const entry of entries) {
      const next = (this.entries.at(-1)?.seq ?? 0) + 1;
      if (entry.seq > next) this.faults.push(`${entry.seq} after ${next - 1}`);
      if (entry.seq === next) this.entries.push(entry);
    }
  }
}

describe('servers that are killed in the middle of a live session', () => {
  let clinic: Clinic;
  let database: pg.Client;
  let kit: Visitor;
  let sessionId: string;
  let screen: Screen;

  beforeAll(async () => {
    clinic = await startClinic({ worker: 'separate' });
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
    ({ visitor: kit, sessionId } = await Visitor.chaperoneOf(clinic, 'sam'));
    const nina = await Visitor.named(clinic, 'Nina');
    screen = new Screen(clinic.url, nina.signInCookie, sessionId);
  }, 90_000);
  afterAll(async () => {
    screen?.close();
    await database?.end();
    await clinic?.stop();
  });

  /** Sends one entry until it is acknowledged, with the same id, as a phone does. */
  async function sendUntilAcknowledged(): Promise<string> {
    const id = randomUUID();
    const happenedAt = new Date().toISOString();
    return until(`the acknowledgement of ${id}`, async () => {
      const reply = await kit
        .post(`/v1/dosing-sessions/${sessionId}/entries`, { id, type: 'vitals', payload: vitals, happenedAt })
        .catch(() => undefined);
      return reply?.status === 201 ? id : undefined;
    });
  }

  it('lose nothing that was acknowledged, write nothing twice, and the screen catches up in order', async () => {
    const acknowledged: string[] = [];
    const killer = (async () => {
      for (let round = 0; round < 3; round++) {
        const before = acknowledged.length;
        await until('two more are acknowledged', () => (acknowledged.length >= before + 2 ? true : undefined));
        await pause(50 * round);
        await clinic.kill('api');
        clinic.start('api');
        await clinic.ready();
      }
    })();
    let isOver = false;
    const sender = (async () => {
      while (!isOver) acknowledged.push(await sendUntilAcknowledged());
    })();
    await killer;
    isOver = true;
    await sender;
    const { rows } = await database.query('SELECT id::text FROM session_entry WHERE session_id = $1', [sessionId]);
    const stored = rows.map(({ id }) => id as string);
    expect(acknowledged.length).toBeGreaterThan(3);
    expect(acknowledged.filter((id) => !stored.includes(id))).toEqual([]);
    expect(new Set(stored).size).toBe(stored.length);
    await until('the screen has all entries', () => (screen.entries.length >= stored.length ? true : undefined));
    expect(screen.faults).toEqual([]);
  }, 120_000);

  it('escalate the missed check once, though all of them were down when it was due', async () => {
    await clinic.kill('api');
    await clinic.kill('worker');
    // time goes on while nothing runs
    await database.query("UPDATE clock_offset SET offset_ms = offset_ms + 17 * 60000, seen_at = seen_at + interval '17 minutes'");
    clinic.start('worker');
    clinic.start('api');
    await clinic.ready();
    const tierTwo = async () => {
      const { rows } = await database.query(
        `SELECT seq FROM session_entry WHERE session_id = $1 AND type = 'alert' AND payload ->> 'alertId' = 'check-4'
         AND (payload ->> 'level')::int >= 2`,
        [sessionId],
      );
      return rows.length ? rows : undefined;
    };
    await moveClock(clinic, { byMin: 4 });
    await until('the missed check is escalated', tierTwo);
    const { rows: repeated } = await database.query(
      `SELECT payload ->> 'alertId', payload ->> 'tier' FROM session_entry WHERE session_id = $1 AND type = 'alert'
       GROUP BY 1, 2 HAVING count(*) > 1`,
      [sessionId],
    );
    expect(repeated).toEqual([]);
    const { rows: calls } = await database.query(
      `SELECT m.recipient_id, m.channel, m.key FROM message m WHERE m.subject_id = $1 AND m.template = 'page'
       GROUP BY 1, 2, 3 HAVING count(*) > 1`,
      [sessionId],
    );
    expect(calls).toEqual([]);
    const { rows: paged } = await database.query(
      `SELECT p.display_name FROM page JOIN person p ON p.id = page.person_id WHERE session_id = $1 AND alert_ref = 'check-4' AND tier = 2`,
      [sessionId],
    );
    expect(paged.map(({ display_name }) => display_name)).toEqual(['Nina Okafor']);
    const { rows } = await database.query(
      'SELECT max(seq) AS last, count(*)::int AS count FROM session_entry WHERE session_id = $1',
      [sessionId],
    );
    expect(rows[0].last).toBe(rows[0].count);
    await until('the screen has caught up', () => (screen.entries.length >= rows[0].count ? true : undefined));
    expect(screen.faults).toEqual([]);
    expect(screen.entries.map(({ seq }) => seq)).toEqual(screen.entries.map((_, i) => i + 1));
  }, 120_000);

  it('and the answer of a person is still the only thing that ends the ladder', async () => {
    const nina = await Visitor.named(clinic, 'Nina');
    const happenedAt = await clinicTime(clinic);
    const acknowledgement = { id: randomUUID(), type: 'acknowledgement', payload: { alertId: 'check-4' }, happenedAt };
    await nina.post(`/v1/dosing-sessions/${sessionId}/entries`, acknowledgement).expect(201);
    const tiers = async () => {
      const { rows } = await database.query(
        `SELECT count(*)::int AS count FROM session_entry WHERE session_id = $1 AND type = 'alert' AND payload ->> 'alertId' = 'check-4'`,
        [sessionId],
      );
      return rows[0].count as number;
    };
    const before = await tiers();
    await moveClock(clinic, { byMin: 10 });
    expect(await tiers()).toBe(before);
    expect(await brokenAtRest(database)).toEqual([]);
  }, 60_000);
});
