// PostgreSQL 18 out of node_modules: no system package, no Docker.
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseUser, makeHome, programFolder } from './database-user.mjs';
import { commandOf, commands, endProcesses } from './processes.mjs';

export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer()
      .once('error', reject)
      .listen(0, '127.0.0.1', () => {
        const { port } = server.address();
        server.close(() => resolve(port));
      });
  });

/** Runs one of PostgreSQL's own programs to its end. */
function run(program, args, options) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', ...options });
  if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? ''}${stdout}${stderr}`, { cause: error });
  return stderr;
}

const environmentOf = (user) => ({ ...user, cwd: tmpdir(), env: { ...process.env, LC_ALL: 'C' } });

/** Runs one statement in the cluster of a folder, whose server must not run, as the superuser that nobody can sign in as. */
export function asSuperuser(home, statement) {
  const user = databaseUser(join(home, 'data'));
  runSingle(join(home, 'data'), statement, { bin: programFolder(home, user), as: environmentOf(user) });
}

function runSingle(data, statement, { bin, as }) {
  const said = run(join(bin, 'postgres'), ['--single', '-D', data, 'postgres'], { ...as, input: `${statement}\n` });
  if (/ERROR|FATAL/.test(said)) throw new Error(`PostgreSQL could not be set up:\n${said}`);
}

/** Says of a cluster that its `hearth` may make roles; that of an older Hearth may not, and is given the right at the next start. */
const roleMark = (home) => join(home, 'makes-roles');

/**
 * Makes the cluster beside its final place and moves it there when it is whole, so that a start that is killed leaves no half of one.
 * The clinic signs in as `hearth`, which may make databases and roles and is no superuser; nobody can sign in as the superuser over the network.
 */
function initialise(home, data, { bin, as, durable }) {
  for (const name of readdirSync(home))
    if (name.startsWith('data.new')) rmSync(join(home, name), { recursive: true, maxRetries: 5 });
  const half = mkdtempSync(`${data}.new-`); // its own: initdb may still be busy with that of a killed start
  const secret = `${half}.superuser`;
  const own = (path) => as.uid !== undefined && chownSync(path, as.uid, as.gid);
  writeFileSync(secret, randomBytes(24).toString('base64url'), { mode: 0o600 });
  for (const path of [half, secret]) own(path);
  const flags = ['-A', 'scram-sha-256', `--pwfile=${secret}`, '-E', 'UTF8', '--locale=C', '--locale-provider=builtin'];
  run(join(bin, 'initdb'), ['-D', half, '-U', 'postgres', ...flags, '--builtin-locale=C.UTF-8', ...(durable ? [] : ['-N'])], as);
  rmSync(secret);

  const password = randomBytes(24).toString('base64url');
  runSingle(half, `CREATE ROLE hearth LOGIN CREATEDB CREATEROLE PASSWORD '${password}'`, { bin, as });
  writeFileSync(join(home, 'password'), password, { mode: 0o600 });
  writeFileSync(roleMark(home), '');
  renameSync(half, data);
}

const LOOSE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'wal_level=minimal', 'max_wal_senders=0'];
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'timezone=UTC',
  'log_timezone=UTC',
];

/** A fast shutdown writes all that is in memory first. One that does not end in time is killed, which loses nothing. */
const STOP_WITHIN_MS = 10_000;

/** Starts the server process and waits until it takes connections. */
async function launch(data, port, { bin, as, durable, detached }) {
  const settings = [`cluster_name=${clusterName(data)}`, ...SETTINGS, ...(durable ? [] : LOOSE)].flatMap((setting) => [
    '-c',
    setting,
  ]);
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...settings], {
    ...as,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached,
  });
  let log = '';
  await new Promise((ready, failed) => {
    server.once('error', failed);
    server.once('exit', (code) => failed(new Error(`PostgreSQL ended with ${code}:\n${log}`)));
    server.stderr.on('data', (chunk) => {
      log = (log + chunk).slice(-20_000);
      if (log.includes('ready to accept connections')) ready();
    });
  });
  return server;
}

/** Shown in the title of each process of a cluster, so that they can be told from others' also when their parent is gone. */
const clusterName = (data) => `hearth-${createHash('sha256').update(realpathSync(data)).digest('hex').slice(0, 12)}`;

/** Ends the server of this folder, whoever started it, or what is left of one that was killed. */
export async function stopServer(home) {
  const data = join(home, 'data');
  if (!existsSync(data)) return;
  if (process.platform === 'win32') {
    spawnSync(join(programFolder(home, {}), 'pg_ctl'), ['-D', data, '-m', 'fast', '-w', 'stop']); // titles cannot be read there
    return;
  }
  const name = clusterName(data);
  const residents = () => commands().filter(({ command }) => /(^|\/)postgres:? /.test(command) && command.includes(name));
  const servers = residents().filter(({ command }) => !command.startsWith('postgres:')); // the others end with it
  const ask = (pid) => servers.some((server) => server.pid === pid) && process.kill(pid, 'SIGINT');
  await endProcesses(() => residents().map(({ pid }) => pid), { ask, patienceMs: STOP_WITHIN_MS });
  forgetStranger(data);
}

/** PostgreSQL takes any process with the number in its lock file for itself, though numbers are given anew after a reboot. */
function forgetStranger(data) {
  const path = join(data, 'postmaster.pid');
  const holder = existsSync(path) && commandOf(Number.parseInt(readFileSync(path, 'utf8'), 10));
  if (holder && !holder.includes(data)) rmSync(path);
}

/**
 * Starts a server whose files are in `home`, which is made if it is not there.
 *
 * @param {string} home
 * @param {{ durable?: boolean, detached?: boolean, port?: number }} [options]
 * @param options.durable  false for tests: no fsync, contents may be lost with the machine
 * @param options.detached true: Ctrl-C in the terminal must not reach it before its clients have ended
 * @param options.port     a free one unless given
 * @returns `url` of its database `postgres`; `pid`, `port`; `ended`, a promise of its end however it comes;
 *          `stop()`, which ends connections and keeps the files
 */
export async function startPostgres(home, { durable = true, detached = true, port } = {}) {
  const data = join(home, 'data');
  const user = databaseUser(data);
  makeHome(home, user);
  const bin = programFolder(home, user);
  const how = { bin, durable, detached, as: environmentOf(user) };
  if (!existsSync(data)) initialise(home, data, how);
  await stopServer(home);
  if (!existsSync(roleMark(home))) {
    runSingle(data, 'ALTER ROLE hearth CREATEROLE', how);
    writeFileSync(roleMark(home), '');
  }
  port ??= await freePort();
  const server = await launch(data, port, how);
  const ended = new Promise((done) => server.once('exit', done));
  const stop = () => stopServer(home).then(() => ended); // as thorough with one's own
  const password = readFileSync(join(home, 'password'), 'utf8');
  return { url: `postgresql://hearth:${password}@127.0.0.1:${port}/postgres`, pid: server.pid, port, ended, stop };
}
