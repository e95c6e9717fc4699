import { inLoadOrder } from './tables.mjs';

describe('the order of loading', () => {
  it('puts every table after those that it names', () => {
    const links = [
      ['visit', 'session'],
      ['session', 'person'],
      ['link', 'session'],
      ['link', 'person'],
    ];
    const order = inLoadOrder(['link', 'visit', 'session', 'person'], links);
    for (const [from, to] of links) expect(order.indexOf(to)).toBeLessThan(order.indexOf(from));
  });

  it('does not mind a table that names itself', () => {
    expect(inLoadOrder(['person'], [['person', 'person']])).toEqual(['person']);
  });

  it('says so when there is none', () => {
    const circle = [
      ['a', 'b'],
      ['b', 'a'],
    ];
    expect(() => inLoadOrder(['a', 'b', 'c'], circle)).toThrow('in a circle: a, b.');
  });
});
