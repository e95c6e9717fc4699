import fc from 'fast-check';
import { heicFile, jpegFile, pdfFile, pngFile } from '../../../test/support/sample-files.js';
import { mediaTypeOf } from './media-type.js';
import { opening, type Scan } from './scan.js';
import { wholenessOf } from './wholeness.js';

const bytes = fc.uint8Array({ minLength: 0, maxLength: 300 }).map((each) => Buffer.from(each));
const files = fc.oneof(bytes.map(pdfFile), bytes.map(jpegFile), bytes.map(pngFile), bytes.map(heicFile));

function isWhole(file: Buffer, cuts: readonly number[] = []): boolean {
  const looker = wholenessOf(mediaTypeOf(file)!);
  const at = [0, ...cuts.map((cut) => cut % (file.length + 1)).sort((a, b) => a - b), file.length];
  for (const [i, end] of at.slice(1).entries()) looker.take(file.subarray(at[i], end));
  return looker.isWhole;
}

describe('what a file is', () => {
  it.each([
    ['application/pdf', pdfFile()],
    ['image/jpeg', jpegFile()],
    ['image/png', pngFile()],
    ['image/heic', heicFile()],
  ])('%s, by its first bytes', (type, file) => expect(mediaTypeOf(file)).toBe(type));

  it.each([
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a picture that holds a script', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['a program', 'MZ\x90\x00\x03'],
    ['an archive', 'PK\x03\x04'],
    ['a picture of another kind', 'GIF89a'],
    ['a film', '\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00isommp42'],
    ['what only mentions a PDF', ' %PDF-1.7'],
    ['nothing', ''],
  ])('is nothing that may be added: %s', (_, text) => expect(mediaTypeOf(Buffer.from(text, 'latin1'))).toBeNull());

  it('is judged for any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (any) => void mediaTypeOf(Buffer.from(any))));
  });
});

describe('whether a file is whole', () => {
  it('is said the same however it is cut into pieces', () => {
    fc.assert(fc.property(files, fc.array(fc.nat(), { maxLength: 12 }), (file, cuts) => isWhole(file, cuts)));
  });

  it('is denied wherever it was cut off', () => {
    const broken = files.chain((file) => fc.integer({ min: 16, max: file.length - 1 }).map((end) => file.subarray(0, end)));
    fc.assert(fc.property(broken, fc.array(fc.nat(), { maxLength: 5 }), (file, cuts) => !isWhole(file, cuts)));
  });

  it('is not denied for what phones put behind a picture', () => {
    const film = Buffer.from('\x00\x00\x00\x18ftypmp42', 'latin1');
    expect(isWhole(Buffer.concat([jpegFile(), film]))).toBe(true);
    expect(isWhole(Buffer.concat([pngFile(), film]))).toBe(true);
  });

  it('is said of any bytes behind a beginning, and ends', () => {
    fc.assert(
      fc.property(files, bytes, (file, more) => {
        const mixed = Buffer.concat([file.subarray(0, 20), more]);
        return typeof isWhole(mixed) === 'boolean';
      }),
    );
  });
});

describe('whether a file may be opened', () => {
  it.each<[Scan, boolean, string]>([
    ['unscanned', false, 'open'],
    ['unscanned', true, 'check'],
    ['failed', false, 'open'],
    ['failed', true, 'check'],
    ['clean', true, 'open'],
    ['clean', false, 'open'],
    ['infected', true, 'never'],
    ['infected', false, 'never'],
  ])('%s, with a scanner: %s: %s', (scan, hasScanner, answer) => expect(opening(scan, hasScanner)).toBe(answer));
});
