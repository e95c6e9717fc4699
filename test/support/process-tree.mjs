// All processes below one: PostgreSQL is a family, and freezing the parent leaves the children at work.
import { readdirSync, readFileSync } from 'node:fs';

/** Process ids of the direct children. */
export function childrenOf(pid) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
    .map(Number);
}

function parentOf(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[1]);
  } catch {
    return undefined; // it has ended meanwhile
  }
}

/** Sends a signal to a process and its children: SIGSTOP freezes the family, SIGCONT thaws it. */
export function signalFamily(pid, signal) {
  for (const each of [pid, ...childrenOf(pid)]) {
    try {
      process.kill(each, signal);
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }
}

/** Resident memory of a process in MB; 0 once it is gone. */
export function memoryMb(pid) {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}
