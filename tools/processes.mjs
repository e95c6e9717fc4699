// Processes as others see them: is one alive, and is it still the same one; and a lock that dies with its holder.
import { spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** When the process began, in words that differ for the next one with the same id; undefined if there is none. */
export function birthOf(pid) {
  if (process.platform === 'win32') {
    try {
      process.kill(pid, 0);
      return 'alive';
    } catch {
      return undefined;
    }
  }
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19]; // state, and start time in ticks since boot
  } catch {
    const { status, stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
    return status === 0 ? stdout.trim() : undefined;
  }
}

export const self = () => ({ pid: process.pid, birth: birthOf(process.pid) });
export const isAlive = (one) => one?.birth !== undefined && birthOf(one.pid) === one.birth;

function holderOf(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
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
      rmSync(path, { force: true });
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
      await new Promise((again) => setTimeout(again, 200));
      continue;
    }
    try {
      return await work();
    } finally {
      release();
    }
  }
}
