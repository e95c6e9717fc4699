import type pg from 'pg';
import type { Clinic } from '../support/clinic.js';
import type { Dice } from '../support/dice.js';
import type { PrivatePostgres } from '../support/private-postgres.js';
import type { TcpProxy } from '../support/tcp-proxy.js';
import type { AppClock } from './app-clock.js';
import type { Doors } from './doors.js';
import type { Fault, FaultKind } from './fault-plan.js';
import type { Supervisor } from './supervisor.js';

/** `outage`: nobody could reach the database. `held`: somebody may have stood still with a session's row in their hands. Real time. */
export type Spell = { readonly kind: 'outage' | 'held'; readonly fromMs: number; toMs: number };
export type Surroundings = Readonly<{
  clinic: Clinic;
  postgres: PrivatePostgres;
  doors: Doors;
  database: pg.Pool;
  clock: AppClock;
  supervisor: Supervisor;
  wipeQueues: () => Promise<void>;
  sessionIds: readonly string[];
}>;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
const WRONG_MS = 10 * 60_000;
/** As every connection of the servers has it (libs/platform/pool.ts). */
const LIKE_A_SERVER = '-c idle_in_transaction_session_timeout=5000 -c statement_timeout=15000 -c lock_timeout=3000';

const block = (wires: readonly TcpProxy[]) => {
  for (const wire of wires) wire.block();
};
const heal = (wires: readonly TcpProxy[]) => {
  for (const wire of wires) wire.heal();
};

/** Makes things go wrong, and remembers when they did. */
export class Weather {
  readonly spells: Spell[] = [];
  readonly counts = new Map<FaultKind, number>();
  leftOut = 0;
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly around: Surroundings,
    private readonly dice: Dice,
  ) {}

  /** Begins a fault; most last longer than this call. One that would leave no process undisturbed is left out. */
  begin(fault: Fault): void {
    if (this.around.supervisor.undisturbed < 2) {
      this.leftOut += 1;
      return;
    }
    this.counts.set(fault.kind, (this.counts.get(fault.kind) ?? 0) + 1);
    const running = this.run(fault).finally(() => this.underWay.delete(running));
    this.underWay.add(running);
  }

  /** Waits until everything that was broken is mended. Rejects when something could not be. */
  async calm(): Promise<void> {
    while (this.underWay.size) await Promise.all(this.underWay);
  }

  private run(fault: Fault): Promise<void> {
    const { kind, who } = fault;
    if (kind.startsWith('door')) return this.atDoor(fault);
    if (kind === 'rolling-restart') return this.rollingRestart();
    const toAll = this.toAll(fault);
    return toAll ?? this.around.supervisor.alone(who, () => this.toOne(fault));
  }

  private async toOne({ kind, who, lastsMs }: Fault): Promise<void> {
    const { clinic, supervisor } = this.around;
    const wire = clinic.wireOf(who);
    if (kind === 'kill') return supervisor.restart(who, { downMs: lastsMs / 4 });
    if (kind === 'wrong-clock') return supervisor.restart(who, { wrongByMs: this.dice.pick([-WRONG_MS, WRONG_MS]) });
    if (kind === 'reset') return wire.reset();
    if (kind === 'vanish') return this.during('held', 5_000, () => wire.vanish('client'));
    if (kind === 'freeze')
      return this.during(
        'held',
        lastsMs,
        () => clinic.signal(who, 'SIGSTOP'),
        () => clinic.signal(who, 'SIGCONT'),
      );
    if (kind === 'slow') [wire.latencyMs, wire.jitterMs] = [60, 60];
    else wire.block(kind === 'cut' ? 'both' : 'to-client');
    await this.during(
      'held',
      lastsMs,
      () => {},
      () => wire.heal(),
    );
  }

  private toAll({ kind, lastsMs }: Fault): Promise<void> | undefined {
    const { clinic, postgres, database, clock } = this.around;
    const wires = clinic.names.map((name) => clinic.wireOf(name));
    switch (kind) {
      case 'crash':
        return this.during('outage', 0, () => postgres.crash(lastsMs / 4));
      case 'database-frozen':
        return this.during(
          'outage',
          lastsMs,
          () => postgres.freeze(),
          () => postgres.thaw(),
        );
      case 'cut-all':
        return this.during(
          'outage',
          lastsMs,
          () => block(wires),
          () => heal(wires),
        );
      case 'terminate':
        return this.ask(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
        );
      case 'hold-row':
        return this.during('held', lastsMs, () => this.holdRow(lastsMs));
      case 'wipe-queues':
        return this.around.wipeQueues();
      case 'clock-step':
        return clock.advance(database, 1_000 * this.dice.between(5, 40));
      default:
        return undefined;
    }
  }

  private async atDoor({ kind, who, lastsMs }: Fault): Promise<void> {
    const wire = this.around.doors.wireOf(who);
    if (kind === 'door-reset') return wire.reset();
    if (kind === 'door-vanish') return wire.vanish('client');
    if (kind === 'door-slow') [wire.latencyMs, wire.jitterMs] = [100, 100];
    else wire.block();
    await pause(lastsMs);
    wire.heal();
  }

  private async rollingRestart(): Promise<void> {
    const { clinic, supervisor } = this.around;
    for (const name of clinic.names) await supervisor.alone(name, () => supervisor.restart(name, { signal: 'SIGTERM' }));
  }

  /** Somebody who took a session's row, and then does nothing more. */
  private async holdRow(lastsMs: number): Promise<void> {
    const { Client } = (await import('pg')).default;
    const idle = new Client({ connectionString: this.around.clinic.databaseUrl, options: LIKE_A_SERVER });
    idle.on('error', () => {}); // PostgreSQL ends it after 5 s
    await idle.connect();
    await idle.query('BEGIN');
    await idle
      .query('SELECT 1 FROM dosing_session WHERE id = $1 FOR UPDATE', [this.dice.pick(this.around.sessionIds)])
      .catch(() => {});
    await pause(lastsMs);
    await idle.end().catch(() => {});
  }

  private async ask(statement: string): Promise<void> {
    await this.around.database.query(statement).catch(() => {}); // it may end its own connection
  }

  private async during(kind: Spell['kind'], lastsMs: number, begin: () => unknown, end: () => unknown = () => {}): Promise<void> {
    const spell = { kind, fromMs: Date.now(), toMs: Number.POSITIVE_INFINITY };
    this.spells.push(spell);
    await begin();
    await pause(lastsMs);
    await end();
    spell.toMs = Date.now();
  }
}
