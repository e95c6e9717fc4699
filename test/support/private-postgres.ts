import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../tools/postgres.mjs';
import { makeTemplate } from './database-server.mjs';
import { signalFamily } from './process-tree.mjs';

const HOLD = { durable: true, detached: false };
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** A PostgreSQL of one's own, for tests that crash, freeze and restart it. Its address stays the same. */
export class PrivatePostgres {
  private constructor(
    private readonly home: string,
    private server: Awaited<ReturnType<typeof startPostgres>>,
  ) {}

  /** Durable, with the migrated template that clinics are cloned from. Always `stop()` it. */
  static async start(): Promise<PrivatePostgres> {
    const home = mkdtempSync(join(tmpdir(), 'hearth-postgres-'));
    const postgres = new PrivatePostgres(home, await startPostgres(home, HOLD));
    await makeTemplate(postgres.url);
    return postgres;
  }

  /** Of its database `postgres`. */
  get url(): string {
    return this.server.url;
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** Ends it as a crash does, without a word to anybody, and starts it again; resolves when it takes connections. */
  async crash(downMs = 0): Promise<void> {
    process.kill(this.server.pid!, 'SIGQUIT');
    await this.server.ended;
    await pause(downMs);
    this.server = await startPostgres(this.home, { ...HOLD, port: this.port });
  }

  freeze(): void {
    signalFamily(this.server.pid!, 'SIGSTOP');
  }

  thaw(): void {
    signalFamily(this.server.pid!, 'SIGCONT');
  }

  async stop(): Promise<void> {
    this.thaw();
    process.kill(this.server.pid!, 'SIGQUIT');
    await this.server.ended;
    rmSync(this.home, { recursive: true, force: true });
  }
}
