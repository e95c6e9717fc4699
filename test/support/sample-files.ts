import { deflateSync } from 'node:zlib';

/** Small files of each kind that may be added to a record, around bytes of one's own. */

const u16 = (value: number) => Buffer.from([(value >> 8) & 0xff, value & 0xff]);
const u32 = (value: number) => Buffer.concat([u16(value >>> 16), u16(value & 0xffff)]);
const ascii = (text: string) => Buffer.from(text, 'latin1');
const NONE = Buffer.alloc(0);

/** @param inside stands in a comment, so that no end mark can be in it: it is written in hex */
export const pdfFile = (inside: Buffer = NONE): Buffer =>
  ascii(`%PDF-1.4\n%${inside.toString('hex')}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF`);

const chunk = (type: string, data: Buffer) => {
  const named = Buffer.concat([ascii(type), data]);
  return Buffer.concat([u32(data.length), named, u32(crc(named))]);
};
function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}

/** A picture of one colour that a browser shows. */
export const pngFile = (inside: Buffer = NONE, [width, height] = [64, 48]): Buffer => {
  const head = Buffer.concat([u32(width), u32(height), Buffer.from([8, 2, 0, 0, 0])]);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 0xb4)]);
  const rows = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    ...[chunk('IHDR', head), chunk('tEXt', inside), chunk('IDAT', rows), chunk('IEND', NONE)],
  ]);
};

/** @param inside stands in the scan, with 0xff stuffed as the format has it; a thumbnail's end stands before it */
export const jpegFile = (inside: Buffer = NONE): Buffer => {
  const segment = (marker: number, data: Buffer) => Buffer.concat([Buffer.from([0xff, marker]), u16(data.length + 2), data]);
  const scan = Buffer.concat([...inside].map((byte) => Buffer.from(byte === 0xff ? [0xff, 0] : [byte])));
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, Buffer.concat([ascii('Exif\0\0'), Buffer.from([0xff, 0xd8, 0xff, 0xd9])])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    scan,
    Buffer.from([0xff, 0xd0]),
    scan,
    Buffer.from([0xff, 0xd9]),
  ]);
};

export const heicFile = (inside: Buffer = NONE): Buffer => {
  const box = (type: string, data: Buffer) => Buffer.concat([u32(data.length + 8), ascii(type), data]);
  return Buffer.concat([
    box('ftyp', ascii('heic\0\0\0\0mif1heic')),
    box('meta', Buffer.alloc(12)),
    box('mdat', Buffer.concat([inside, ascii('end')])),
  ]);
};
