import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';

import { Problem } from '#kernel';
import { Config } from '#platform';
import { HEAD_BYTES, type MediaType, mediaTypeOf } from './domain/media-type.js';
import { type Wholeness, wholenessOf } from './domain/wholeness.js';
import { documentProblems } from './problems.js';
import { type ContentKey, type Pieces, sealed } from './sealed-content.js';

/** Bytes that have come: sealed, in a file of this machine. */
export type Arrived = Readonly<{ path: string; mediaType: MediaType; byteCount: number; sha256: string }>;

/** Where bytes are until they are whole; sealed, as everywhere. */
export const arrivalsIn = (dataDir: string): string => join(dataDir, 'documents', 'arriving');

/** Takes bytes in as they come: judges what they are, seals them, and holds no more than a part of them in memory. */
@Injectable()
export class Arrival {
  constructor(private readonly config: Config) {}

  /**
   * @returns a file that only its owner can read; whoever asked for it removes it
   * @throws  `documents.no-bytes`, `documents.too-large`, `documents.unknown-kind`, `documents.cut-off`, `documents.broken-off`,
   *          `documents.not-kept`; then nothing is left
   */
  async take(pieces: Pieces, key: ContentKey): Promise<Arrived> {
    const folder = arrivalsIn(this.config.dataDir);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, randomUUID());
    const inspection = new Inspection(this.config.documents.maxBytes);
    // Opened before anything is read: a file that is still being opened comes into being after it was removed.
    const file = await open(path, 'wx', 0o600);
    try {
      await pipeline(
        pieces,
        (came: Pieces) => inspection.watch(came),
        (seen: Pieces) => sealed(seen, key),
        file.createWriteStream({ flush: true }),
      );
      return { path, ...inspection.result() };
    } catch (error) {
      await rm(path, { force: true });
      throw problemOf(error);
    }
  }
}

/** The sender's fault unless it is the disk's; which of its codes, the log has. */
function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { code = '' } = error as NodeJS.ErrnoException;
  const isBrokenOff = ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR', 'ECONNABORTED'].includes(code);
  return (isBrokenOff ? documentProblems.brokenOff : documentProblems.notKept)({}, { cause: error });
}

/** What passes is counted, digested and recognised. */
class Inspection {
  private readonly hash = createHash('sha256');
  private head: Buffer = Buffer.alloc(0);
  private byteCount = 0;
  private mediaType: MediaType | null = null;
  private wholeness: Wholeness | undefined;

  constructor(private readonly maxBytes: number) {}

  async *watch(pieces: Pieces): AsyncGenerator<Buffer> {
    for await (const piece of pieces) {
      this.byteCount += piece.length;
      if (this.byteCount > this.maxBytes) throw documentProblems.tooLarge({ maxBytes: this.maxBytes });
      this.hash.update(piece);
      this.recognise(piece);
      yield piece;
    }
    if (this.byteCount === 0) throw documentProblems.noBytes();
    this.begin();
    if (!this.wholeness?.isWhole) throw documentProblems.cutOff();
  }

  result(): Omit<Arrived, 'path'> {
    return { mediaType: this.mediaType!, byteCount: this.byteCount, sha256: this.hash.digest('hex') };
  }

  private recognise(piece: Buffer): void {
    if (this.wholeness) {
      this.wholeness.take(piece);
      return;
    }
    this.head = Buffer.concat([this.head, piece]);
    if (this.head.length >= HEAD_BYTES) this.begin();
  }

  private begin(): void {
    if (this.wholeness) return;
    this.mediaType = mediaTypeOf(this.head.subarray(0, HEAD_BYTES));
    if (!this.mediaType) throw documentProblems.unknownKind();
    this.wholeness = wholenessOf(this.mediaType);
    this.wholeness.take(this.head);
  }
}
