// running.json: what runs from a data folder, for the tools that come to it from outside.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isAlive, self } from './processes.mjs';
import { CACHE, ROOT } from './steps.mjs';

export const fileIn = (dataDir) => join(dataDir, 'running.json');
/** One file a port, with the data folder's path in it: how PORT alone finds a clinic that was started from this clone. */
const POINTERS = join(CACHE, 'running');

const read = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

/** Writes it whole, for its owner's eyes only: it holds passwords. */
export function announce(dataDir, running) {
  const path = fileIn(dataDir);
  writeFileSync(`${path}.new`, `${JSON.stringify({ ...running, starter: self() }, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
  mkdirSync(POINTERS, { recursive: true });
  writeFileSync(join(POINTERS, String(running.port)), dataDir);
}

export function withdraw(dataDir, port) {
  rmSync(fileIn(dataDir), { force: true });
  if (read(join(POINTERS, String(port))) === dataDir) rmSync(join(POINTERS, String(port)), { force: true });
}

/** The clinic that runs from this folder, or undefined. */
export function runningIn(dataDir) {
  const text = read(fileIn(dataDir));
  const running = text && JSON.parse(text);
  return running && isAlive(running.starter) ? { ...running, dataDir } : undefined;
}

/**
 * The running clinic that the environment means: HEARTH_DATA_DIR, or else PORT, or else the one in .hearth, or else the
 * only one that was started from this clone.
 */
export function findRunning(env = process.env) {
  const pointed = () => {
    try {
      return readdirSync(POINTERS).map((port) => read(join(POINTERS, port)));
    } catch {
      return [];
    }
  };
  const folders = env.HEARTH_DATA_DIR
    ? [resolve(ROOT, env.HEARTH_DATA_DIR)]
    : [...new Set([join(ROOT, '.hearth'), ...pointed()])];
  return folders.map(runningIn).find((running) => running && (!env.PORT || running.port === Number(env.PORT)));
}
