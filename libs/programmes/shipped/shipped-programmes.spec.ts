import { QUESTIONNAIRES } from '#assessments';
import { ProgrammeContent } from '#contracts';
import { SHIPPED } from '#protocols';
import { refusedProgramme } from '../domain/programme-laws.js';
import { templateFacts } from '../template-facts.js';
import { SHIPPED_PROGRAMMES } from './shipped-programmes.js';

const templates = new Map(Object.entries(SHIPPED).map(([code, content]) => [code, templateFacts(content)] as const));

describe('what Hearth brings', () => {
  it.each(Object.entries(SHIPPED_PROGRAMMES))(
    '%s is whole, and fits the templates and questionnaires that there are',
    (_, content) => {
      expect(ProgrammeContent.parse(content)).toEqual(content);
      expect(refusedProgramme(content, { templates, questionnaires: QUESTIONNAIRES })).toEqual([]);
    },
  );

  it('says of each number where it comes from', () => {
    for (const { sources } of Object.values(SHIPPED_PROGRAMMES))
      expect(Object.keys(sources)).toEqual(expect.arrayContaining(['sessions', 'reviewsAfter', 'questionnaires']));
  });

  it('is five programmes, of which one is shared with the patient’s own therapist and two are in the clinic', () => {
    const all = Object.values(SHIPPED_PROGRAMMES);
    expect(all.map(({ sessions, setting }) => [sessions, setting])).toEqual([
      [6, 'home'],
      [14, 'home'],
      [4, 'home'],
      [6, 'clinic'],
      [8, 'clinic'],
    ]);
    expect(all.filter(({ ownTherapist }) => ownTherapist).length).toBe(1);
    expect(all.filter(({ dailyReports }) => dailyReports).length).toBe(1);
  });
});
