// The clinic that the journey plays in: the one that runs, or one of its own that ends with it.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../postgres.mjs';
import { findRunning, runningIn } from '../running.mjs';

const START_WITHIN_MS = 300_000;

/** @param play gets { address, signIns } */
export async function withClinic(play) {
  const running = findRunning();
  if (running) return play(running);
  console.log('No clinic is running; starting one for the journey.');
  const dataDir = mkdtempSync(join(tmpdir(), 'hearth-journey-'));
  const env = { ...process.env, HEARTH_DATA_DIR: dataDir, PORT: String(await freePort()), HEARTH_DEMO_SCRIPT: 'off' };
  const starter = spawn(process.execPath, ['tools/start.mjs'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const gone = new Promise((done) => starter.once('exit', done));
  try {
    await play(await ready(dataDir, starter));
  } finally {
    starter.kill('SIGTERM');
    await gone;
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function ready(dataDir, starter) {
  const began = performance.now();
  for (let running = runningIn(dataDir); ; running = runningIn(dataDir)) {
    if (running) return running;
    if (starter.exitCode !== null || performance.now() - began > START_WITHIN_MS) throw new Error('the clinic did not start');
    await new Promise((done) => setTimeout(done, 100));
  }
}
