// Programs that the benchmark starts. They end when it ends, however it ends.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort } from '../tools/postgres.mjs';
import { waitUntilReady } from '../tools/servers.mjs';
import { ROOT } from '../tools/steps.mjs';

const undo = [];
/** Does `work` when the benchmark ends, last asked first. */
export const atEnd = (work) => undo.push(work);

export async function endAll() {
  for (let work = undo.pop(); work; work = undo.pop())
    await Promise.resolve(work()).catch((error) => console.error(error.message));
}

export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-bench-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Starts a Node program of this repository.
 *
 * @returns `ask(message)`, which sends a message, if one is given, and resolves to the next answer; `stop()`; `ended`
 */
export function start(program, { env = {}, args = [], flags = [], isLoud = false } = {}) {
  const child = fork(join(ROOT, program), args, {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production', ...env },
    execArgv: ['--import', './tools/follow-parent.mjs', ...flags],
    stdio: ['ignore', isLoud ? 'inherit' : 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(([code, signal]) => `ended (${signal ?? `exit code ${code}`})`);
  const ask = async (message) => {
    if (message) child.send(message);
    const died = ended.then((how) => Promise.reject(new Error(`${program} ${how}`)));
    died.catch(() => {});
    return (await Promise.race([once(child, 'message'), died]))[0];
  };
  const stop = async () => {
    child.kill('SIGTERM');
    await Promise.race([ended, setTimeout(10_000, undefined, { ref: false })]);
    child.kill('SIGKILL'); // does nothing to one that is gone
    await ended;
  };
  atEnd(stop);
  return { pid: child.pid, ask, stop, ended };
}

/** Starts the api as `npm start` does, the worker inside unless told otherwise, on a database that is migrated. */
export async function startHearth(databaseUrl, { env = {}, flags = [] } = {}) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const own = { HEARTH_DATA_DIR: temporaryFolder(), PORT: String(port), PUBLIC_URL: url, DATABASE_URL: databaseUrl };
  const server = start('dist/server/api.js', { env: { ...own, ...env }, flags: ['--enable-source-maps', ...flags] });
  await waitUntilReady(`${url}/readyz`, { server });
  return { ...server, url };
}

/** Starts a floor; it says its port. */
export async function startFloor(program, options) {
  const server = start(program, options);
  const { port } = await server.ask();
  return { ...server, url: `http://127.0.0.1:${port}` };
}

/** Resident memory of a process in kB. */
export const residentKb = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);

const TICK_MS = 10;
const statOf = (pid) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');

/** Processor time that a process and its living children have used, in ms. */
export function cpuMs(pid) {
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = statOf(name);
      if (Number(name) === pid || Number(stat[1]) === pid) ticks += Number(stat[11]) + Number(stat[12]);
    } catch {
      // it has just ended
    }
  }
  return ticks * TICK_MS;
}
