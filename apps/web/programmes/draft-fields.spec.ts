import type { ProgrammeContent } from '#contracts';
import { draftContent, draftFields } from './draft-fields.js';

const content: ProgrammeContent = {
  ...{ name: 'Six guided sessions', summary: 'Six sessions at home.', setting: 'home', templates: ['sl-home'] },
  ...{ preparationVisits: 1, sessions: 6, reviewsAfter: [2, 4], needsCompanion: true, ownTherapist: null },
  ...{ questionnaires: [], dailyReports: false, requirements: [], sources: {} },
};

describe('the form of a programme', () => {
  it('leaves a draft as it is while nothing is changed', () => {
    expect(draftContent(content, draftFields(content))).toEqual(content);
  });

  it('reads what a director writes', () => {
    const fields = { ...draftFields(content), sessions: '4', reviewsAfter: '1; 3 and ' };
    expect(draftContent(content, fields)).toEqual({ ...content, sessions: 4, reviewsAfter: [1, 3] });
  });
});
