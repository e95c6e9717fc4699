import fc from 'fast-check';
import type { Answers } from './answers.js';
import { auditC } from './catalogue/audit-c.js';
import { gad7 } from './catalogue/gad7.js';
import { SHIPPED } from './catalogue/index.js';
import { pcl5 } from './catalogue/pcl5.js';
import { peg } from './catalogue/peg.js';
import { phq9 } from './catalogue/phq9.js';
import type { Questionnaire } from './questionnaire.js';
import { scoresOf } from './score.js';

/** Bands as they were published, written as ranges and apart from the definitions. Source: the publication of each, named with its definition. */
const BANDS: Readonly<Record<string, readonly (readonly [from: number, to: number, label: string])[]>> = {
  'phq-9': [
    [0, 4, 'minimal'],
    [5, 9, 'mild'],
    [10, 14, 'moderate'],
    [15, 19, 'moderately severe'],
    [20, 27, 'severe'],
  ],
  'gad-7': [
    [0, 4, 'minimal'],
    [5, 9, 'mild'],
    [10, 14, 'moderate'],
    [15, 21, 'severe'],
  ],
  'pcl-5': [
    [0, 30, 'below the cut'],
    [31, 33, 'at the cut (31 to 33)'],
    [34, 80, 'above the cut'],
  ],
  'audit-c': [
    [0, 2, 'negative'],
    [3, 3, 'positive (women)'],
    [4, 12, 'positive (women and men)'],
  ],
};

/** Whole answers to the items that count, each as high as its number says. */
function answered({ item, scores }: Questionnaire, highs: readonly number[]): Answers {
  const linkIds = scores[0]!.items;
  return Object.fromEntries(
    linkIds.map((linkId, at) => {
      const asked = item.find((each) => each.linkId === linkId)!;
      if (asked.type === 'integer') return [linkId, { kind: 'number' as const, value: highs[at]! }];
      return [linkId, { kind: 'codes' as const, codes: [asked.answerOption[highs[at]!]!.code] }];
    }),
  );
}

const ofItems = ({ item, scores }: Questionnaire) => {
  const linkIds = scores[0]!.items;
  const highest = linkIds.map((linkId) => {
    const asked = item.find((each) => each.linkId === linkId)!;
    return asked.type === 'integer' ? asked.max! : asked.answerOption.length - 1;
  });
  return fc.tuple(...highest.map((max) => fc.integer({ min: 0, max })));
};

describe('scores', () => {
  it.each([phq9, gad7, pcl5, auditC].map((each) => [each.name, each] as const))(
    'of %s are sums that lie in the published band',
    (name, questionnaire) => {
      fc.assert(
        fc.property(ofItems(questionnaire), (highs) => {
          const [first] = scoresOf(questionnaire, answered(questionnaire, highs));
          const { value, band } = first as { value: number; band: string };
          expect(value).toBe(highs.reduce((sum, high) => sum + high, 0));
          const published = BANDS[name]!.find(([from, to]) => from <= value && value <= to)!;
          expect(band).toBe(published[2]);
        }),
      );
    },
  );

  it('reach from the lowest to the highest published number', () => {
    for (const questionnaire of SHIPPED.filter(({ scores }) => scores.length > 0)) {
      const rule = questionnaire.scores[0]!;
      const highest = rule.items.map((linkId) => {
        const asked = questionnaire.item.find((each) => each.linkId === linkId)!;
        return asked.type === 'integer' ? asked.max! : asked.answerOption.length - 1;
      });
      const [low] = scoresOf(
        questionnaire,
        answered(
          questionnaire,
          highest.map(() => 0),
        ),
      );
      const [high] = scoresOf(questionnaire, answered(questionnaire, highest));
      expect([low!.value, high!.value]).toEqual([rule.min, rule.max]);
    }
  });

  it('of PEG are means to one decimal', () => {
    fc.assert(
      fc.property(ofItems(peg), (highs) => {
        const value = scoresOf(peg, answered(peg, highs))[0]!.value!;
        const mean = highs.reduce((sum, high) => sum + high, 0) / highs.length;
        expect(Math.abs(value - mean)).toBeLessThanOrEqual(0.05 + 1e-9);
      }),
    );
  });

  it('do not exist while an answer that counts is missing or was passed over', () => {
    fc.assert(
      fc.property(ofItems(phq9), fc.nat(8), fc.boolean(), (highs, missing, isSkipped) => {
        const answers = { ...answered(phq9, highs) };
        const linkId = phq9.scores[0]!.items[missing]!;
        if (isSkipped) answers[linkId] = { kind: 'skipped' };
        else delete answers[linkId];
        const [total] = scoresOf(phq9, answers);
        expect(total).toMatchObject({ value: null, band: null, answered: 8, of: 9 });
      }),
    );
  });

  it('of item 9 exist as soon as it is answered', () => {
    const answers: Answers = { '/44260-8': { kind: 'codes', codes: ['LA6569-3'] } };
    expect(scoresOf(phq9, answers).find(({ name }) => name === 'item-9')?.value).toBe(1);
  });
});
