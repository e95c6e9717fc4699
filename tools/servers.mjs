// Processes that must run as long as the clinic runs: one that dies is started again.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { ROOT } from './steps.mjs';

const WAITS_MS = [200, 500, 1_000, 2_000, 5_000, 10_000, 20_000]; // then every 20 s; never given up: a patient may be dosed
const CALM_AFTER_MS = 60_000;
const STOP_WITHIN_MS = 10_000;

/**
 * Keeps one thing running: when it ends unasked it is started again, sooner at first and then every 20 s.
 *
 * @param launch          starts it; resolves to `{ pid, ended, stop }`, `ended` to a sentence, or to nothing if it was free to end
 * @param events.onStart  called with the process id after it was started again
 * @param events.onDeath  called with the sentence and the wait in ms
 * @throws what the first launch throws
 */
export async function keepRunning(launch, { onStart, onDeath }) {
  const stopping = new AbortController();
  const { signal } = stopping;
  let current = await launch();
  async function watch() {
    let [deaths, since] = [0, performance.now()];
    for (let sentence = await current.ended; sentence && !signal.aborted; sentence = await current.ended) {
      if (performance.now() - since > CALM_AFTER_MS) deaths = 0;
      const waitMs = WAITS_MS[Math.min(deaths++, WAITS_MS.length - 1)];
      onDeath(sentence, waitMs);
      await setTimeout(waitMs, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      current = await launch().catch((error) => ({ ended: Promise.resolve(error.message), stop: () => {} }));
      since = performance.now();
      if (signal.aborted) await current.stop();
      else if (current.pid) onStart(current.pid);
    }
  }
  const watching = watch();
  const stop = async () => {
    stopping.abort();
    await current.stop();
    await watching;
  };
  return { pid: current.pid, ended: current.ended, stop };
}

/**
 * Starts a Node program that ends when this process ends, however this process ends.
 *
 * @param options.log    the file that it writes to; none: this terminal
 * @param options.mayEnd it has a task and may end well; a server may not
 * @param options.ahead  modules that it loads before it waits for `tell(env)`, the rest of its environment; none: it runs at once
 */
export async function launchNode(args, { env, log, mayEnd = false, ahead = [] }) {
  const out = log ? openSync(log, 'a', 0o600) : 'inherit';
  const preloaded = ['./tools/follow-parent.mjs', ...(ahead.length ? ['./tools/load-ahead.mjs'] : [])];
  const flags = ['--enable-source-maps', ...preloaded.flatMap((path) => ['--import', path])];
  const child = spawn(process.execPath, [...flags, ...args], {
    cwd: ROOT,
    env: ahead.length ? { ...env, HEARTH_LOAD_AHEAD: ahead.join(' ') } : env,
    stdio: ['ignore', out, out, 'ipc'], // the channel closes when this process dies
    detached: process.platform !== 'win32', // else Ctrl-C reaches it twice: from the terminal and from stop()
  });
  if (log) closeSync(out);
  const gone = new Promise((done) => {
    child.once('error', (error) => done(error.message));
    child.once('exit', (code, signal) => done(mayEnd && code === 0 ? undefined : `ended (${signal ?? `exit code ${code}`})`));
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await Promise.race([gone, setTimeout(STOP_WITHIN_MS, undefined, { ref: false })]);
    child.kill('SIGKILL'); // does nothing to one that is gone
    await gone;
  };
  const tell = (rest) => child.send({ env: rest }, () => {}); // one that is gone is started anew by whoever keeps it
  return { pid: child.pid, ended: gone, stop, tell };
}

/** Waits until `url` answers 200; rejects as soon as `server` ends. */
export async function waitUntilReady(url, { server, signal, withinMs = 60_000 }) {
  const isReady = () =>
    fetch(url, { signal: AbortSignal.timeout(2_000) })
      .then(({ ok }) => ok)
      .catch(() => false);
  const until = performance.now() + withinMs;
  const death = server.ended.then((sentence) => Promise.reject(new Error(`The server ${sentence}.`)));
  while (!(await Promise.race([isReady(), death]))) {
    if (performance.now() > until) throw new Error(`${url} did not answer 200 within ${withinMs / 1000} s.`);
    await setTimeout(50, undefined, { signal });
  }
  death.catch(() => {}); // later deaths are someone else's business
}

/** The last lines of a log. */
export const tail = (log, lines = 25) => readFileSync(log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
