import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { BucketServer } from '../../test/support/bucket-server.js';
import { BucketStore } from './bucket-store.js';
import { FileStore } from './file-store.js';
import type { ObjectStore } from './object-store.js';

const folder = mkdtempSync(join(tmpdir(), 'hearth-store-'));
let server: BucketServer;
beforeAll(async () => {
  server = await BucketServer.start();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

/** By its beginning a name tells which test it is of: what one keeps stands in no list of another. */
const named = (first: string) => first + randomUUID().slice(first.length);
const fileWith = (bytes: Buffer): string => {
  const path = join(folder, `arriving-${randomUUID()}`);
  writeFileSync(path, bytes, { mode: 0o600 });
  return path;
};
async function read(store: ObjectStore, name: string): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  const stored = await store.read(name);
  if (!stored) return null;
  for await (const piece of stored) pieces.push(Buffer.from(piece as Uint8Array));
  return Buffer.concat(pieces);
}

describe.each<[string, () => ObjectStore]>([
  ['a folder', () => new FileStore(join(folder, 'documents'))],
  ['a bucket', () => new BucketStore(server.bucket)],
])('%s', (_, open) => {
  let store: ObjectStore;
  beforeAll(() => {
    store = open();
  });

  it.each([1, 70_000, 3_000_000])('keeps %i bytes as they are', async (length) => {
    const [name, bytes] = [named('ab'), randomBytes(length)];
    await store.keep(name, fileWith(bytes));
    expect((await read(store, name))?.equals(bytes)).toBe(true);
  });

  it('says that there is none', async () => {
    expect(await read(store, randomUUID())).toBeNull();
    expect(await store.list('00')).toEqual([]);
  });

  it('removes, also what is gone', async () => {
    const name = randomUUID();
    await store.keep(name, fileWith(randomBytes(10)));
    await store.remove(name);
    expect(await read(store, name)).toBeNull();
    await store.remove(name);
  });

  it('lists by the beginning of names, all pages of it, and when each was written', async () => {
    const names = Array.from({ length: 8 }, () => named('fe')).sort();
    for (const name of [...names, named('fd')]) await store.keep(name, fileWith(randomBytes(10)));
    const found = await store.list('fe');
    expect(found.map(({ name }) => name).sort()).toEqual(names);
    const all = (await store.list('')).map(({ name }) => name);
    expect(all).toEqual(expect.arrayContaining(names));
    for (const { writtenAt } of found) expect(Math.abs(writtenAt.getTime() - Date.now())).toBeLessThan(60_000);
  });

  it('keeps nothing of what is not there', async () => {
    const name = randomUUID();
    await expect(store.keep(name, join(folder, 'nothing'))).rejects.toThrow();
    expect(await read(store, name)).toBeNull();
  });
});

describe('a folder', () => {
  it('lets nobody else read, and leaves nothing where the file came from', async () => {
    const [root, name, path] = [join(folder, 'closed'), randomUUID(), fileWith(randomBytes(10))];
    await new FileStore(root).keep(name, path);
    const own = join(root, name.slice(0, 2));
    expect([statSync(own).mode & 0o777, statSync(join(own, name)).mode & 0o777]).toEqual([0o700, 0o600]);
    expect(() => readFileSync(path)).toThrow();
    expect(readdirSync(own)).toEqual([name]);
  });

  it.each(['../../etc/passwd', 'x', '', `${randomUUID()}/..`])('takes no name but a random one: %s', async (name) => {
    const store = new FileStore(join(folder, 'closed'));
    await expect(store.keep(name, fileWith(randomBytes(1)))).rejects.toThrow();
    await expect(store.read(name)).rejects.toThrow();
    await expect(store.remove(name)).rejects.toThrow();
  });
});

describe('a bucket', () => {
  it('is signed for each request: another secret opens nothing', async () => {
    const store = new BucketStore({ ...server.bucket, secretKey: 'not the secret of this bucket' });
    await expect(store.keep(randomUUID(), fileWith(randomBytes(1)))).rejects.toThrow('403');
    await expect(store.read(randomUUID())).rejects.toThrow('403');
    expect(new Set(server.refused)).toEqual(new Set(['SignatureDoesNotMatch']));
  });

  it('is no empty one when it is in trouble', async () => {
    const store = new BucketStore(server.bucket);
    for (const ask of [() => store.read(randomUUID()), () => store.list('aa'), () => store.remove(randomUUID())]) {
      server.failures.push(503);
      await expect(ask()).rejects.toThrow('503');
    }
  });
});
