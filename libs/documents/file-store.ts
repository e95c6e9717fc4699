import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

import { ObjectStore, type StoredObject } from './object-store.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PREFIX_CHARS = 2;
const whenAbsent =
  <T>(instead: T) =>
  (error: unknown): T => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return instead;
    throw error;
  };
const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(whenAbsent([]));

/** A folder of files that only their owner can read, in one folder for each first two digits. */
export class FileStore extends ObjectStore {
  constructor(private readonly root: string) {
    super();
  }

  async keep(name: string, path: string): Promise<void> {
    const folder = this.folderOf(name);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await rename(path, this.pathOf(name));
    const handle = await open(folder);
    try {
      await handle.sync(); // the name itself outlives a loss of power
    } finally {
      await handle.close();
    }
  }

  async read(name: string): Promise<Readable | null> {
    const handle = await open(this.pathOf(name)).catch(whenAbsent(null));
    return handle && createReadStream('', { fd: handle });
  }

  async remove(name: string): Promise<void> {
    await rm(this.pathOf(name), { force: true });
  }

  async list(prefix: string): Promise<StoredObject[]> {
    if (prefix.length >= PREFIX_CHARS) return this.listFolder(prefix.slice(0, PREFIX_CHARS), prefix);
    const folders = (await namesIn(this.root)).filter((name) => name.length === PREFIX_CHARS && name.startsWith(prefix));
    const lists = [];
    for (const folder of folders) lists.push(await this.listFolder(folder, prefix));
    return lists.flat();
  }

  private async listFolder(folder: string, prefix: string): Promise<StoredObject[]> {
    const found = (await namesIn(join(this.root, folder))).filter((name) => UUID.test(name) && name.startsWith(prefix));
    const seen = found.map(async (name) => {
      const facts = await stat(join(this.root, folder, name)).catch(whenAbsent(null)); // removed meanwhile
      return facts ? [{ name, writtenAt: facts.mtime }] : [];
    });
    return (await Promise.all(seen)).flat();
  }

  private folderOf(name: string): string {
    if (!UUID.test(name)) throw new Error('an object has a random name');
    return join(this.root, name.slice(0, PREFIX_CHARS));
  }

  private pathOf(name: string): string {
    return join(this.folderOf(name), name);
  }
}
