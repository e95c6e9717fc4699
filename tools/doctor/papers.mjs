// Whether papers are where rows say, and whether the virus scanner answers.
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

/** Asks clamd whether it lives. */
export async function scannerFacts(text) {
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
