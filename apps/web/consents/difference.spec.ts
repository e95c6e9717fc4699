import fc from 'fast-check';

import { difference } from './difference.js';

const text = fc
  .array(fc.constantFrom('you', 'pay', 'ten', 'dollars', '\n\n', ' '), { maxLength: 30 })
  .map((words) => words.join(' '));
const only = (kinds: readonly string[], pieces: ReturnType<typeof difference>) =>
  pieces
    .filter(({ kind }) => kinds.includes(kind))
    .map((piece) => piece.text)
    .join('');

describe('difference', () => {
  it('marks the words that came in and went out', () => {
    expect(difference('You pay ten dollars.', 'You pay twelve dollars.')).toEqual([
      { kind: 'same', text: 'You pay ' },
      { kind: 'out', text: 'ten' },
      { kind: 'in', text: 'twelve' },
      { kind: 'same', text: ' dollars.' },
    ]);
  });

  it('holds both texts whole, whatever they are', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = difference(before, after);
        expect([only(['same', 'out'], pieces), only(['same', 'in'], pieces)]).toEqual([before, after]);
      }),
    );
  });

  it('of a text and itself is the text', () => {
    fc.assert(fc.property(text, (same) => difference(same, same).every(({ kind }) => kind === 'same')));
  });
});
