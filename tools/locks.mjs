// A lock in a file that dies with its holder.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isAlive, self } from './processes.mjs';

function holderOf(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Removes a lock whose holder is dead, but not the one that another process has just taken in its place. */
function clearAway(path, aside) {
  try {
    renameSync(path, aside);
    if (isAlive(holderOf(aside))) linkSync(aside, path);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  }
  rmSync(aside, { force: true });
}

/**
 * Takes the lock if no living process holds it.
 *
 * @returns `{ release }`, or `{ holder }` with the process id of whoever has it
 */
export function takeLock(path) {
  mkdirSync(dirname(path), { recursive: true });
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, JSON.stringify(self()), { mode: 0o600 });
  try {
    for (;;) {
      try {
        linkSync(mine, path); // whole or not at all: nobody reads half a lock
        return { release: () => rmSync(path, { force: true }) };
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
      }
      const holder = holderOf(path);
      if (isAlive(holder)) return { holder: holder.pid };
      clearAway(path, `${mine}.stale`);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Runs `work` under the lock, and waits for it as long as it takes. */
export async function withLock(path, work, { signal, onWait }) {
  for (;;) {
    signal?.throwIfAborted();
    const { release, holder } = takeLock(path);
    if (!release) {
      onWait(holder);
      await setTimeout(200);
      continue;
    }
    try {
      return await work();
    } finally {
      release();
    }
  }
}
