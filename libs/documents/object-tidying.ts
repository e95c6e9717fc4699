import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';

import { Config, Database, Housekeeping } from '#platform';
import { arrivalsIn } from './arrival.js';
import { DocumentRepository } from './document.repository.js';
import { ObjectStore } from './object-store.js';

/** Longer than any request may take, by far. Real time, as the store's. */
const ORPHAN_MS = 24 * 3_600_000;
/** So long somebody may take for the file of a paper that they have announced. */
const AWAITED_HOURS = 24;
const FOLDERS = 256;

/** Takes away what nobody has any use for: bytes without a row, papers that never came, what was left on the way. */
@Injectable()
export class ObjectTidying implements OnModuleInit {
  /** Each process begins somewhere else, and comes round in four hours. */
  private next = Math.floor(Math.random() * FOLDERS);

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly housekeeping: Housekeeping,
    private readonly documents: DocumentRepository,
    private readonly store: ObjectStore,
  ) {}

  onModuleInit(): void {
    this.housekeeping.register('papers that never came', (limit) =>
      this.documents.forgetAwaited(this.database, AWAITED_HOURS, limit),
    );
    this.housekeeping.register('bytes without a row', () => {
      this.next = (this.next + 1) % FOLDERS;
      return this.collect(this.next.toString(16).padStart(2, '0'));
    });
    this.housekeeping.register('bytes that never arrived', () => this.clearArrivals());
  }

  /**
   * Removes objects of the store that no row names. A row comes within minutes after its bytes, so an old object without one will
   * never have one.
   *
   * @returns how many
   */
  async collect(prefix: string, now = Date.now()): Promise<number> {
    const old = (await this.store.list(prefix)).filter(({ writtenAt }) => writtenAt.getTime() < now - ORPHAN_MS);
    if (!old.length) return 0;
    const kept = await this.documents.findKept(
      this.database,
      old.map(({ name }) => name),
    );
    const orphans = old.filter(({ name }) => !kept.has(name));
    for (const { name } of orphans) await this.store.remove(name);
    return orphans.length;
  }

  /** @returns how many */
  async clearArrivals(now = Date.now()): Promise<number> {
    const folder = arrivalsIn(this.config.dataDir);
    const paths = (await readdir(folder).catch(() => [])).map((name) => join(folder, name));
    let cleared = 0;
    for (const path of paths) {
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }));
      if (mtimeMs >= now - ORPHAN_MS) continue;
      await rm(path, { force: true });
      cleared += 1;
    }
    return cleared;
  }
}
