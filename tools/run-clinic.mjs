// A start, from its settings to its end. Everything that it starts it also stops.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { keyFileOf } from './backup/keys.mjs';
import { databaseHome, emptyFolder, holdFolder, sayLeaving } from './data-folder.mjs';
import { embedded, explain } from './database.mjs';
import { demoClinic } from './demo-clinic.mjs';
import { endLeftBehind, notesOf } from './left-behind.mjs';
import { requireFreePort } from './ports.mjs';
import { commandOf, parentOf } from './processes.mjs';
import { Board, red } from './progress.mjs';
import { Refused } from './refused.mjs';
import { announce, fileIn, runningIn, withdraw } from './running.mjs';
import { finalScreen } from './screen.mjs';
import { keepRunning, launchNode, tail, waitUntilReady } from './servers.mjs';
import { describeProblems, readSettings, serverEnv, serverProblems } from './settings.mjs';
import { bring, ROOT, steps } from './steps.mjs';

process.chdir(ROOT);
const settings = readSettings(process.env, process.argv.slice(2));
const { mode, worker, port, dataDir, fresh } = settings;
const isDemo = mode === 'demo';
const logs = isDemo ? join(dataDir, 'log') : undefined; // in production whoever runs this keeps its output
const board = new Board();
/** The address by which the servers come to the database, and no other part of the clinic. */
let serverUrl;
const running = { mode, port, pids: { start: process.pid }, signIns: [], links: [] };

/** What to undo at the end, last begun first: servers before the database, so that they finish what they began. */
const undo = [];
const interrupted = new AbortController();
const { signal } = interrupted;
const isUp = () => 'startedAt' in running;
const note = notesOf(dataDir);
let isHolding = false;

let number = 0;
async function step(title, work) {
  signal.throwIfAborted();
  number += 1;
  return board.task(`${number}/${isDemo ? 8 : 7} ${title.padEnd(16)}`, work);
}

/** Keeps a part of the clinic running; a part that was started again has another process id. */
async function keep(name, launch) {
  const announceAs = (pid) => {
    running.pids[name] = pid;
    if (name !== 'database') note(name, pid); // the next start knows that by itself
    if (isUp()) announce(dataDir, running);
  };
  const part = await keepRunning(launch, {
    onStart: (pid) => {
      board.say(`${name} runs again (process ${pid})`);
      announceAs(pid);
    },
    onDeath: (sentence, waitMs) => isUp() && board.say(red(`${name} ${sentence}; starting it again in ${waitMs / 1000} s`)),
  });
  undo.push(part.stop);
  announceAs(part.pid);
  return part;
}

async function requireSettings(databaseUrl) {
  const problems = [...settings.problems, ...(await serverProblems(serverEnv(settings, databaseUrl)))];
  if (problems.length) throw new Refused(describeProblems(problems));
}

async function holdPlace() {
  const address = () => runningIn(dataDir)?.address ?? 'no address yet';
  undo.push(
    await holdFolder(
      dataDir,
      (pid) =>
        `A clinic runs from ${dataDir} already: ${address()} (process ${pid}). Stop it first, or give this one another HEARTH_DATA_DIR and PORT.`,
    ),
  );
  isHolding = true;
  const wasKilled = await endLeftBehind(dataDir);
  await requireFreePort(settings, { patienceMs: wasKilled ? 2_000 : 0 }); // a process gives its port up a moment after its end
  withdraw(dataDir, port);
  if (fresh) await emptyFolder(dataDir);
}

async function build() {
  await step('Packages', (detail) => bring(steps.packages, { detail, signal }));
  await step('Database client', (detail) => bring(steps.client, { detail, signal }));
  await step('Server', (detail) => bring(steps.server, { detail, signal }));
  await step('Web app', (detail) => bring(steps.web, { detail, signal }));
}

/** Leaves the address of a database that takes connections in `running`: that of whoever owns its tables. */
async function startDatabase() {
  const { ensureDatabase } = await import('./migrate.mjs'); // from here on there are packages
  running.databaseUrl = settings.migrateUrl ?? settings.databaseUrl;
  if (!running.databaseUrl) {
    const home = databaseHome(dataDir);
    if (!home.startsWith(dataDir)) running.databaseFolder = home;
    const database = embedded(home);
    await keep('database', database.launch);
    running.databaseUrl = database.url;
  }
  await ensureDatabase(running.databaseUrl).catch(rethrowExplained);
}

/** Also lets the servers in: in the embedded database by a login of their own, in another one as DATABASE_URL says. */
async function applyMigrations() {
  const { migrate } = await import('./migrate.mjs');
  const { admit, ownLogin } = await import('./server-login.mjs');
  const applied = await migrate(running.databaseUrl).catch(rethrowExplained);
  if (settings.databaseUrl) await admit(running.databaseUrl, settings.databaseUrl).catch(rethrowExplained);
  serverUrl = settings.databaseUrl ?? (await ownLogin(running.databaseUrl));
  return applied.length ? `${applied.length} applied` : 'up to date';
}

/** Turns what the database says into a sentence for whoever set DATABASE_URL. */
function rethrowExplained(error) {
  throw settings.databaseUrl && !(error instanceof Refused) ? explain(error, settings.databaseUrl) : error;
}

/** The keys of a real clinic that nobody has shown a copy of. */
async function uncopiedKeys() {
  if (isDemo) return [];
  const { withClient } = await import('./keys/run.mjs');
  return withClient(running.databaseUrl, async (client) => {
    const { rows } = await client.query('SELECT id FROM installation_key WHERE copy_seen_at IS NULL ORDER BY id');
    return rows.map(({ id }) => id);
  });
}

/** The worker beside an api tells its metrics on the port after the api's. */
const besides = (env) => (env.METRICS_PORT ? { ...env, METRICS_PORT: String(Number(env.METRICS_PORT) + 1) } : env);

const logOf = (name) => logs && join(logs, `${name}.log`);
const API = { entry: 'dist/server/api.js', parts: ['dist/server/api-parts.js', 'dist/server/worker-parts.js'] };

/** Reading its modules takes the api longer than starting takes the database: both at once. @returns launches it, the first time by telling it to go on */
async function loadApi(placeholder) {
  if (logs) {
    rmSync(logs, { recursive: true, force: true });
    mkdirSync(logs, { mode: 0o700 });
  }
  let ahead = await launchNode([API.entry], { env: serverEnv(settings, placeholder), log: logOf('api'), ahead: API.parts });
  undo.push(ahead.stop);
  note('api', ahead.pid);
  return (env) => async () => {
    const first = ahead;
    ahead = undefined;
    first?.tell(env);
    return first ?? launchNode([API.entry], { env, log: logOf('api') });
  };
}

async function startServers(env, launchApi) {
  const host = { '0.0.0.0': '127.0.0.1', '::': '::1' }[settings.host] ?? settings.host;
  const local = host.includes(':') ? `[${host}]` : host;
  running.address = settings.isLocal || host !== settings.host ? `http://localhost:${port}` : `http://${local}:${port}`;
  const launch = (name, entry, options) => () => launchNode([entry], { env, log: logOf(name), ...options });
  const api = await keep('api', launchApi(env));
  if (worker === 'separate') await keep('worker', launch('worker', 'dist/server/worker.js', { env: besides(env) }));
  await waitUntilReady(`http://${local}:${port}/readyz`, { server: api, signal }).catch((error) => {
    signal.throwIfAborted();
    throw new Refused([error.message, ...(logs ? [tail(join(logs, 'api.log'))] : [])].join('\n'), { cause: error });
  });
  running.startedAt = new Date().toISOString();
  undo.push(() => withdraw(dataDir, port));
  announce(dataDir, running);
  const chaperone = 'tools/demo-chaperone.mjs'; // plays the seeded chaperone from outside, by the public API
  const told = { ...env, HEARTH_RUNNING: fileIn(dataDir) };
  if (isDemo && existsSync(chaperone)) await keep('chaperone', launch('chaperone', chaperone, { env: told, mayEnd: true }));
}

async function start() {
  const placeholder = settings.databaseUrl ?? 'postgresql://hearth@127.0.0.1/hearth'; // only its form is judged
  if (settings.problems.length) await requireSettings(placeholder);
  await holdPlace();
  await build();
  await requireSettings(placeholder);
  const launchApi = await loadApi(placeholder);
  await step('Database', startDatabase);
  await step('Migrations', applyMigrations);
  const env = serverEnv(settings, serverUrl);
  if (isDemo) {
    await step('Demo clinic', async (detail) => {
      const seeding = { ...env, DATABASE_MIGRATE_URL: running.databaseUrl };
      Object.assign(
        running,
        await demoClinic(dataDir, {
          env: seeding,
          isOwn: !settings.databaseUrl,
          detail,
          signal,
          onStart: (pid) => note('seed', pid),
        }),
      );
    });
  }
  await step('Servers', () => startServers(env, launchApi));
  const readyInSeconds = (performance.now() / 1000).toFixed(1);
  const uncopied = await uncopiedKeys();
  board.say(finalScreen({ ...running, dataDir, log: logs, keyFile: keyFileOf(dataDir), uncopied, readyInSeconds }));
}

const started = start().catch((error) => error);

let isStopping = false;
async function stop(code) {
  if (isStopping) process.exit(code || 130); // asked twice: at once; the servers end by themselves, the database at the next start
  isStopping = true;
  if (isHolding) sayLeaving(dataDir);
  interrupted.abort();
  await started; // whatever step was under way has ended, and what it began is known
  for (const end of undo.reverse()) await Promise.resolve(end()).catch((error) => console.error(red(error.message)));
  if (isUp()) board.say('Stopped; the data is kept.');
  process.exit(code);
}
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => void stop(0));

/** npm, and the shell that it puts in between: that one dies of a signal without handing it on, and outlives an npm that is killed. */
const starters = () => {
  const isShell = commandOf(process.ppid).includes('tools/start.mjs');
  return `${process.ppid} ${isShell ? parentOf(process.ppid) : ''}`;
};
if (process.env.npm_lifecycle_event) {
  const first = starters();
  setInterval(() => starters() === first || isStopping || void stop(0), 500).unref();
}

const failure = await started;
if (failure && !signal.aborted) {
  console.error(`\n${red('✗')} ${failure instanceof Refused ? failure.message : (failure.stack ?? failure)}`);
  await stop(1);
}
