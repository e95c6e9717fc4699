import type { LetterForm } from './letter-forms.js';

export type Recipient = Readonly<{ name: string; organisation: string; address: string; email: string; fax: string }>;
/** What the program knows and nobody fills in. `on`: the day, in words, where the clinic is. */
export type LetterFacts = Readonly<{
  on: string;
  patient: string;
  clinic: string;
  phone: string;
  recipient: Recipient;
  signer: Readonly<{ name: string; profession: string }>;
}>;
export type LetterText = Readonly<{
  on: string;
  from: readonly string[];
  to: readonly string[];
  subject: string;
  paragraphs: readonly string[];
  signature: readonly string[];
}>;

const BLANK = /\{(\w+)\}/g;
const lines = (...texts: readonly string[]): string[] =>
  texts.flatMap((text) => text.split('\n')).flatMap((text) => text.trim() || []);

/** The blanks of a form that have to be filled in and are not, by name. */
export const openBlanks = ({ blanks }: LetterForm, words: Readonly<Record<string, string>>): string[] =>
  blanks.filter(({ name, isOptional }) => !isOptional && !words[name]?.trim()).map(({ name }) => name);

/**
 * The text of a letter. What is filled in stands as it was written: a blank in it is not filled in turn.
 *
 * @param words by name of the blanks; those that the form does not have are passed over
 * @returns     every paragraph but those whose optional blanks are empty
 */
export function letterText(form: LetterForm, words: Readonly<Record<string, string>>, facts: LetterFacts): LetterText {
  const { patient, clinic, phone, recipient, signer, on } = facts;
  const own = form.blanks.map(({ name }) => [name, words[name]?.trim().replace(/\.$/, '') ?? ''] as const);
  const values = new Map<string, string>([...own, ['patient', patient], ['clinic', clinic], ['phone', phone]]);
  const isWhole = (text: string) => [...text.matchAll(BLANK)].every(([, name]) => values.get(name!));
  const filled = (text: string) => text.replace(BLANK, (_, name: string) => values.get(name) ?? '');
  const ended = (text: string) => (/[.?!:]$/.test(text) ? text : `${text}.`);
  return {
    on,
    from: lines(clinic, phone),
    to: lines(recipient.name, recipient.organisation, recipient.address),
    subject: filled(form.subject),
    paragraphs: form.paragraphs.filter(isWhole).map((text) => ended(filled(text))),
    signature: lines(signer.name, signer.profession, clinic),
  };
}
