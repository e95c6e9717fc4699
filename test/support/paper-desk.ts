import { existsSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';

import { ContentRemoval, DocumentsService, FilingService, ObjectStore, ScanningService, ViewingService } from '#documents';
import type { Caller } from '#identity';
import { Config, Database } from '#platform';
import { pdfFile } from './sample-files.js';
import type { SmallClinic, TeamOf } from './small-clinic.js';

export const CANARY = 'canary of a pharmacy';
const TWO_DAYS_MS = 48 * 3_600_000;
export const refused = (code: string) => expect.objectContaining({ code: `documents.${code}` });
type Bytes = AsyncIterable<Buffer>;

/** A file as it comes. */
export async function* cut(bytes: Buffer, size = 10_000): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Where the papers of one patient are added, opened and looked for on the disk. */
export class PaperDesk {
  team!: TeamOf;

  constructor(private readonly clinic: SmallClinic) {}

  /** The patient. */
  get of(): string {
    return this.team.patient.personId;
  }

  /** Of the config, which is read anew each time. */
  settings(given: Partial<Pick<Config, 'scanner' | 'documents'>>): void {
    Object.assign(this.clinic.get(Config), given);
  }

  async list(by: Caller) {
    return (await this.clinic.get(DocumentsService).list(by, this.of)).documents;
  }

  async announce(by: Caller): Promise<string> {
    const paper = { kind: 'letter' as const, title: `Of ${CANARY}` };
    return (await this.clinic.get(DocumentsService).announce(by, this.of, paper)).documentId;
  }

  file(by: Caller, id: string, pieces: Bytes | null) {
    return this.clinic.get(FilingService).file(by, this.of, id, pieces);
  }

  remove(by: Caller, id: string): Promise<void> {
    return this.clinic.get(DocumentsService).remove(by, this.of, id);
  }

  async add(by: Caller, bytes = pdfFile(Buffer.from(CANARY))): Promise<string> {
    const id = await this.announce(by);
    await this.file(by, id, cut(bytes));
    return id;
  }

  async open(by: Caller, id: string): Promise<Buffer> {
    const { content } = await this.clinic.get(ViewingService).open(by, this.of, id);
    const pieces: Buffer[] = [];
    for await (const piece of content) pieces.push(piece as Buffer);
    return Buffer.concat(pieces);
  }

  async row(id: string) {
    return (await this.clinic.read.documentReference.findUnique({ where: { id } }))!;
  }

  store(): ObjectStore {
    return this.clinic.get(ObjectStore as unknown as Type<ObjectStore>);
  }

  root(): string {
    return join(this.clinic.get(Config).dataDir, 'documents');
  }

  /** Every file that there is. */
  stored(): string[] {
    if (!existsSync(this.root())) return [];
    const found = readdirSync(this.root(), { recursive: true, withFileTypes: true });
    return found.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  }

  /** As if it had been written two days ago. */
  age(path: string): void {
    const then = new Date(Date.now() - TWO_DAYS_MS);
    utimesSync(path, then, then);
  }

  /** Does what waits, as the worker does. @returns how much it was */
  removeUnwanted(): Promise<number> {
    const removal = this.clinic.get(ContentRemoval);
    return this.work('documents.content-unwanted', ({ object }, eventId) => removal.remove(object!, eventId));
  }

  scanAll(): Promise<number> {
    const scanning = this.clinic.get(ScanningService);
    return this.work('documents.scan-due', ({ documentId }, eventId) => scanning.look(documentId!, eventId));
  }

  private async work(name: string, run: (payload: Record<string, string>, eventId: string) => Promise<unknown>): Promise<number> {
    const rows = await this.clinic.get(Database).sql<{ id: string; payload: Record<string, string> }>`
      SELECT id, payload FROM outbox_event WHERE name = ${name} AND done_at IS NULL AND voided_at IS NULL`;
    for (const { id, payload } of rows) await run(payload, id);
    return rows.length;
  }
}
