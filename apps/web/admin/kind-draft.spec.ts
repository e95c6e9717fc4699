import { draftOf, type KindDraft, partsWith, problemOf } from './kind-draft.js';

const whole = (part: 'patient' | 'therapist' | 'prescriber') => ({ part, fromMin: 0, toMin: null, time: 'whole' as const });
const draft: KindDraft = {
  ...{ lengthMin: 60, gridMin: 30, noticeMin: 60, pauseBeforeMin: 0, pauseAfterMin: 0, patientsBook: true, patientsPerStaff: 2 },
  parts: [whole('patient'), whole('therapist')],
};

describe('a kind of appointment that is being changed', () => {
  it('has everything but its name and its version', () => {
    expect(draftOf({ kind: 'group', version: 3, ...draft })).toEqual(draft);
  });

  it('takes somebody in for all of the time, and out again', () => {
    const more = partsWith(draft.parts, 'prescriber');
    expect(more).toEqual([...draft.parts, whole('prescriber')]);
    expect(partsWith(more, 'therapist')).toEqual([whole('patient'), whole('prescriber')]);
  });

  it('says what is wrong with it, and nothing when nothing is', () => {
    expect(problemOf(draft)).toBeNull();
    expect(problemOf({ ...draft, lengthMin: 4 })).toContain('5 minutes');
    expect(problemOf({ ...draft, gridMin: 241 })).toContain('240');
    expect(problemOf({ ...draft, pauseAfterMin: 241 })).toContain('4 hours');
    expect(problemOf({ ...draft, parts: [whole('patient')] })).toContain('beside the patient');
  });
});
