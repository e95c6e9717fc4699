import fc from 'fast-check';

import type { DocumentJson } from '#contracts';
import { fileName, paperWords, sizeWords, standingWords } from './words.js';

const paper = (over: Partial<DocumentJson> = {}): DocumentJson => ({
  ...{ documentId: '1', kind: 'letter', title: 'Of my doctor', about: null, state: 'here', mediaType: 'image/jpeg' },
  ...{ byteCount: 2_000_000, scan: 'clean', isOpenable: true, isRemovable: true, addedByName: 'Rosa', addedByRole: 'patient' },
  ...{ addedAt: '2026-01-01T00:00:00.000Z' },
  ...over,
});

it('says how large a file is', () => {
  expect([1, 1_499, 999_999, 1_000_000, 12_340_000].map(sizeWords)).toEqual(['1 kB', '1 kB', '1000 kB', '1 MB', '12.3 MB']);
  expect(paperWords(paper())).toBe('Letter from a doctor or therapist · photo · 2 MB');
});

it('says why a paper cannot be opened, and that nobody has scanned it', () => {
  expect(standingWords(paper())).toBeNull();
  expect(standingWords(paper({ scan: 'unscanned' }))).toBe('Not scanned for viruses.');
  expect(standingWords(paper({ scan: 'unscanned', isOpenable: false }))).toContain('Being checked');
  expect(standingWords(paper({ scan: 'infected', state: 'gone', isOpenable: false }))).toContain('found something');
});

it('saves a file under a name that every system takes', () => {
  expect(fileName('Brief: Dr. Łuk / 2026', 'image/jpeg')).toBe('Brief Dr Łuk 2026.jpg');
  expect(fileName(null, 'application/pdf')).toBe('document.pdf');
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (title) => !/[\\/:*?"<>|\p{Cc}]/u.test(fileName(title, 'image/png'))));
});
