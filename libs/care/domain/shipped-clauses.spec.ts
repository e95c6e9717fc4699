import { SHIPPED_CLAUSES } from './shipped-clauses.js';

/** What informed consent to this treatment has to tell. */
const ELEMENTS = [
  ...['off-label', 'compounded', 'risks', 'alternatives', 'telehealth', 'chaperone', 'no-driving', 'storage'],
  ...['emergency', 'data', 'withdrawal', 'fees'],
];

describe('the clauses that come with Hearth', () => {
  it('are one for each element of informed consent', () => {
    expect(SHIPPED_CLAUSES.map(({ code }) => code)).toEqual(ELEMENTS);
  });

  it('say of compounded ketamine what the FDA has said, and when', () => {
    const { text } = SHIPPED_CLAUSES.find(({ code }) => code === 'compounded')!;
    for (const words of ['10 October 2023', 'not FDA approved', 'at home']) expect(text).toContain(words);
  });

  it('are plain: no sentence is longer than thirty words', () => {
    const sentences = SHIPPED_CLAUSES.flatMap(({ text }) => text.split(/[.:!?]\s+/));
    expect(sentences.filter((sentence) => sentence.split(/\s+/).length > 30)).toEqual([]);
  });
});
