import { withFirst, written } from './sql.js';

const textOf = (template: TemplateStringsArray) => template.reduce((text, part, i) => `${text}$${i}${part}`);

describe('withFirst', () => {
  const note = (who: string, what: string) => written`INSERT INTO note VALUES (${who}, ${what})`;
  const find = (id: number, from: number) => written`SELECT a FROM b WHERE id = ${id} AND seq > ${from} ORDER BY seq`;

  it('numbers the values of the second after those of the first', () => {
    const text = withFirst(note('me', 'read').text, find(1, 2).text);
    expect(textOf(text)).toBe(
      'WITH first AS (INSERT INTO note VALUES ($1, $2)) SELECT a FROM b WHERE id = $3 AND seq > $4 ORDER BY seq',
    );
  });

  it('joins statements without values', () => {
    const [first, second] = [written`DELETE FROM a`, written`SELECT 1`];
    expect(textOf(withFirst(first.text, second.text))).toBe('WITH first AS (DELETE FROM a) SELECT 1');
  });

  it('is one text for two statements, whatever their values, so that it is prepared once', () => {
    expect(withFirst(note('a', 'b').text, find(1, 2).text)).toBe(withFirst(note('c', 'd').text, find(3, 4).text));
  });
});
