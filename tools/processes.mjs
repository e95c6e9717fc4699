// Processes as others see them: is one alive, is it still the same one, what was it called with; and how to end those that are ours.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

const isWindows = process.platform === 'win32';
const hasProc = existsSync('/proc/self/stat');
/** Of this boot: start times count from it. */
const boot = hasProc ? readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8) : '';

/** What the kernel says of a process: state, parent, start time in ticks since boot; undefined if there is none. */
function statOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
    return { state: fields[0], parent: Number(fields[1]), ticks: fields[19] };
  } catch {
    return undefined;
  }
}

/** What `ps` says; undefined if there is no such process. */
function ps(column, pid) {
  const { status, stdout } = spawnSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/** When the process began, in words that differ for the next one with the same id; undefined if there is none. */
export function birthOf(pid) {
  if (isWindows) {
    try {
      process.kill(pid, 0);
      return 'alive';
    } catch {
      return undefined;
    }
  }
  if (!hasProc) return ps('lstart', pid);
  const { state, ticks } = statOf(pid) ?? {};
  return state === undefined || state === 'Z' ? undefined : `${boot}-${ticks}`;
}

/** The process id of its parent; undefined if that cannot be known. */
export const parentOf = (pid) => (hasProc ? statOf(pid)?.parent : isWindows ? undefined : Number(ps('ppid', pid)) || undefined);

/** Every process with the words that it was called with, or that it shows instead. None on Windows. */
export function commands() {
  if (!hasProc) {
    const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,args='], { encoding: 'utf8' });
    return (stdout ?? '')
      .split('\n')
      .map((line) => ({ pid: Number.parseInt(line, 10), command: line.trim().replace(/^\d+ /, '') }));
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), command: commandOf(name) }));
}

/** What one process was called with; empty if there is none. */
export function commandOf(pid) {
  if (!hasProc) return (isWindows ? undefined : ps('args', pid)) ?? '';
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

export const self = () => known(process.pid);
export const known = (pid) => ({ pid, birth: birthOf(pid) });
export const isAlive = (one) => one?.birth !== undefined && birthOf(one.pid) === one.birth;
/** Whether this is certainly the process that was noted, so that it may be ended. Windows tells no start time that would prove it. */
const isCertain = (one) => !isWindows && isAlive(one);

function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/**
 * Ends processes: thaws those that were frozen, asks, and kills what is still there after a while.
 *
 * @param find            the ids of those that are left; asked again and again, so that an id that was given anew is not hit
 * @param options.ask     asks one to end; SIGTERM unless given
 * @param options.patienceMs how long they may take
 * @returns whether there were any
 */
export async function endProcesses(find, { ask = (pid) => send(pid, 'SIGTERM'), patienceMs }) {
  const found = find();
  for (const pid of found) {
    send(pid, 'SIGCONT');
    ask(pid);
  }
  const until = performance.now() + patienceMs;
  for (let left = find(); left.length; left = find()) {
    if (performance.now() > until) for (const pid of left) send(pid, 'SIGKILL');
    await setTimeout(20);
  }
  return found.length > 0;
}

/** Ends processes that were noted with `known`, if they are certainly the same. */
export const endKnown = (noted, { group = false, patienceMs }) =>
  endProcesses(() => noted.filter(isCertain).map(({ pid }) => (group ? -pid : pid)), { patienceMs });
