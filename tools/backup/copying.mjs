// One table, out to a file and in from it: COPY text, compressed, with its rows counted and its digest taken on the way.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

const NEWLINE = 10;
const nameOf = pg.escapeIdentifier;

/** Passes text on; afterwards `result` says how many lines it had, and its sha256. COPY writes a line for each row, whatever is in it. */
class Digest extends Transform {
  #hash = createHash('sha256');
  #rows = 0;

  _transform(chunk, _, done) {
    this.#hash.update(chunk);
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) this.#rows += 1;
    done(null, chunk);
  }

  get result() {
    return { rows: this.#rows, sha256: this.#hash.digest('hex') };
  }
}

/** Writes a table into a new file that only its owner can read. @returns `{ rows, sha256 }` of the uncompressed text */
export async function copyOut(client, { name, columns, key }, path) {
  const digest = new Digest();
  const order = key ? `ORDER BY ${key.map(nameOf).join(', ')}` : '';
  const rows = client.query(copyTo(`COPY (SELECT ${columns.map(nameOf).join(', ')} FROM ${nameOf(name)} ${order}) TO STDOUT`));
  await pipeline(rows, digest, createGzip({ level: 6 }), createWriteStream(path, { mode: 0o600, flags: 'wx', flush: true }));
  return digest.result;
}

/** Loads a file into a table. @returns `{ rows, sha256 }` of what was loaded */
export async function copyIn(client, { name, columns }, path) {
  const digest = new Digest();
  const target = client.query(copyFrom(`COPY ${nameOf(name)} (${columns.map(nameOf).join(', ')}) FROM STDIN`));
  await pipeline(createReadStream(path), createGunzip(), digest, target);
  return digest.result;
}

/** Reads a file to its end. @returns `{ rows, sha256 }` */
export async function readThrough(path) {
  const digest = new Digest();
  await pipeline(createReadStream(path), createGunzip(), digest, new Writable({ write: (_, __, done) => done() }));
  return digest.result;
}
