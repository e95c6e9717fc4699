// What turns a clone into something that runs: packages, Prisma's client, the server's build, the web's build. Each is done
// again only when what it reads has changed. Uses nothing but Node.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { withLock } from './locks.mjs';
import { endKnown, known } from './processes.mjs';

export const ROOT = resolve(import.meta.dirname, '..');
/** Belongs to the clone, not to a clinic: what was built from what, and which clinics run from here. npm may replace node_modules as a whole, so not in there. */
export const CACHE = join(ROOT, 'dist/.made');
const node = process.execPath;
const isWindows = process.platform === 'win32';

export const steps = {
  // The engine that Prisma would download is never used (tools/engine.mjs).
  packages: {
    title: 'Packages',
    reads: ['package-lock.json'],
    makes: 'node_modules/.package-lock.json',
    run: ['npm', 'ci', '--include=dev'],
    env: { PRISMA_SCHEMA_ENGINE_BINARY: node, PRISMA_SKIP_POSTINSTALL_GENERATE: '1' },
    detail: () => `${installed()} packages`,
    doubtful: ['node_modules'], // npm takes a package that is half there for a whole one
  },
  client: {
    title: 'Database client',
    reads: ['prisma/schema', 'prisma.config.ts', 'package-lock.json'],
    makes: 'libs/platform/generated/client.ts',
    run: [node, 'tools/generate.mjs'],
  },
  server: {
    title: 'Server',
    reads: [
      ...['apps/api', 'apps/worker', 'libs', 'prisma', 'tools/build-server.mjs', 'tools/server-entries.mjs'],
      ...['swc.build.json', 'nest-cli.json', 'tsconfig.json', 'package-lock.json'],
    ],
    makes: 'dist/server/api.js',
    run: [node, 'tools/build-server.mjs', 'tools/server-entries.mjs'],
  },
  web: {
    title: 'Web app',
    reads: ['apps/web', 'libs', 'tsconfig.json', 'package-lock.json'],
    makes: 'dist/apps/web/index.html',
    run: [node, 'node_modules/vite/bin/vite.js', 'build', 'apps/web'],
  },
};

/** How many packages are there; npm may take folders away while they are counted. */
function installed() {
  const modules = join(ROOT, 'node_modules');
  const names = namesIn(modules);
  const scopes = names.filter((name) => name.startsWith('@'));
  return names.length - scopes.length + scopes.flatMap((scope) => namesIn(join(modules, scope))).length;
}

/** @returns none of a folder that is not there, or no longer */
export function namesIn(folder) {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return [];
  }
}

const isRead = (name) => name !== 'generated' && !/\.(int-)?spec\.tsx?$/.test(name);
/** Paths from the root, so that a clone that was moved is still built. */
function* filesBelow(path) {
  const here = join(ROOT, path);
  if (!existsSync(here)) return;
  if (!statSync(here).isDirectory()) return yield path;
  for (const name of readdirSync(here).sort()) if (isRead(name)) yield* filesBelow(`${path}/${name}`);
}

function digestOf({ reads, run }) {
  const hash = createHash('sha256').update(process.version).update(run.slice(1).join(' '));
  for (const path of reads)
    for (const file of filesBelow(path))
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}

/** Ends a child and all that it started; nothing happens to those that are gone. */
function endGroup(child, signal) {
  try {
    if (isWindows) child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/**
 * Runs a command to its end, out of the terminal's reach: `signal` ends it and all that it started.
 *
 * @param options.isOurs  a Node program that ends when this process is killed
 * @param options.onStart called with its process id
 * @returns what it wrote
 * @throws Error with what it wrote
 */
export function runCommand([command, ...args], { env = {}, detail = () => {}, signal, isOurs = false, onStart } = {}) {
  signal?.throwIfAborted();
  return new Promise((done, failed) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', ...(isOurs ? ['ipc'] : [])],
      shell: isWindows, // npm is a script there
      detached: !isWindows,
    });
    if (child.pid) onStart?.(child.pid);
    const end = () => {
      endGroup(child, 'SIGTERM');
      setTimeout(endGroup, 5_000, child, 'SIGKILL').unref(); // for one that hangs
    };
    signal?.addEventListener('abort', end, { once: true });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk) => {
        output = (output + chunk).slice(-2_000_000);
        for (const line of chunk.split('\n')) if (line.trim()) detail(line.trim());
      });
    }
    child.once('error', failed);
    child.once('close', (code, endedBy) => {
      signal?.removeEventListener('abort', end);
      if (code === 0) done(output);
      else failed(new Error(`${[command, ...args].join(' ')} ended with ${code ?? endedBy}\n${output}`));
    });
  });
}

/** Noted while a step's command runs; what is found of it under the lock is of one that was killed. */
const begunSuffix = '.begun';
const readBegun = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return {};
  }
};

/** Ends commands that the death of their builder has left running. */
function endBuilders() {
  const begun = readdirSync(CACHE).filter((name) => name.endsWith(begunSuffix));
  return endKnown(
    begun.map((name) => readBegun(join(CACHE, name))),
    { group: true, patienceMs: 2_000 },
  );
}

/** Runs the step's command; one that was cut off before begins with nothing. */
async function make(step, stamp, { detail, signal }) {
  const begun = `${stamp}${begunSuffix}`;
  if (existsSync(begun)) for (const path of step.doubtful ?? []) rmSync(join(ROOT, path), { recursive: true, force: true });
  const onStart = (pid) => writeFileSync(begun, JSON.stringify(known(pid)));
  const ticking = step.detail && setInterval(() => detail(step.detail()), 500);
  try {
    await runCommand(step.run, { env: step.env, detail: step.detail ? undefined : detail, signal, onStart });
  } catch (error) {
    if (!signal?.aborted) rmSync(begun, { force: true }); // it failed in order
    throw error;
  } finally {
    clearInterval(ticking);
  }
  rmSync(begun, { force: true });
}

/**
 * Brings one of `steps` up to date. Two that build at once wait for one another.
 *
 * @param options.force run it although nothing has changed
 */
export async function bring(step, { detail = () => {}, force = false, signal } = {}) {
  const [stamp, makes] = [join(CACHE, `${step.makes.replaceAll('/', '+')}.stamp`), join(ROOT, step.makes)];
  const isDone = () => existsSync(makes) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digestOf(step);
  if (!force && isDone()) return 'up to date';
  const build = async () => {
    await endBuilders();
    if (!force && isDone()) return 'up to date'; // by whom we waited for
    const digest = digestOf(step); // before the work: what changes during it is new
    rmSync(stamp, { force: true });
    await make(step, stamp, { detail, signal });
    writeFileSync(stamp, digest);
  };
  const onWait = (pid) => detail(`waiting for process ${pid}, which builds from here too`);
  return withLock(join(CACHE, 'build.lock'), build, { signal, onWait });
}
