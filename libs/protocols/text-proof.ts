import { createHash } from 'node:crypto';

/** The SHA-256 of a text in UTF-8. */
export const proofOf = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

export type Standing = 'as-signed' | 'changed' | 'erased';

/** Whether a text is, to the byte, the one that was signed. @param text null: it was erased */
export function standingOf(text: string | null, proof: Uint8Array): Standing {
  if (text === null) return 'erased';
  return proofOf(text).equals(proof) ? 'as-signed' : 'changed';
}
