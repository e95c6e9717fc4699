import fc from 'fast-check';
import { letterText, openBlanks } from './letter.js';
import { LETTER_FORMS } from './letter-forms.js';

const facts = {
  on: 'November 29, 2026',
  patient: 'Rosa Marin',
  clinic: 'Hearth Demo Clinic',
  phone: '+1 212 555 0100',
  recipient: { name: 'Dr. Ada Zoë Łuk', organisation: 'Heart Center', address: '1 Main St\nDenver, CO', email: '', fax: '' },
  signer: { name: 'Nina Okafor', profession: 'NP' },
};
const [begins, , clearance] = LETTER_FORMS;
const words = fc.dictionary(fc.string({ minLength: 1, maxLength: 10 }), fc.string({ maxLength: 40 }));
const allFilled = (form: (typeof LETTER_FORMS)[number]) =>
  fc.record(Object.fromEntries(form.blanks.map(({ name }) => [name, fc.stringMatching(/^[a-z]{1,20}$/)])));

describe('a letter', () => {
  it('reads as its form has it, with what was filled in', () => {
    const text = letterText(
      clearance!,
      { planned: 'sessions at home', question: 'Is there a cardiac reason against it?' },
      facts,
    );
    expect(text).toMatchObject({
      to: ['Dr. Ada Zoë Łuk', 'Heart Center', '1 Main St', 'Denver, CO'],
      subject: 'A question about Rosa Marin',
      signature: ['Nina Okafor', 'NP', 'Hearth Demo Clinic'],
    });
    expect(text.paragraphs[0]).toBe('For your patient Rosa Marin the following is planned with us: sessions at home.');
    expect(text.paragraphs[1]).toBe('Before that we ask for your judgement: Is there a cardiac reason against it?');
    expect(text.paragraphs.join(' ')).not.toMatch(/What we have found|hear from you by/);
  });

  it('says which blanks are still empty', () => {
    expect(openBlanks(begins!, { treatment: ' ', medicines: '' })).toEqual(['treatment', 'startsOn']);
    expect(openBlanks(begins!, { treatment: 'a', startsOn: 'b' })).toEqual([]);
  });

  it('fills nothing into what somebody has written', () => {
    const text = letterText(begins!, { treatment: '{phone}', startsOn: 'soon', ask: '{medicines}' }, facts);
    expect(text.paragraphs[0]).toContain('with us: {phone}.');
    expect(text.paragraphs).toContain('{medicines}.');
  });

  it.each(LETTER_FORMS.map((form) => [form.title, form] as const))('has no blank left when all is filled in: %s', (_, form) => {
    fc.assert(
      fc.property(allFilled(form), (given) => {
        const text = letterText(form, given, facts);
        return text.paragraphs.length === form.paragraphs.length && !/[{}]/.test([text.subject, ...text.paragraphs].join());
      }),
    );
  });

  it('is made of any words', () => {
    fc.assert(fc.property(words, (given) => letterText(begins!, given, facts).paragraphs.every((text) => text.trim() !== '')));
  });
});
