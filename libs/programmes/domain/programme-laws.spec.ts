import fc from 'fast-check';

import type { ProgrammeFacts } from './programme.js';
import { refusedProgramme, type TemplateFacts, type WhyNotProgramme } from './programme-laws.js';

const home: TemplateFacts = { medication: 'ketamine', setting: 'home', sessions: 12 };
const spray: TemplateFacts = { medication: 'esketamine', setting: 'clinic', sessions: 12 };
const known = {
  templates: new Map([
    ['home', home],
    ['spray', spray],
  ]),
  questionnaires: new Set(['phq-9']),
};
const guided: ProgrammeFacts = {
  ...{ setting: 'home', templates: ['home'], preparationVisits: 1, sessions: 6, reviewsAfter: [2, 4] },
  ...{ needsCompanion: true, ownTherapist: null, questionnaires: [{ name: 'phq-9' }], requirements: [] },
};
const inClinic: ProgrammeFacts = {
  ...guided,
  ...{ setting: 'clinic', templates: ['spray'], needsCompanion: false, requirements: ['rems-enrolment', 'way-home'] },
};

describe('refusedProgramme', () => {
  it('lets a whole programme pass', () => {
    expect([refusedProgramme(guided, known), refusedProgramme(inClinic, known)]).toEqual([[], []]);
  });

  const broken: readonly (readonly [WhyNotProgramme, ProgrammeFacts])[] = [
    ['no-such-template', { ...guided, templates: ['else'] }],
    ['another-setting', { ...guided, templates: ['home', 'spray'], requirements: ['rems-enrolment'] }],
    ['more-sessions-than-the-template', { ...guided, sessions: 13 }],
    ['alone-at-home', { ...guided, needsCompanion: false }],
    ['esketamine-not-enrolled', { ...inClinic, requirements: ['way-home'] }],
    ['nobody-takes-home', { ...inClinic, requirements: ['rems-enrolment'] }],
    ['reviews-do-not-rise', { ...guided, reviewsAfter: [4, 2] }],
    ['review-after-the-end', { ...guided, reviewsAfter: [2, 6] }],
    ['no-such-questionnaire', { ...guided, questionnaires: [{ name: 'phq-10' }] }],
    ['asked-twice', { ...guided, questionnaires: [{ name: 'phq-9' }, { name: 'phq-9' }] }],
  ];
  it.each(broken)('refuses one for %s alone', (why, programme) => {
    expect(refusedProgramme(programme, known)).toEqual([why]);
  });

  it('never lets esketamine into a programme at home, nor without its enrolment', () => {
    const anyOne = fc.record({
      setting: fc.constantFrom('home' as const, 'clinic' as const),
      needsCompanion: fc.boolean(),
      requirements: fc.subarray(['rems-enrolment', 'way-home']),
    });
    fc.assert(
      fc.property(anyOne, (one) => {
        const refused = refusedProgramme({ ...guided, ...one, templates: ['spray'] }, known);
        if (one.setting === 'home' || !one.requirements.includes('rems-enrolment')) expect(refused.length).toBeGreaterThan(0);
      }),
    );
  });
});
