// Ports of this machine.
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { Refused } from './refused.mjs';

/** @returns undefined, or the code of the error that listening there gives */
const listenError = (host, port) =>
  new Promise((done) => {
    const server = createServer()
      .once('error', ({ code }) => done(code))
      .listen({ host, port, exclusive: true }, () => server.close(() => done(undefined)));
  });

/** IPv6's loopback counts too where a browser would go by `localhost`: it may try that one first. */
async function problemOf(host, port, isLocal) {
  const problem = await listenError(host, port);
  if (problem || !isLocal) return problem;
  return (await listenError('::1', port)) === 'EADDRINUSE' ? 'EADDRINUSE' : undefined;
}

/**
 * @param options.patienceMs how long to wait for one that is just being given up
 * @throws Refused with the setting to change
 */
export async function requireFreePort({ host, port, isLocal }, { patienceMs = 0 } = {}) {
  const until = performance.now() + patienceMs;
  let problem = await problemOf(host, port, isLocal);
  while (problem === 'EADDRINUSE' && performance.now() < until) {
    await setTimeout(100);
    problem = await problemOf(host, port, isLocal);
  }
  if (problem === 'EADDRINUSE')
    throw new Refused(`PORT: ${port} is taken by another program. Choose another one: PORT=${port + 1} npm start`);
  if (problem === 'EACCES')
    throw new Refused(`PORT: this user may not listen on ${port}. Choose one above 1023: PORT=3000 npm start`);
  if (problem) throw new Refused(`HEARTH_HOST: ${host} is no address of this machine (${problem}).`);
}
