import type { QuestionnaireForm, QuestionnaireItem } from '#contracts';
import { askedOf, firstOpen } from './asked.js';

const item = (linkId: string, enableWhen: QuestionnaireItem['enableWhen'] = []): QuestionnaireItem => ({
  ...{ linkId, code: null, text: linkId, type: 'choice', repeats: false, min: null, max: null },
  ...{ answerOption: [], fields: [], enableWhen },
});
const form = { item: [item('a'), item('b', [{ linkId: 'a', anyOf: ['yes'] }]), item('c')] } as unknown as QuestionnaireForm;
const yes = { kind: 'codes', codes: ['yes'] } as const;

describe('the questions of a page', () => {
  it('follow from the answers before them', () => {
    expect(askedOf(form, {}).map(({ linkId }) => linkId)).toEqual(['a', 'c']);
    expect(askedOf(form, { a: yes }).map(({ linkId }) => linkId)).toEqual(['a', 'b', 'c']);
    expect(askedOf(form, { a: { kind: 'skipped' } }).map(({ linkId }) => linkId)).toEqual(['a', 'c']);
  });
  it('go on where somebody has stopped', () => {
    expect(firstOpen(askedOf(form, { a: yes }), { a: yes })).toBe(1);
    expect(firstOpen(form.item, { a: yes, b: yes, c: yes })).toBe(0);
  });
});
