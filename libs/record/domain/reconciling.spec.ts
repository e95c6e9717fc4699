import fc from 'fast-check';

import { notOnList } from './reconciling.js';

const name = fc.constantFrom('Sertraline 100 mg', 'sertraline  100 MG', 'Zinc', 'zinc', 'Lorazepam');

describe('notOnList', () => {
  it('knows an entry again, however it is spaced and capitalized', () => {
    expect(notOnList(['Sertraline 100 mg', 'Zinc'], ['sertraline  100 MG '])).toEqual(['Zinc']);
  });

  it('loses nothing that is not on the list', () => {
    fc.assert(
      fc.property(fc.array(name), fc.array(name), (written, listed) => {
        const rest = notOnList(written, listed);
        expect(notOnList(rest, listed)).toEqual(rest);
        expect(notOnList(written, [...listed, ...rest])).toEqual([]);
        expect(written).toEqual(expect.arrayContaining(rest));
      }),
    );
  });
});
