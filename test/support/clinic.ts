import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../../tools/postgres.mjs';
import { cloneDatabase, dropDatabase } from './database-server.mjs';
import { cloneDemo, type Link, type SignIn } from './demo-template.js';
import { TcpProxy } from './tcp-proxy.js';

type Role = 'api' | 'worker';
/** `api` and `worker` are the first of their kind; then `api-2`, `worker-2`… */
export type ServerName = Role | `${Role}-${number}`;

export type ClinicOptions = Readonly<{
  /** Whether the worker runs in the api's process or in one of its own; `inside` unless given. */
  worker?: 'inside' | 'separate';
  /** How many api processes there are; 1 unless given. */
  apis?: number;
  /** How many worker processes there are; one if the worker is `separate`, unless given. */
  workers?: number;
  /** Whether the database has the demo clinic in it; `startClinic` says yes and `makeClinic` no, unless given. */
  seed?: boolean;
  /** Further settings of the servers. */
  env?: Record<string, string>;
  /** The PostgreSQL that has the template; that of the test run unless given. */
  serverUrl?: string;
  /** Whether each process reaches PostgreSQL over a wire of its own, `wires`. */
  isWired?: boolean;
}>;

const ROOT = resolve(import.meta.dirname, '../..');
/** Tests ask faster than people; those of the limits set their own. */
const UNLIMITED = {
  HEARTH_LIMIT_SAFETY_PER_MIN: '100000',
  HEARTH_LIMIT_PERSON_PER_MIN: '100000',
  HEARTH_LIMIT_ADDRESS_PER_MIN: '100000',
};
const READY_WITHIN_MS = 60_000;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
const roleOf = (name: ServerName) => name.split('-')[0] as Role;
const named = (role: Role, count: number) =>
  Array.from({ length: count }, (_, i): ServerName => (i === 0 ? role : `${role}-${i + 1}`));

/** What a server process needs to know besides the settings of the clinic. */
type Place = Readonly<{ port?: number; wire?: TcpProxy }>;

/** The real server processes on a database of their own, as `npm start` runs them, for tests that kill, freeze and watch. */
export class Clinic {
  signIns: SignIn[] = [];
  links: Link[] = [];
  private readonly children = new Map<ServerName, ChildProcess>();
  private readonly logs = new Map<ServerName, string>();
  /** How often each event was logged as a warning or worse, by all processes together since the clinic was made. */
  readonly warnings = new Map<string, number>();

  constructor(
    readonly databaseUrl: string,
    readonly dataDir: string,
    /** The settings of the clinic; those of a process differ in port and wire. */
    readonly env: NodeJS.ProcessEnv,
    private readonly places: ReadonlyMap<ServerName, Place>,
    private readonly serverUrl: string,
  ) {}

  /** Where the first api, or another one, is. */
  get url(): string {
    return this.urlOf('api');
  }

  urlOf(name: ServerName): string {
    return `http://127.0.0.1:${this.places.get(name)!.port}`;
  }

  /** All processes that the clinic can have, running or not. */
  get names(): ServerName[] {
    return [...this.places.keys()];
  }

  /** Between a process and PostgreSQL, in a clinic that is wired. */
  wireOf(name: ServerName): TcpProxy {
    return this.places.get(name)!.wire!;
  }

  /** Process ids of what runs now. */
  get pids(): Partial<Record<ServerName, number>> {
    return Object.fromEntries([...this.children].map(([name, { pid }]) => [name, pid]));
  }

  /** What the process wrote since it was last started. */
  log(name: ServerName): string {
    return this.logs.get(name) ?? '';
  }

  /**
   * Starts a process that does not run; `ready()` says when it answers again.
   *
   * @param wrongByMs how far its own clock is off
   */
  start(name: ServerName, { wrongByMs = 0 } = {}): void {
    const clock = wrongByMs ? ['--import', './test/support/wrong-clock.mjs'] : [];
    const args = [...clock, '--enable-source-maps', '--import', './tools/follow-parent.mjs', `dist/server/${roleOf(name)}.js`];
    const { port, wire } = this.places.get(name)!;
    const env = {
      ...this.env,
      WRONG_CLOCK_MS: String(wrongByMs),
      ...(port && { PORT: String(port) }),
      DATABASE_URL: wire?.through(this.databaseUrl) ?? this.databaseUrl,
    };
    const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    this.logs.set(name, '');
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => this.hear(name, String(chunk)));
    this.children.set(name, child);
    child.once('exit', () => this.children.get(name) === child && this.children.delete(name));
  }

  private hear(name: ServerName, said: string): void {
    this.logs.set(name, (this.log(name) + said).slice(-200_000));
    for (const [, event] of said.matchAll(/"level":"(?:warn|error)".*"msg":"([^"]+)"/g)) {
      this.warnings.set(event!, (this.warnings.get(event!) ?? 0) + 1);
    }
  }

  /** Waits until a process works: an api answers /readyz with 200, a worker says so. Rejects with its log when it ends before, or never gets there. */
  async ready(name: ServerName = 'api'): Promise<void> {
    const until = performance.now() + READY_WITHIN_MS;
    while (!(await this.isReady(name))) {
      if (!this.children.has(name)) throw new Error(`The ${name} ended before it was ready:\n${this.log(name)}`);
      if (performance.now() > until) throw new Error(`The ${name} did not get ready:\n${this.log(name)}`);
      await pause(50);
    }
  }

  private isReady(name: ServerName): Promise<boolean> {
    if (roleOf(name) === 'worker') return Promise.resolve(this.log(name).includes('"working"'));
    return fetch(`${this.urlOf(name)}/readyz`, { signal: AbortSignal.timeout(5_000) }).then(
      (reply) => reply.ok,
      () => false,
    );
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
    for (const { wire } of this.places.values()) await wire?.close();
    await dropDatabase(this.serverUrl, this.databaseUrl);
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

async function placesFor(names: readonly ServerName[], databaseUrl: string, isWired: boolean): Promise<Map<ServerName, Place>> {
  const places = new Map<ServerName, Place>();
  for (const name of names) {
    const wire = isWired ? { wire: await TcpProxy.open(Number(new URL(databaseUrl).port)) } : {};
    places.set(name, { ...(roleOf(name) === 'api' && { port: await freePort() }), ...wire });
  }
  return places;
}

/** Makes a clinic with its database, empty unless `seed` is true, of which nothing runs yet. Always `stop()` it. */
export async function makeClinic(options: ClinicOptions = {}): Promise<Clinic> {
  const {
    worker = 'inside',
    apis = 1,
    workers = worker === 'separate' ? 1 : 0,
    env = {},
    isWired = false,
    seed = false,
  } = options;
  if (!existsSync(join(ROOT, 'dist/server/api.js'))) throw new Error('There is no build; run `npm run build`.');
  const serverUrl = options.serverUrl ?? process.env['TEST_SERVER_URL'] ?? '';
  const dataDir = mkdtempSync(join(tmpdir(), 'hearth-clinic-'));
  const { databaseUrl, ...demo } = seed ? await cloneDemo(serverUrl, dataDir) : { databaseUrl: await cloneDatabase(serverUrl) };
  const places = await placesFor([...named('api', apis), ...named('worker', workers)], databaseUrl, isWired);
  const settings = {
    ...UNLIMITED,
    ...process.env,
    HEARTH_MODE: 'demo',
    HEARTH_HOST: '127.0.0.1',
    HEARTH_DATA_DIR: dataDir,
    HEARTH_WORKER: workers > 0 ? 'separate' : 'inside',
    DATABASE_URL: databaseUrl,
    PORT: String(places.get('api')!.port),
    ...env,
  };
  return Object.assign(new Clinic(databaseUrl, dataDir, settings, places, serverUrl), demo);
}

/** Starts a demo clinic of its own on free ports and waits until it is ready. Always `stop()` it in `afterAll`. */
export async function startClinic(options: ClinicOptions = {}): Promise<Clinic> {
  const clinic = await makeClinic({ seed: true, ...options });
  try {
    for (const name of clinic.names) clinic.start(name);
    for (const name of clinic.names) await clinic.ready(name);
    return clinic;
  } catch (error) {
    await clinic.stop();
    throw error;
  }
}
