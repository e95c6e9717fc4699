import type { QuestionnaireItem } from '#contracts';
import { answerWords } from './words.js';

const option = (code: string, display: string) => ({ code, display, coding: null });
const item: QuestionnaireItem = {
  ...{ linkId: 'a', code: null, text: 'A?', type: 'records', repeats: false, min: null, max: null, enableWhen: [] },
  answerOption: [option('yes', 'Yes')],
  fields: [
    { linkId: 'name', text: 'Name', type: 'text', answerOption: [] },
    { linkId: 'kind', text: 'Kind', type: 'choice', answerOption: [option('drug', 'A medicine')] },
  ],
};

describe('an answer in words', () => {
  it.each([
    [undefined, ['Not answered']],
    [{ kind: 'skipped' }, ['Passed over']],
    [{ kind: 'codes', codes: ['yes'] }, ['Yes']],
    [{ kind: 'codes', codes: ['gone'] }, ['gone']],
    [{ kind: 'number', value: 7 }, ['7']],
    [{ kind: 'records', records: [] }, ['Nothing to add']],
    [{ kind: 'records', records: [{ name: 'x', kind: 'drug' }] }, ['x · A medicine']],
  ] as const)('%p', (answer, words) => {
    expect(answerWords(item, answer)).toEqual(words);
  });
});
