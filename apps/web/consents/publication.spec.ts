import fc from 'fast-check';

import { codeOf, publicationOf } from './publication.js';

const fees = { code: 'fees', title: 'Fees', text: 'Ask first.' };
const risks = { code: 'risks', title: 'Risks', text: 'There are some.' };

describe('publicationOf', () => {
  it('names what has to be signed and what goes', () => {
    const wanted = [
      { ...fees, text: 'Ask twice.' },
      { code: 'plan', title: 'Plan', text: 'In an emergency.' },
    ];
    expect(publicationOf([fees, risks], wanted)).toEqual({ changed: ['Fees', 'Plan'], retired: ['Risks'] });
  });

  it('sees no change in blanks around a text, or in another order', () => {
    expect(publicationOf([fees, risks], [risks, { ...fees, text: ' Ask first.\n' }])).toEqual({ changed: [], retired: [] });
  });
});

describe('codeOf', () => {
  it('is a code that nobody has, whatever the title', () => {
    const others = fc.array(fc.constantFrom('fees', 'fees-2', 'fees-3', 'clause').map((code) => ({ code })));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constant('Fees')), others, (title, taken) => {
        const code = codeOf(title, taken);
        expect(code).toMatch(/^[a-z][a-z0-9-]{1,39}$/);
        expect(taken.map((other) => other.code)).not.toContain(code);
      }),
    );
  });
});
