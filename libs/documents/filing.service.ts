import { randomBytes, randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';

import type { DocumentJson } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Tx } from '#platform';
import { Arrival } from './arrival.js';
import type { Filed } from './document.repository.js';
import { DocumentView } from './document-view.js';
import { FilingRecord } from './filing-record.js';
import { ObjectStore } from './object-store.js';
import { documentProblems } from './problems.js';
import { CONTENT_KEY_BYTES, type Pieces } from './sealed-content.js';

/**
 * Puts the bytes of an announced paper where they belong: first into the store under a random name, then into the row. Whatever happens
 * between the two leaves bytes that no row names, and those are collected.
 */
@Injectable()
export class FilingService {
  constructor(
    private readonly database: Database,
    private readonly arrival: Arrival,
    private readonly store: ObjectStore,
    private readonly records: FilingRecord,
    private readonly view: DocumentView,
  ) {}

  /**
   * @param pieces null when none came
   * @throws `care.not-found`, `documents.not-found`, `documents.another-here`, `documents.not-kept`, and as `Arrival.take` does
   */
  async file(caller: Caller, patientId: string, documentId: string, pieces: Pieces | null): Promise<DocumentJson> {
    await this.records.requireAnnounced(caller, patientId, documentId);
    if (!pieces) throw documentProblems.noBytes();
    const [object, key] = [randomUUID(), randomBytes(CONTENT_KEY_BYTES)];
    const { path, ...arrived } = await this.arrival.take(pieces, { key, documentId });
    try {
      await this.store.keep(object, path);
    } catch (cause) {
      throw documentProblems.notKept({}, { cause });
    } finally {
      await rm(path, { force: true });
    }
    const filed = { ...arrived, object, key: key.toString('base64') };
    return this.database.transact((tx) => this.record(tx, caller, { patientId, documentId }, filed));
  }

  private async record(
    tx: Tx,
    caller: Caller,
    { patientId, documentId }: Readonly<{ patientId: string; documentId: string }>,
    filed: Filed,
  ): Promise<DocumentJson> {
    const row = await this.records.put(tx, caller, { patientId, documentId }, filed);
    return (await this.view.show(tx, caller, [row]))[0]!;
  }
}
