import type { MediaType } from './media-type.js';
import { type Format, Walk } from './walk.js';

const PNG_SIGNATURE_BYTES = 8;
const PNG_CRC_BYTES = 4;

/** Chunks of length, type, data, checksum; the last is IEND. */
function* png(): Format {
  yield { skip: PNG_SIGNATURE_BYTES };
  for (;;) {
    const head = yield { read: 8 };
    yield { skip: head.readUInt32BE(0) };
    yield { read: PNG_CRC_BYTES };
    if (head.toString('latin1', 4) === 'IEND') return;
  }
}

const [MARK, END, SCAN] = [0xff, 0xd9, 0xda];
/** Markers without a length, and within a scan what is no marker at all: a stuffed zero, a filling 0xff. */
const isBare = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
const isOfScan = (marker: number) => marker === 0 || marker === MARK || (marker >= 0xd0 && marker <= 0xd7);

/** Segments until a scan, which has no length; the end is a marker of its own. A thumbnail lies within a segment, and is passed over. */
function* jpeg(): Format {
  for (let isInScan = false; ; ) {
    yield { seek: MARK };
    let [marker = MARK] = yield { read: 1 };
    while (marker === MARK) [marker = MARK] = yield { read: 1 };
    if (isInScan && isOfScan(marker)) continue;
    if (marker === END) return;
    if (isBare(marker) || marker === 0) continue;
    const length = (yield { read: 2 }).readUInt16BE(0);
    yield { skip: Math.max(0, length - 2) };
    isInScan = marker === SCAN;
  }
}

/** Boxes of size and type, one behind the other; a size of 0 reaches to the end, of 1 stands behind the type. */
function* heic(): Format {
  const seen = new Set<string>();
  for (;;) {
    const head = yield { read: 8, mayEnd: seen.has('meta') && seen.has('mdat') };
    seen.add(head.toString('latin1', 4));
    const size = head.readUInt32BE(0);
    if (size === 0) return;
    if (size === 1) {
      const long = yield { read: 8 };
      yield { skip: Math.max(0, Number(long.readBigUInt64BE(0)) - 16) };
    } else yield { skip: Math.max(0, size - 8) };
  }
}

/** Readers take the end mark of a PDF as far before the end. Source: ISO 32000-1, annex H, note 18. */
const PDF_TAIL_BYTES = 1_024;

class PdfEnd {
  private tail: Buffer = Buffer.alloc(0);

  take(piece: Buffer): void {
    this.tail = Buffer.concat([this.tail, piece.subarray(-PDF_TAIL_BYTES)]).subarray(-PDF_TAIL_BYTES);
  }

  get isWhole(): boolean {
    return this.tail.includes('%%EOF');
  }
}

/** Looks on as a file passes, and knows at its end whether it was cut off. */
export type Wholeness = { take(piece: Buffer): void; readonly isWhole: boolean };

/**
 * Whether a file has an end, by the structure of its format; not whether what is in it can be shown. What phones put behind the end
 * (a short film, for one) is let through.
 */
export function wholenessOf(type: MediaType): Wholeness {
  switch (type) {
    case 'application/pdf':
      return new PdfEnd();
    case 'image/jpeg':
      return new Walk(jpeg());
    case 'image/png':
      return new Walk(png());
    case 'image/heic':
      return new Walk(heic());
  }
}
