import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';

import { Problem } from '#kernel';
import { documentProblems } from './problems.js';
import type { Pieces } from './sealed-content.js';

const TIMEOUT_MS = 60_000;

/** With everything that it has started. One that is gone already is gone. */
function kill({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {}
}

/** @returns whether all of it was read; false when the program had enough before */
async function feed(stdin: Writable, pieces: Pieces, ended: Promise<unknown>): Promise<boolean> {
  let isOver = false;
  const over = ended.then(
    () => (isOver = true),
    () => (isOver = true),
  );
  stdin.on('error', () => {
    isOver = true; // it reads no more: its exit code says why
  });
  for await (const piece of pieces) {
    if (isOver) return false;
    if (!stdin.write(piece)) await Promise.race([once(stdin, 'drain').catch(() => {}), over]);
  }
  const finished = new Promise<boolean>((done) => stdin.end((error?: Error | null) => done(!error && !isOver)));
  return Promise.race([finished, over.then(() => false)]);
}

/**
 * Shows a file to a program, on its standard input: no copy of it lies on a disk. The program gets nothing of the server's environment but
 * the search path; what it prints nobody reads.
 *
 * @param command the program and its arguments; no shell reads them
 * @returns by its exit code: 0 `clean`, 1 `infected`; `failed` for every other one, when it takes too long, and when it says that it found
 *          nothing in what it has not read
 * @throws  `documents.scanner-unreachable` when it cannot be started, to be tried again; whatever problem the pieces have
 */
export async function scanByCommand(
  [program, ...args]: readonly [string, ...string[]],
  pieces: Pieces,
  timeoutMs = TIMEOUT_MS,
): Promise<'clean' | 'infected' | 'failed'> {
  const env = { PATH: process.env['PATH'] };
  const child = spawn(program, args, { cwd: '/', env, detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done));
  ended.catch(() => {});
  const timer = setTimeout(() => kill(child), timeoutMs);
  try {
    const isWhole = await feed(child.stdin!, pieces, ended);
    const code = await ended;
    if (code === 1) return 'infected';
    return code === 0 && isWhole ? 'clean' : 'failed';
  } catch (cause) {
    throw cause instanceof Problem ? cause : documentProblems.scannerUnreachable({}, { cause });
  } finally {
    clearTimeout(timer);
    kill(child);
  }
}
