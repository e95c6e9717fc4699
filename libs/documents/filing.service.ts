import { randomBytes, randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';

import type { DocumentJson } from '#contracts';
import type { Caller } from '#identity';
import { asProblem, Database, isWorthRetrying, type Tx } from '#platform';
import { Arrival } from './arrival.js';
import type { DocumentRow, Filed } from './document.repository.js';
import { DocumentView } from './document-view.js';
import { FilingRecord, type Named } from './filing-record.js';
import { ObjectStore } from './object-store.js';
import { documentProblems } from './problems.js';
import { CONTENT_KEY_BYTES, type Pieces } from './sealed-content.js';

/** So many files of one person may be on their way at once: each takes room on the disk until it is judged. */
const AT_ONCE = 3;

/**
 * Puts the bytes of an announced paper where they belong: first into the store under a random name, then into the row. A process that
 * dies between the two leaves bytes that no row names, and those are collected.
 */
@Injectable()
export class FilingService {
  private readonly onTheirWay = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly arrival: Arrival,
    private readonly store: ObjectStore,
    private readonly records: FilingRecord,
    private readonly view: DocumentView,
  ) {}

  /**
   * @param pieces null when none came
   * @throws `care.not-found`, `documents.not-found`, `documents.another-here`, `documents.not-kept`, `documents.too-many-at-once`, and
   *         as `Arrival.take` does
   */
  async file(caller: Caller, patientId: string, documentId: string, pieces: Pieces | null): Promise<DocumentJson> {
    const isFiled = await this.records.requireAnnounced(caller, patientId, documentId);
    if (!pieces) throw documentProblems.noBytes();
    const named = { patientId, documentId };
    return this.counted(caller, async () => {
      const [object, key] = [randomUUID(), randomBytes(CONTENT_KEY_BYTES)];
      const { path, ...arrived } = await this.arrival.take(pieces, { key, documentId });
      try {
        // what is there already is only compared: a second file never reaches the store
        if (isFiled) return await this.show(caller, (tx) => this.records.compare(tx, caller, named, arrived.sha256));
        await this.keep(object, path);
      } finally {
        await rm(path, { force: true });
      }
      return this.record(caller, named, { ...arrived, object, key: key.toString('base64') });
    });
  }

  private async keep(object: string, path: string): Promise<void> {
    await this.store.keep(object, path).catch((cause: unknown) => {
      throw documentProblems.notKept({}, { cause });
    });
  }

  private async record(caller: Caller, named: Named, filed: Filed): Promise<DocumentJson> {
    try {
      return await this.show(caller, (tx) => this.records.put(tx, caller, named, filed));
    } catch (error) {
      // refused for certain, so no row will ever name them; of what is not certain they are collected
      if (!isWorthRetrying(asProblem(error).kind)) await this.store.remove(filed.object).catch(() => {});
      throw error;
    }
  }

  private show(caller: Caller, write: (tx: Tx) => Promise<DocumentRow>): Promise<DocumentJson> {
    return this.database.transact(async (tx) => (await this.view.show(tx, caller, [await write(tx)]))[0]!);
  }

  private async counted<T>({ personId }: Caller, work: () => Promise<T>): Promise<T> {
    const count = this.onTheirWay.get(personId) ?? 0;
    if (count >= AT_ONCE) throw documentProblems.tooManyAtOnce({ retryAfterSec: 5 });
    this.onTheirWay.set(personId, count + 1);
    return work().finally(() => {
      const left = this.onTheirWay.get(personId)! - 1;
      if (left) this.onTheirWay.set(personId, left);
      else this.onTheirWay.delete(personId);
    });
  }
}
