import fc from 'fast-check';
import type { Outcome } from './course.js';
import { type Alternative, lacksWords, letterFor, type Reason } from './letter.js';

const OUTCOMES: readonly Outcome[] = ['eligible', 'not_eligible', 'deferred', 'needs_clearance'];
const REASONS: readonly Reason[] = [
  ...(['heart-or-pressure', 'liver', 'bladder', 'pregnancy', 'medicines', 'mental-state', 'safety-now', 'substances'] as const),
  ...(['nobody-at-home', 'not-licensed-there', 'other-treatment-first', 'information-missing', 'own-wish'] as const),
];
const WAYS: readonly Alternative[] = [
  ...([
    'own-doctor',
    'talk-therapy',
    'medicine-review',
    'in-clinic-care',
    'crisis-care',
    'peer-support',
    'second-opinion',
  ] as const),
];
const letters = fc.record({
  outcome: fc.constantFrom(...OUTCOMES),
  reasons: fc.uniqueArray(fc.constantFrom(...REASONS)),
  alternatives: fc.uniqueArray(fc.constantFrom(...WAYS)),
  words: fc.constantFrom('', 'We spoke about this on Tuesday.'),
  revisitOn: fc.constantFrom(null, '2027-01-04'),
});
/** Words that a letter leaves to people who can be asked what they mean. */
const JARGON =
  /contraindicat|ketamine|psychosis|suicid|ideation|eligib|clearance|comorbid|PHQ|C-SSRS|abuse|addict|non-?complian/i;

describe('letterFor', () => {
  it('says what was decided, why, what else there is, and whom to call in danger', () => {
    const told = letterFor({
      ...{ outcome: 'not_eligible', reasons: ['heart-or-pressure', 'medicines'], alternatives: ['own-doctor'] },
      ...{ words: 'We spoke about this today.', revisitOn: null },
    });
    expect(told[1]).toBe(
      'That is because it can raise blood pressure and put strain on the heart, and it may not go well with something that you take.',
    );
    expect(told.slice(2, 4)).toEqual([
      'We spoke about this today.',
      'Talk with your own doctor about this letter; it is yours to share.',
    ]);
    expect(told.at(-1)).toContain('988');
  });

  it('names the day on which it is looked at again', () => {
    const told = letterFor({ outcome: 'deferred', reasons: ['own-wish'], alternatives: [], words: '', revisitOn: '2027-01-04' });
    expect(told).toContain('We look at it again with you from January 4, 2027 on.');
  });

  it('is in plain words, short sentences, and never without a number to call, whatever was decided', () => {
    fc.assert(
      fc.property(letters, (letter) => {
        const told = letterFor(letter);
        expect(told.filter((line) => JARGON.test(line))).toEqual([]);
        expect(told.at(-1)).toContain('911');
        const words = told.flatMap((line) => (line.startsWith('That is because') ? [] : line.split(/[.!?:;]/)));
        expect(words.filter((sentence) => sentence.trim().split(/\s+/).length > 22)).toEqual([]);
        expect(told.every((line) => line.length > 0)).toBe(true);
      }),
    );
  });

  it('turns nobody away without a reason and another way, and puts nobody off without a day', () => {
    fc.assert(
      fc.property(letters, (letter) => {
        const { outcome, reasons, alternatives, revisitOn } = letter;
        if (lacksWords(letter)) return;
        if (outcome !== 'eligible') expect(reasons.length).toBeGreaterThan(0);
        if (outcome === 'not_eligible') expect(alternatives.length).toBeGreaterThan(0);
        if (outcome === 'deferred') expect(revisitOn).not.toBeNull();
      }),
    );
    expect(lacksWords({ outcome: 'not_eligible', reasons: ['liver'], alternatives: ['own-doctor'], revisitOn: null })).toBe(
      false,
    );
  });
});
