// The start rows: `npm start`'s own program until the clinic answers, against PostgreSQL and a bare Nest process one after the other.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { freePort, startPostgres } from '../tools/postgres.mjs';
import { fileIn } from '../tools/running.mjs';
import { waitUntilReady } from '../tools/servers.mjs';
import { bring, ROOT, steps } from '../tools/steps.mjs';
import { atEnd, residentKb, startFloor, temporaryFolder } from './children.mjs';
import { compare, interleave } from './pairs.mjs';
import { row } from './report.mjs';

const [SECOND_ROUNDS, FIRST_ROUNDS, RSS_ROUNDS] = [4, 2, 1];
const SETTLE_MS = 8_000;

function emptied(folder) {
  rmSync(folder, { recursive: true, force: true });
  return folder;
}

async function timed(work) {
  const since = performance.now();
  const result = await work();
  return { ...result, ms: performance.now() - since };
}

/** PostgreSQL on a folder, made if it is empty, and then a bare Nest process. */
async function startBare(home) {
  const started = await timed(async () => {
    const database = await startPostgres(home);
    atEnd(database.stop);
    return { database, nest: await startFloor('bench/floors/nest.mjs') };
  });
  await started.nest.stop();
  await started.database.stop();
  return { ms: started.ms };
}

/** What the start says of itself, a moment after the server is ready. */
async function announced(dataDir) {
  const path = fileIn(dataDir);
  for (let tries = 0; !existsSync(path) && tries < 500; tries++) await setTimeout(20);
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** @returns ms until `/readyz` says 200 and the first page is served, and the server's resident kB after `settleMs` */
async function startClinic(dataDir, { settleMs = 0 } = {}) {
  const port = await freePort();
  const env = { ...process.env, HEARTH_DATA_DIR: dataDir, PORT: String(port) };
  const since = performance.now();
  const child = spawn(process.execPath, ['tools/start.mjs'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  });
  const ended = new Promise((done) => child.once('exit', (code) => done(`ended with ${code}`)));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  atEnd(stop);
  await waitUntilReady(`http://127.0.0.1:${port}/readyz`, { server: { ended } });
  const page = await fetch(`http://127.0.0.1:${port}/`);
  if (!page.ok) throw new Error(`the first page is answered with ${page.status}`);
  const ms = performance.now() - since;
  const { pids } = await announced(dataDir);
  if (settleMs) await setTimeout(settleMs);
  const kb = residentKb(pids.api);
  await stop();
  return { ms, kb };
}

async function bareNestMemory() {
  const nest = await startFloor('bench/floors/nest.mjs');
  await setTimeout(SETTLE_MS);
  const kb = residentKb(nest.pid);
  await nest.stop();
  return { kb };
}

export async function run() {
  for (const step of Object.values(steps)) await bring(step); // installed and built is where the clock starts
  const [home, dataDir] = [temporaryFolder(), temporaryFolder()];
  const first = await interleave(FIRST_ROUNDS, {
    floor: () => startBare(emptied(home)),
    hearth: () => startClinic(emptied(dataDir)),
  });
  const second = await interleave(SECOND_ROUNDS, { floor: () => startBare(home), hearth: () => startClinic(dataDir) });
  const memory = await interleave(RSS_ROUNDS, {
    floor: bareNestMemory,
    hearth: () => startClinic(dataDir, { settleMs: SETTLE_MS }),
  });
  const [again, anew, rss] = [compare(second, 'ms'), compare(first, 'ms'), compare(memory, 'kb')];
  const toMb = ({ value, floor, own }) => ({ value, floor: floor / 1_000, own: own / 1_000 });
  const mb = toMb(rss);
  return {
    rows: [
      row('start.second', 'lower', 3, '× floor, ms', again),
      row('start.first', 'lower', 4, '× floor, ms', anew),
      row('start.rss', 'lower', 3.5, '× floor, MB', mb),
    ],
    settings: ['the demo clinic, one process; node tools/start.mjs, which npm start calls'],
    notes: [
      `data kept: ${again.own.toFixed(0)} ms (floor ${again.floor.toFixed(0)}); empty folder: ${anew.own.toFixed(0)} ms (floor ${anew.floor.toFixed(0)})`,
      `resident after ${SETTLE_MS / 1_000} s: ${mb.own.toFixed(0)} MB (floor ${mb.floor.toFixed(0)} MB)`,
    ],
  };
}
