import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../tools/postgres.mjs';
import { cloneDatabase, dropDatabase } from './database-server.mjs';

export type ServerName = 'api' | 'worker';
export type SignIn = Readonly<{ role: string; name: string; email: string; password: string }>;
export type Link = Readonly<{ name: string; path: string }>;

export type ClinicOptions = Readonly<{
  /** Whether the worker runs in the api's process or in one of its own; `inside` unless given. */
  worker?: 'inside' | 'separate';
  /** Whether the demo clinic is put into the database; true unless given. */
  seed?: boolean;
  /** Further settings of the servers. */
  env?: Record<string, string>;
}>;

const ROOT = resolve(__dirname, '../..');
const READY_WITHIN_MS = 60_000;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Runs the seed against a database; it says the sign-ins and links of the demo clinic in its last line. */
async function seedDemo(env: NodeJS.ProcessEnv): Promise<{ signIns: SignIn[]; links: Link[] }> {
  const { stdout } = await promisify(execFile)(process.execPath, ['dist/prisma/seed/main.js'], { cwd: ROOT, env });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

/** The real server processes on a database of their own, as `npm start` runs them, for tests that kill, freeze and watch. */
export class Clinic {
  signIns: SignIn[] = [];
  links: Link[] = [];
  private readonly children = new Map<ServerName, ChildProcess>();
  private readonly logs = new Map<ServerName, string>();

  constructor(
    readonly url: string,
    readonly databaseUrl: string,
    readonly dataDir: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** Process ids of what runs now. */
  get pids(): Partial<Record<ServerName, number>> {
    return Object.fromEntries([...this.children].map(([name, { pid }]) => [name, pid]));
  }

  /** What the process wrote since it was last started. */
  log(name: ServerName): string {
    return this.logs.get(name) ?? '';
  }

  /** Starts a process that does not run; `ready()` says when the clinic answers again. */
  start(name: ServerName): void {
    const entry = `dist/apps/${name}/main.js`;
    const child = spawn(process.execPath, ['--enable-source-maps', '--import', './tools/follow-parent.mjs', entry], {
      cwd: ROOT,
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.logs.set(name, '');
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => this.logs.set(name, (this.log(name) + chunk).slice(-200_000)));
    }
    this.children.set(name, child);
    child.once('exit', () => this.children.get(name) === child && this.children.delete(name));
  }

  /** Waits until /readyz answers 200. Rejects with the api's log when it ends before, or never gets there. */
  async ready(): Promise<void> {
    const isReady = () =>
      fetch(`${this.url}/readyz`).then(
        (reply) => reply.ok,
        () => false,
      );
    for (const until = performance.now() + READY_WITHIN_MS; !(await isReady()); await pause(50)) {
      if (!this.children.has('api')) throw new Error(`The api ended before it was ready:\n${this.log('api')}`);
      if (performance.now() > until) throw new Error(`${this.url}/readyz did not answer 200:\n${this.log('api')}`);
    }
  }

  /** Sends a signal: SIGSTOP freezes, SIGCONT thaws. */
  signal(name: ServerName, signal: NodeJS.Signals): void {
    this.children.get(name)?.kill(signal);
  }

  /** Ends one process, at once unless told otherwise, and waits until it is gone. */
  async kill(name: ServerName, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.children.get(name);
    if (!child) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await gone;
  }

  /** Ends all processes, drops the database and removes the data folder. */
  async stop(): Promise<void> {
    await Promise.all([...this.children.keys()].map((name) => this.kill(name)));
    await dropDatabase(process.env.TEST_SERVER_URL ?? '', this.databaseUrl);
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** Starts a demo clinic of its own on a free port and waits until it is ready. Always `stop()` it in `afterAll`. */
export async function startClinic({ worker = 'inside', seed = true, env = {} }: ClinicOptions = {}): Promise<Clinic> {
  if (!existsSync(join(ROOT, 'dist/apps/api/main.js'))) throw new Error('There is no build; run `npm run build`.');
  const [databaseUrl, port] = [await cloneDatabase(process.env.TEST_SERVER_URL ?? ''), await freePort()];
  const dataDir = mkdtempSync(join(tmpdir(), 'hearth-clinic-'));
  const settings = {
    ...process.env,
    HEARTH_MODE: 'demo',
    HEARTH_HOST: '127.0.0.1',
    HEARTH_DATA_DIR: dataDir,
    HEARTH_WORKER: worker,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    ...env,
  };
  const clinic = new Clinic(`http://127.0.0.1:${port}`, databaseUrl, dataDir, settings);
  try {
    if (seed) Object.assign(clinic, await seedDemo(settings));
    clinic.start('api');
    if (worker === 'separate') clinic.start('worker');
    await clinic.ready();
    return clinic;
  } catch (error) {
    await clinic.stop();
    throw error;
  }
}
