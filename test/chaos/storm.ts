import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import pg from 'pg';
import { type Clinic, makeClinic, type ServerName } from '../support/clinic.js';
import { Dice } from '../support/dice.js';
import { Journal } from '../support/journal.js';
import { PrivatePostgres } from '../support/private-postgres.js';
import { memoryMb } from '../support/process-tree.mjs';
import { AppClock } from './app-clock.js';
import { Courier } from './courier.js';
import type { Booking, Crowd, CrowdOptions, LiveSession } from './crowd.js';
import { Doors } from './doors.js';
import { type Fault, type FaultKind, faultPlan } from './fault-plan.js';
import { type Lateness, lateness } from './lateness.js';
import { type Cadence, Room } from './room.js';
import { Supervisor } from './supervisor.js';
import { judge, type Verdict } from './verdict.js';
import { Viewer } from './viewer.js';
import { Weather } from './weather.js';

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

export type StormOptions = Readonly<{
  seed: number;
  lengthMs: number;
  sessions: number;
  viewersPerSession: number;
  bookings: number;
  readingsEveryMs: number;
  gapMs: readonly [least: number, most: number];
  apis: number;
  workers: number;
  /** What goes wrong, and when; drawn by the dice unless given. */
  plan?: readonly Fault[];
  /** Further settings of the servers. */
  env?: Record<string, string>;
  /** Empties the store of the queues. */
  wipeQueues?: (database: pg.Pool) => Promise<object>;
  say?: (line: string) => void;
}>;

/** `faults`: promises broken, besides those of `lateness`. */
export type Report = Verdict &
  Readonly<{
    lateness: Lateness;
    counts: ReadonlyMap<FaultKind, number>;
    deaths: readonly string[];
    memoryMb: ReadonlyMap<ServerName, number>;
  }>;

/** Of the plan that the crowd's protocols have (quick-plan.ts). */
const CADENCE: Cadence = { firstMs: 8_000, everyMs: 12_000, escalatesMs: 6_000 };
/** The crowd is busier than people are: what limits people would only hide what is looked for. */
const ROOMY = {
  HEARTH_LIMIT_SAFETY_PER_MIN: '100000',
  HEARTH_LIMIT_PERSON_PER_MIN: '100000',
  HEARTH_LIMIT_ADDRESS_PER_MIN: '100000',
  HEARTH_LIMIT_SOCKETS_PER_PERSON: '20',
  HEARTH_LIMIT_SOCKETS_PER_ADDRESS: '5000',
};
const WIPE = 'DELETE FROM bullmq.job';

/** A clinic of several processes with live sessions, and everything that can go wrong with it, one thing after the other. */
export class Storm {
  private readonly dice: Dice;
  private readonly journal = new Journal();
  private readonly clock = new AppClock();
  private readonly viewers: Viewer[] = [];
  private readonly rooms: Room[] = [];
  private readonly couriers: Courier[] = [];
  private readonly cancelled = new Set<string>();
  /** By how much this program's own timers were late: on a machine that is too busy, everybody's are. */
  private readonly lags: number[] = [];
  private crowd!: Crowd;
  private weather!: Weather;
  private isOver = false;

  private constructor(
    private readonly options: StormOptions,
    private readonly postgres: PrivatePostgres,
    private readonly clinic: Clinic,
    private readonly database: pg.Pool,
  ) {
    this.dice = new Dice(options.seed);
  }

  /** Runs one storm from an empty database to the verdict; leaves nothing behind. */
  static async run(options: StormOptions): Promise<Report> {
    const postgres = await PrivatePostgres.start();
    const { apis, workers } = options;
    const env = { ...ROOMY, ...options.env };
    const clinic = await makeClinic({ serverUrl: postgres.url, isWired: true, apis, workers, env });
    const database = new pg.Pool({ connectionString: clinic.databaseUrl, max: 3, connectionTimeoutMillis: 10_000 });
    database.on('error', () => {});
    const storm = new Storm(options, postgres, clinic, database);
    try {
      return await storm.play();
    } finally {
      storm.close();
      await database.end();
      await clinic.stop();
      await postgres.stop();
    }
  }

  private say(line: string): void {
    this.options.say?.(line);
  }

  private async play(): Promise<Report> {
    const doors = await Doors.open(this.clinic);
    const supervisor = new Supervisor(this.clinic, memoryMb);
    try {
      for (const name of this.clinic.names) this.clinic.start(name);
      for (const name of this.clinic.names) await this.clinic.ready(name);
      this.crowd = await this.gather();
      supervisor.start();
      const sessionIds = this.crowd.sessions.map(({ sessionId }) => sessionId);
      const { clinic, postgres, database, clock } = this;
      const wipe = this.options.wipeQueues ?? (() => database.query(WIPE));
      const wipeQueues = async () => {
        while (!(await wipe(database).catch(() => undefined))) await pause(100); // the database may be away
      };
      this.weather = new Weather(
        { clinic, postgres, doors, database, clock, supervisor, wipeQueues, sessionIds },
        this.dice.fork('weather'),
      );
      await this.clock.look(this.database);
      const sinceMs = this.clock.now();
      const running = this.open(doors);
      await this.blow();
      const endedAt = this.clock.now();
      await this.settle(supervisor);
      await running;
      return await this.report(supervisor, sinceMs, endedAt);
    } finally {
      this.isOver = true;
      await supervisor.stop().catch(() => {});
      await doors.close();
    }
  }

  private async gather(): Promise<Crowd> {
    const { sessions, bookings: reminders, lengthMs } = this.options;
    const everyReminderSec = Math.max(0.2, lengthMs / 1_000 / Math.max(1, reminders));
    const options: CrowdOptions = {
      sessions,
      reminders,
      firstReminderSec: 5 + 0.4 * sessions + 0.3 * reminders,
      everyReminderSec,
    };
    const args = ['--import', './test/support/typescript.mjs', 'test/chaos/crowd.ts', JSON.stringify(options)];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env: this.clinic.env, maxBuffer: 16 * 2 ** 20 });
    return JSON.parse(stdout.trim().split('\n').at(-1)!) as Crowd; // before it come lines of the log
  }

  /** Lets everybody begin. @returns a promise of their end */
  private async open(doors: Doors): Promise<void> {
    const courier = (name: string, token: string) => {
      const made = new Courier(doors, this.journal, this.dice.fork(name), token);
      this.couriers.push(made);
      return made;
    };
    const openRoom = (session: LiveSession, index: number): Room => {
      const { sessionId, tokens } = session;
      const seats = [tokens.prescriber, tokens.therapist, tokens.patient].slice(0, this.options.viewersPerSession);
      const own = seats.map((token, i) => new Viewer(doors, this.dice.fork(`${sessionId} ${i}`), sessionId, token, i < 2));
      this.viewers.push(...own);
      const people = {
        chaperone: courier(sessionId, tokens.chaperone),
        prescriber: courier(`${sessionId} p`, tokens.prescriber),
        viewer: own[0]!,
      };
      return new Room(session, people, this.clock, this.dice.fork(`room ${sessionId}`), {
        ...CADENCE,
        isFirstMissed: index === 0,
      });
    };
    this.rooms.push(...this.crowd.sessions.map(openRoom));
    await Promise.all([
      ...this.rooms.map((room) => room.run(this.options.readingsEveryMs)),
      ...this.crowd.bookings.map((booking, i) =>
        i % 3 === 0 ? this.cancel(booking, doors, this.dice.fork(booking.sessionId)) : undefined,
      ),
      this.watchClock(),
    ]);
  }

  private async watchClock(): Promise<void> {
    while (!this.isOver) {
      const began = performance.now();
      await pause(200);
      this.lags.push(performance.now() - began - 200);
      await this.clock.look(this.database).catch(() => {});
    }
  }

  /** Around the moment at which the reminder goes out; asked again with one key until there is an answer. */
  private async cancel({ sessionId, appointmentId, remindAt, patientToken }: Booking, doors: Doors, dice: Dice): Promise<void> {
    const at = remindAt + dice.between(-1_500, 1_500);
    while (!this.isOver && this.clock.now() < at) await pause(20);
    if (this.isOver) return;
    const headers = { 'content-type': 'application/json', cookie: `hearth=${patientToken}`, 'idempotency-key': randomUUID() };
    const body = JSON.stringify({ reason: 'illness' });
    const until = performance.now() + 90_000; // also when the storm is over: who has asked waits for the answer
    while (!this.isOver || performance.now() < until) {
      if (this.cancelled.has(appointmentId)) return;
      const url = `${doors.pick(dice)}/v1/dosing-sessions/${sessionId}/cancellation`;
      const reply = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(6_000) }).catch(
        () => undefined,
      );
      if (reply?.ok) this.cancelled.add(appointmentId);
      else if (reply && reply.status < 500 && reply.status !== 429) {
        const { code } = (await reply.json()) as { code: string };
        if (code !== 'request.still-running')
          this.journal.faults.push(`a cancellation that was asked for with one key was refused: ${code}`);
        if (code !== 'request.still-running') return;
      }
      await pause(200);
    }
  }

  private async blow(): Promise<void> {
    const { lengthMs, gapMs } = this.options;
    const began = performance.now();
    const plan = this.options.plan ?? faultPlan(this.dice.fork('plan'), { lengthMs, gapMs, names: this.clinic.names });
    for (const fault of plan) {
      await pause(began + fault.atMs - performance.now());
      this.say(
        `${(fault.atMs / 1_000).toFixed(1).padStart(6)} s  ${fault.kind} ${/^(crash|cut-all|database|clock|wipe|term|roll|hold)/.test(fault.kind) ? '' : fault.who}`,
      );
      this.weather.begin(fault);
    }
    await pause(began + lengthMs - performance.now());
  }

  /** Mends everything, lets people finish, and waits until nothing is due any more. */
  private async settle(supervisor: Supervisor): Promise<void> {
    await this.weather.calm();
    await supervisor.settled();
    for (const room of this.rooms) room.end();
    const until = performance.now() + 90_000;
    const [{ at }] = (await this.database.query<{ at: Date }>("SELECT app_now() + interval '8 seconds' AS at")).rows as [
      { at: Date },
    ];
    for (; performance.now() < until && !(await this.isSettled(at)); await pause(200));
    this.isOver = true;
    for (const courier of this.couriers) courier.isOver = performance.now() > until;
  }

  private async isSettled(at: Date): Promise<boolean> {
    const { rowCount } = await this.database.query(
      `SELECT 1 FROM outbox_event WHERE done_at IS NULL AND voided_at IS NULL AND parked_at IS NULL AND due_at <= $1
       UNION ALL SELECT 1 FROM deadline WHERE fired_at IS NULL AND voided_at IS NULL AND due_at <= $1 LIMIT 1`,
      [at],
    );
    return rowCount === 0;
  }

  private async report(supervisor: Supervisor, sinceMs: number, endedAt: number): Promise<Report> {
    const { rooms, viewers, journal, cancelled, weather, clock, database } = this;
    const bookings = this.crowd.bookings.filter(({ remindAt }) => remindAt < endedAt);
    const verdict = await judge(database, { rooms, viewers, journal, bookings, cancelled, cadence: CADENCE, endedAt });
    const late = await lateness(database, clock, weather.spells, sinceMs);
    const lags = [...this.lags].sort((a, b) => a - b);
    const facts = {
      ...verdict.facts,
      'faults left out': weather.leftOut,
      'clock put back by ms': clock.setBackMs,
      'own timers late by ms, p99': Math.round(lags[Math.floor(0.99 * lags.length)] ?? 0),
      warnings: [...this.clinic.warnings].map(([event, count]) => `${event} ${count}`).join(', '),
    };
    return {
      facts,
      faults: verdict.faults,
      lateness: late,
      counts: weather.counts,
      deaths: supervisor.deaths,
      memoryMb: supervisor.mostMemoryMb,
    };
  }

  private close(): void {
    for (const each of [...this.viewers, ...this.couriers]) each.close();
  }
}
