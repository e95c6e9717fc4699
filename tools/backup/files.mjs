// Papers: their sealed bytes, out of the store into a backup and back. Where the store is, the settings of the servers say.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { Refused } from '../refused.mjs';
import { ROOT } from '../steps.mjs';

const PAPERS = 'documents';
const OBJECTS = 'SELECT object::text AS name FROM document_reference WHERE object IS NOT NULL ORDER BY 1';

export const placeOf = (folder, name) => join(folder, PAPERS, name);

/** The servers' own store. @throws Refused without a build */
export async function storeMeant(dataDir, env = process.env) {
  const built = (file) => import(pathToFileURL(join(ROOT, 'dist/libs/documents', file)).href);
  if (!existsSync(join(ROOT, 'dist/libs/documents/file-store.js')))
    throw new Refused('There is no build of this version: npm run build.');
  if (!env.S3_ENDPOINT) return new (await built('file-store.js')).FileStore(join(dataDir, PAPERS));
  const { BucketStore } = await built('bucket-store.js');
  return new BucketStore({
    endpoint: env.S3_ENDPOINT.replace(/\/+$/, ''),
    ...{ name: env.S3_BUCKET, region: env.S3_REGION || 'us-east-1' },
    ...{ accessKey: env.S3_ACCESS_KEY, secretKey: env.S3_SECRET_KEY },
  });
}

/** The names of all bytes that rows have; none in a database of an older Hearth. */
export async function namesOfPapers(client) {
  const { rows: found } = await client.query(`SELECT to_regclass('public.document_reference') IS NOT NULL AS "isThere"`);
  return found[0].isThere ? (await client.query(OBJECTS)).rows.map(({ name }) => name) : [];
}

export async function digestOf(path) {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest('hex');
}

/**
 * Copies what the rows of this snapshot name. Bytes are written before their row and removed after it, so what is not there was removed
 * since the snapshot, or is lost.
 *
 * @returns `{ files, missing }` for the manifest
 */
export async function copyFiles(client, folder, openStore) {
  const names = await namesOfPapers(client);
  const [files, missing] = [[], []];
  if (!names.length) return { files, missing };
  const store = await openStore();
  await mkdir(join(folder, PAPERS), { mode: 0o700 });
  for (const name of names) {
    const stored = await store.read(name);
    if (!stored) {
      missing.push(name);
      continue;
    }
    const path = placeOf(folder, name);
    await pipeline(stored, createWriteStream(path, { mode: 0o600, flags: 'wx', flush: true }));
    files.push({ name, sha256: await digestOf(path) });
  }
  return { files, missing };
}

/** Into the store, before their rows: should the rows not follow, the bytes are collected like any that no row names. */
export async function putBack(folder, { files = [] }, store, dataDir) {
  if (!files.length) return;
  const arriving = join(dataDir, PAPERS, 'arriving'); // where servers have what is on its way, on the disk of the store if that is a folder
  await mkdir(arriving, { recursive: true, mode: 0o700 });
  for (const { name } of files) {
    const copy = join(arriving, name);
    await copyFile(placeOf(folder, name), copy); // the store takes over what it is given
    await store.keep(name, copy);
    await rm(copy, { force: true });
  }
}
