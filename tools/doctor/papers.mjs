// Whether papers are where rows say, and whether the virus scanner answers.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { namesOfPapers, storeMeant } from '../backup/files.mjs';
import { onlyRead } from '../server-login.mjs';

const TIMEOUT_MS = 5_000;
const reasonOf = ({ code, message }) => code ?? message;

async function names(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: TIMEOUT_MS });
  await client.connect();
  try {
    await onlyRead(client);
    return await namesOfPapers(client);
  } finally {
    await client.end();
  }
}

/** null: there is no database to ask, which is said elsewhere. */
export async function storeFacts(url, dataDir, env = process.env) {
  const known = url && (await names(url).catch(() => null));
  if (!known) return null;
  const place = env.S3_ENDPOINT ? `the bucket ${env.S3_BUCKET}` : join(dataDir, 'documents');
  try {
    const stored = new Set((await (await storeMeant(dataDir, env)).list('')).map(({ name }) => name));
    return { place, papers: known.length, missing: known.filter((name) => !stored.has(name)).length };
  } catch (error) {
    return { place, error: reasonOf(error) };
  }
}

/** Shows nothing to the program that scans: it must find nothing in it. */
async function commandFacts(text) {
  const [program, ...args] = JSON.parse(text);
  const env = { PATH: process.env.PATH };
  const child = spawn(program, args, {
    cwd: '/',
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
    timeout: 6 * TIMEOUT_MS,
    killSignal: 'SIGKILL',
  });
  child.stdin.on('error', () => {}).end();
  const code = await Promise.race([once(child, 'close').then(([code]) => code), once(child, 'error').then(reasonOfFirst)]);
  return code === 0 ? {} : { error: `of an empty file it says ${code ?? 'nothing in time'}` };
}
const reasonOfFirst = ([error]) => reasonOf(error);

/** Asks the scanner whether it lives: a clamd, or a program. */
export async function scannerFacts({ CLAMD_URL: text, DOCUMENT_SCAN_COMMAND: command }) {
  if (command) return commandFacts(command);
  if (!text) return null;
  const { protocol, hostname: host, port, pathname: path } = new URL(text);
  const socket = connect(protocol === 'unix:' ? { path: decodeURIComponent(path) } : { host, port: Number(port) });
  socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('no answer')));
  try {
    await once(socket, 'connect');
    socket.write('zPING\0');
    const [answer] = await once(socket, 'data');
    return String(answer).startsWith('PONG') ? {} : { error: 'it is no clamd' };
  } catch (error) {
    return { error: reasonOf(error) };
  } finally {
    socket.destroy();
  }
}
