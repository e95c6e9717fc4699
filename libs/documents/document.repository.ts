import { Injectable } from '@nestjs/common';

import type { DocumentAbout, DocumentKind, ScanState } from '#contracts';
import { type Db, PersonKeys, type Reader, type Tx } from '#platform';
import type { MediaType } from './domain/media-type.js';

export type DocumentRow = Readonly<{
  id: string;
  patientId: string;
  kind: DocumentKind;
  addedBy: string;
  addedAt: Date;
  filedAt: Date | null;
  mediaType: MediaType | null;
  byteCount: number | null;
  object: string | null;
  scan: ScanState;
  seenAt: Date | null;
  removedAt: Date | null;
  wordsSealed: string;
  contentSealed: string | null;
}>;
export type Words = Readonly<{ title: string; about: DocumentAbout | null }>;
/** Of the bytes as they were added: their key in the store, in base64, and their digest. */
export type Content = Readonly<{ key: string; sha256: string }>;
export type Filed = Content & Readonly<{ object: string; mediaType: MediaType; byteCount: number }>;

const place = (rowId: string, column: 'words_sealed' | 'content_sealed') => ({ table: 'document_reference', column, rowId });
const SELECT = {
  ...{ id: true, patientId: true, kind: true, addedBy: true, addedAt: true, filedAt: true, mediaType: true, byteCount: true },
  ...{ object: true, scan: true, seenAt: true, removedAt: true, wordsSealed: true, contentSealed: true },
} as const;

/** Papers as rows. Their words, and the keys of their bytes, are sealed under the patient's key: with it all of it ends. */
@Injectable()
export class DocumentRepository {
  constructor(private readonly keys: PersonKeys) {}

  /** Until the transaction ends nobody else adds to this patient's papers. */
  async hold(tx: Tx, patientId: string): Promise<void> {
    await tx.sql`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`documents|${patientId}`}, 0))`;
  }

  /** How many papers a record holds, those among them that are still to come. */
  async count(on: Reader, patientId: string): Promise<number> {
    const [row] = await on.sql<{ n: number }>`
      SELECT count(*) AS n FROM document_reference
      WHERE patient_id = ${patientId} AND removed_at IS NULL AND (object IS NOT NULL OR filed_at IS NULL)`;
    return Number(row!.n);
  }

  async insert(
    tx: Tx,
    { id, patientId, kind, addedBy }: Pick<DocumentRow, 'id' | 'patientId' | 'kind' | 'addedBy'>,
    words: Words,
  ): Promise<void> {
    const sealed = await this.keys.seal(tx, patientId, JSON.stringify(words), place(id, 'words_sealed'));
    await tx.sql`
      INSERT INTO document_reference (id, patient_id, kind, added_by, words_sealed)
      VALUES (${id}, ${patientId}, ${kind}, ${addedBy}, ${sealed})`;
  }

  /** The newest first; at most as many as a record may hold, and more that are gone. */
  findAll(db: Db, patientId: string): Promise<DocumentRow[]> {
    const orderBy = [{ addedAt: 'desc' as const }, { id: 'desc' as const }];
    return db.documentReference.findMany({ where: { patientId }, orderBy, select: SELECT, take: 1_000 }) as Promise<
      DocumentRow[]
    >;
  }

  findOne(db: Db, id: string): Promise<DocumentRow | null> {
    return db.documentReference.findUnique({ where: { id }, select: SELECT }) as Promise<DocumentRow | null>;
  }

  /** The same, and nobody else changes it until the transaction ends. */
  async holdOne(tx: Tx, id: string): Promise<DocumentRow | null> {
    await tx.sql`SELECT 1 FROM document_reference WHERE id = ${id} FOR UPDATE`;
    return this.findOne(tx, id);
  }

  /** @returns null for what was erased */
  async wordsOf(db: Db, { id, wordsSealed }: DocumentRow): Promise<Words | null> {
    const text = await this.keys.openIfKept(db, wordsSealed, place(id, 'words_sealed'));
    return text === null ? null : (JSON.parse(text) as Words);
  }

  /** @returns null for what has not come, is gone, or was erased */
  async contentOf(db: Db, { id, contentSealed }: DocumentRow): Promise<Content | null> {
    const text = await this.keys.openIfKept(db, contentSealed, place(id, 'content_sealed'));
    return text === null ? null : (JSON.parse(text) as Content);
  }

  async file(tx: Tx, { id, patientId }: DocumentRow, { object, mediaType, byteCount, key, sha256 }: Filed): Promise<void> {
    const sealed = await this.keys.seal(tx, patientId, JSON.stringify({ key, sha256 }), place(id, 'content_sealed'));
    await tx.sql`
      UPDATE document_reference SET filed_at = app_now(), media_type = ${mediaType}, byte_count = ${byteCount}::int,
        object = ${object}::uuid, content_sealed = ${sealed} WHERE id = ${id}`;
  }

  async see(tx: Tx, id: string): Promise<void> {
    await tx.sql`UPDATE document_reference SET seen_at = app_now() WHERE id = ${id} AND seen_at IS NULL`;
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await tx.sql`UPDATE document_reference SET removed_at = app_now(), object = NULL, content_sealed = NULL WHERE id = ${id}`;
  }

  /** What was found infected is closed for ever, and its bytes are nobody's any more. */
  async judge(tx: Tx, id: string, scan: Exclude<ScanState, 'unscanned'>): Promise<void> {
    await tx.sql`
      UPDATE document_reference SET scan = ${scan}, scanned_at = app_now(),
        object = CASE WHEN ${scan} = 'infected' THEN NULL ELSE object END,
        content_sealed = CASE WHEN ${scan} = 'infected' THEN NULL ELSE content_sealed END
      WHERE id = ${id}`;
  }

  /** Of these names of bytes, those that a row has. */
  async findKept(on: Reader, objects: readonly string[]): Promise<Set<string>> {
    const rows = await on.sql<{ object: string }>`
      SELECT object FROM document_reference WHERE object = ANY(${[...objects]}::uuid[])`;
    return new Set(rows.map(({ object }) => object));
  }

  /** Forgets what was announced long ago and never came. @returns how many */
  async forgetAwaited(on: Reader, hours: number, limit: number): Promise<number> {
    const rows = await on.sql`
      DELETE FROM document_reference WHERE id = ANY(ARRAY(
        SELECT id FROM document_reference WHERE filed_at IS NULL AND added_at < app_now() - ${hours}::int * interval '1 hour'
        ORDER BY added_at LIMIT ${limit} FOR UPDATE SKIP LOCKED))
      RETURNING 1`;
    return rows.length;
  }
}
