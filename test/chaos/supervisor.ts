import type { Clinic, ServerName } from '../support/clinic.js';

const LOOK_EVERY_MS = 250;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Starts again what ended unasked, as `npm start` and every other supervisor does; and sees that no two faults meet on one process. */
export class Supervisor {
  /** Processes that ended by themselves, with the end of what they said. */
  readonly deaths: string[] = [];
  readonly mostMemoryMb = new Map<ServerName, number>();
  private readonly busy = new Map<ServerName, Promise<void>>();
  private isOver = false;
  private watching: Promise<void> | undefined;

  constructor(
    private readonly clinic: Clinic,
    private readonly memoryOf: (pid: number) => number,
  ) {}

  start(): void {
    this.watching = this.watch();
  }

  async stop(): Promise<void> {
    this.isOver = true;
    await this.watching;
    await this.settled();
  }

  /** Waits for what is being done to any process. */
  async settled(): Promise<void> {
    await Promise.all(this.busy.values());
  }

  /** How many processes nothing is being done to. */
  get undisturbed(): number {
    return this.clinic.names.length - this.busy.size;
  }

  /** Does something to a process, after what was being done to it before. */
  async alone(name: ServerName, work: () => Promise<void>): Promise<void> {
    const mine = (this.busy.get(name) ?? Promise.resolve()).then(work);
    this.busy.set(name, mine);
    await mine;
    if (this.busy.get(name) === mine) this.busy.delete(name);
  }

  /** Kills a process, or ends it in order, and starts it again. */
  async restart(name: ServerName, { signal = 'SIGKILL', downMs = 0, wrongByMs = 0 }: RestartOptions = {}): Promise<void> {
    await this.clinic.kill(name, signal);
    await pause(downMs);
    await this.bringUp(name, wrongByMs);
  }

  /** Starts a process until it is ready: one that finds no database may end, and is started again. */
  private async bringUp(name: ServerName, wrongByMs = 0): Promise<void> {
    for (let tries = 0; ; tries++) {
      this.clinic.start(name, { wrongByMs });
      try {
        return await this.clinic.ready(name);
      } catch (error) {
        if (tries === 20) throw error;
        if (this.clinic.pids[name]) await this.clinic.kill(name); // alive and never ready
        await pause(300);
      }
    }
  }

  private async watch(): Promise<void> {
    for (; !this.isOver; await pause(LOOK_EVERY_MS)) {
      for (const name of this.clinic.names) {
        const pid = this.clinic.pids[name];
        if (pid) this.mostMemoryMb.set(name, Math.max(this.mostMemoryMb.get(name) ?? 0, this.memoryOf(pid)));
        else if (!this.busy.has(name)) void this.alone(name, () => this.revive(name));
      }
    }
  }

  private async revive(name: ServerName): Promise<void> {
    if (this.clinic.pids[name]) return;
    this.deaths.push(`${name}: ${this.clinic.log(name).trim().slice(-600)}`);
    await this.bringUp(name);
  }
}

type RestartOptions = Readonly<{ signal?: NodeJS.Signals; downMs?: number; wrongByMs?: number }>;
