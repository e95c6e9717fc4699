import type { AssessmentRules } from '#contracts';
import { changesOf, draftOf, levelsFor, ownOf, refusal } from './rules-draft.js';

const rule = (id: string, ours: 'absolute' | 'review' | 'flag') => ({
  ...{ id, ours, level: ours, reason: `Something about ${id}` },
  ...{ source: 'a source', clears: 'a letter' },
});
const known: Pick<AssessmentRules, 'rules' | 'drugClasses' | 'strictestFrom'> = {
  rules: [rule('seizures', 'review'), rule('heart', 'absolute')],
  drugClasses: [
    { id: 'opioid', level: 'review', why: 'slows breathing', clears: 'a decision', source: 'a source', names: ['morphine'] },
  ],
  strictestFrom: { item9: 1, phq9Severe: 20 },
};
const NOTHING = { levels: {}, drugs: [], thresholds: {} };

describe('rules that are being changed', () => {
  it('offer the level that Hearth brings and stricter ones', () => {
    expect(levelsFor('review')).toEqual(['absolute', 'review']);
    expect(levelsFor('absolute')).toEqual(['absolute']);
    expect(levelsFor('info')).toHaveLength(4);
  });

  it('take whole numbers from 1 to what Hearth brings, or nothing', () => {
    expect(['', ' ', '1', '20'].map((typed) => refusal(typed, 20))).toEqual([null, null, null, null]);
    for (const typed of ['21', '0', '-3', '1.5', 'x']) expect(refusal(typed, 20)).not.toBeNull();
  });

  it('send only what differs from what Hearth brings', () => {
    const draft = draftOf({
      levels: { seizures: 'absolute', heart: 'absolute' },
      drugs: [],
      thresholds: { phq9Severe: 18, item9: 1 },
    });
    expect(ownOf(draft, known)).toEqual({ levels: { seizures: 'absolute' }, drugs: [], thresholds: { phq9Severe: 18 } });
    expect(ownOf({ ...draft, thresholds: { phq9Severe: '' } }, known).thresholds).toEqual({});
  });

  it('say what changes, and mark what becomes less strict than it is', () => {
    const strict = {
      levels: { seizures: 'absolute' as const },
      drugs: [{ name: 'kratom', classId: 'opioid' }],
      thresholds: { phq9Severe: 18 },
    };
    expect(changesOf(NOTHING, strict, known)).toEqual([
      { what: 'Something about seizures', before: 'Review', after: 'Absolute by default', isLooser: false },
      { what: 'PHQ-9 from', before: '20', after: '18', isLooser: false },
      { what: 'kratom', before: 'not checked', after: 'slows breathing', isLooser: false },
    ]);
    expect(changesOf(strict, NOTHING, known).map(({ isLooser }) => isLooser)).toEqual([true, true, false]);
    expect(changesOf(strict, strict, known)).toEqual([]);
  });
});
