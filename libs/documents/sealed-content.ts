import { createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto';

import { encryptionProblems } from '#platform';

/** Bytes of a file, as they come. */
export type Pieces = AsyncIterable<Buffer>;
/** The key of one file, made for it and for nothing else, and the document that the file belongs to. */
export type ContentKey = Readonly<{ key: Buffer; documentId: string }>;

const CIPHER = 'aes-256-gcm';
const PART_BYTES = 64 * 1024;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const CONTENT_KEY_BYTES = 32;

/** Cut to one size; only the last may be shorter, and is there even when it is empty. */
async function* inParts(pieces: Pieces, size: number): AsyncGenerator<{ part: Buffer; isLast: boolean }> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const piece of pieces) {
    held.push(piece);
    length += piece.length;
    if (length <= size) continue;
    let all = Buffer.concat(held, length);
    for (; all.length > size; all = all.subarray(size)) yield { part: all.subarray(0, size), isLast: false };
    held = [all];
    length = all.length;
  }
  yield { part: Buffer.concat(held, length), isLast: true };
}

/** A key seals one file once, so a number is as good a nonce as chance, and no two parts can ever share one. */
const nonceOf = (number: number): Buffer => {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeUIntBE(number, NONCE_BYTES - 6, 6);
  return nonce;
};
const boundTo = (documentId: string, number: number, isLast: boolean): Buffer =>
  Buffer.from(['document_reference', 'content', documentId, number, isLast ? 'last' : 'more'].join('|'));

/**
 * AES-256-GCM in parts of 64 KiB, each bound to its document, its place, and whether it is the last: no part can be left out, moved,
 * repeated or taken from another file. Holds one part at a time.
 */
export async function* sealed(pieces: Pieces, { key, documentId }: ContentKey): AsyncGenerator<Buffer> {
  const secret = createSecretKey(key);
  let number = 0;
  for await (const { part, isLast } of inParts(pieces, PART_BYTES)) {
    const cipher = createCipheriv(CIPHER, secret, nonceOf(number)).setAAD(boundTo(documentId, number, isLast));
    yield Buffer.concat([cipher.update(part), cipher.final(), cipher.getAuthTag()]);
    number += 1;
  }
}

/** @throws `encryption.unreadable` at the first part that is not as it was sealed, before any of its bytes are given out */
export async function* opened(pieces: Pieces, { key, documentId }: ContentKey): AsyncGenerator<Buffer> {
  const secret = createSecretKey(key);
  let number = 0;
  for await (const { part, isLast } of inParts(pieces, PART_BYTES + TAG_BYTES)) {
    try {
      const opener = createDecipheriv(CIPHER, secret, nonceOf(number), { authTagLength: TAG_BYTES });
      opener.setAAD(boundTo(documentId, number, isLast)).setAuthTag(part.subarray(-TAG_BYTES));
      yield Buffer.concat([opener.update(part.subarray(0, -TAG_BYTES)), opener.final()]);
    } catch (cause) {
      throw encryptionProblems.unreadable({}, { cause });
    }
    number += 1;
  }
}
