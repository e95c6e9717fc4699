import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';

import { opened, type Pieces, sealed } from './sealed-content.js';

const PART = 64 * 1024;
const SEALED_PART = PART + 16;
async function* cut(bytes: Buffer, ...sizes: readonly number[]): Pieces {
  let at = 0;
  for (const size of sizes) {
    yield bytes.subarray(at, at + size);
    at += size;
  }
  yield bytes.subarray(at);
}
async function all(pieces: Pieces): Promise<Buffer> {
  const found: Buffer[] = [];
  for await (const piece of pieces) found.push(piece);
  return Buffer.concat(found);
}
const newKey = () => ({ key: randomBytes(32), documentId: randomUUID() });
const unreadable = expect.objectContaining({ code: 'encryption.unreadable' });

describe('a file under the key of its own', () => {
  const lengths = fc.constantFrom(1, 15, 16, 17, PART - 1, PART, PART + 1, 2 * PART, 2 * PART + 7, 3 * PART);

  it('opens as it was, however it comes in pieces', async () => {
    await fc.assert(
      fc.asyncProperty(lengths, fc.array(fc.nat(PART), { maxLength: 4 }), async (length, sizes) => {
        const [plain, key] = [randomBytes(length), newKey()];
        const stored = await all(sealed(cut(plain, ...sizes), key));
        expect(stored.length).toBe(length + 16 * Math.max(1, Math.ceil(length / PART)));
        expect((await all(opened(cut(stored, ...[...sizes].reverse()), key))).equals(plain)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('shows nothing of what is in it', async () => {
    const stored = await all(sealed(cut(Buffer.alloc(PART, 'canary')), newKey()));
    expect(stored.includes('canary')).toBe(false);
  });

  it.each<[string, (parts: Buffer[]) => Buffer[]]>([
    [
      'is changed in one bit',
      ([first, ...rest]) => [Buffer.concat([first!.subarray(0, 9), Buffer.from([first![9]! ^ 1]), first!.subarray(10)]), ...rest],
    ],
    ['lacks its end', (parts) => parts.slice(0, -1)],
    ['lacks a part in the middle', ([first, , ...rest]) => [first!, ...rest]],
    ['has two parts exchanged', ([first, second, ...rest]) => [second!, first!, ...rest]],
    ['has a part twice', ([first, ...rest]) => [first!, first!, ...rest]],
    ['has something behind its end', (parts) => [...parts, Buffer.alloc(20)]],
    ['is cut within a part', (parts) => [...parts.slice(0, -1), parts.at(-1)!.subarray(0, -1)]],
    ['is empty', () => []],
  ])('does not open when it %s', async (_, change) => {
    const key = newKey();
    const stored = await all(sealed(cut(randomBytes(3 * PART + 100)), key));
    const parts = Array.from({ length: 4 }, (_, i) => stored.subarray(i * SEALED_PART, (i + 1) * SEALED_PART));
    await expect(all(opened(cut(Buffer.concat(change(parts))), key))).rejects.toEqual(unreadable);
  });

  it('does not open as another paper, or under another key', async () => {
    const key = newKey();
    const stored = await all(sealed(cut(randomBytes(100)), key));
    await expect(all(opened(cut(stored), { ...key, documentId: randomUUID() }))).rejects.toEqual(unreadable);
    await expect(all(opened(cut(stored), { ...key, key: randomBytes(32) }))).rejects.toEqual(unreadable);
  });
});
