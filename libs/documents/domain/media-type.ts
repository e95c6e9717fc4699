/** What may be added to a record: papers and photographs of papers. */
export const MEDIA_TYPES = ['application/pdf', 'image/jpeg', 'image/png', 'image/heic'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** So many bytes at the beginning tell what a file is. */
export const HEAD_BYTES = 64;

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Brands of photographs of phones. `mif1` says only that it holds images, of whichever coding. */
const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis'];

const startsWith = (head: Buffer, bytes: Buffer) => head.subarray(0, bytes.length).equals(bytes);

function isHeic(head: Buffer): boolean {
  if (head.toString('latin1', 4, 8) !== 'ftyp') return false;
  const end = Math.min(head.readUInt32BE(0), head.length);
  const brands = [head.toString('latin1', 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(head.toString('latin1', at, at + 4));
  return (HEIC_BRANDS.includes(brands[0]!) || brands[0] === 'mif1') && brands.some((brand) => HEIC_BRANDS.includes(brand));
}

/**
 * What a file is by its first bytes; its name and what a browser says of it count for nothing.
 *
 * @param head the first `HEAD_BYTES` bytes, or all of a shorter file
 * @returns    null for everything that may not be added
 */
export function mediaTypeOf(head: Buffer): MediaType | null {
  if (head.toString('latin1', 0, 5) === '%PDF-') return 'application/pdf';
  if (startsWith(head, Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  if (startsWith(head, PNG)) return 'image/png';
  if (head.length >= 16 && isHeic(head)) return 'image/heic';
  return null;
}
