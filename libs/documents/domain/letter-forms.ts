/** A blank that a clinician fills in. Of an optional one that is left empty, the paragraph that names it is left out. */
export type Blank = Readonly<{ name: string; label: string; isOptional: boolean }>;
/** The text of a letter, with blanks as `{name}`. `{patient}`, `{clinic}` and `{phone}` are filled in by the program. */
export type LetterForm = Readonly<{
  template: string;
  /** Rises with every change of a word: a letter says by which it was written. */
  version: number;
  title: string;
  subject: string;
  blanks: readonly Blank[];
  paragraphs: readonly string[];
  /** Who answers for the words. */
  source: string;
}>;

const blank = (name: string, label: string, isOptional = false): Blank => ({ name, label, isOptional });
const OWN = 'Hearth’s own words, docs/clinical-defaults.md, “Letters”; each letter is read and signed by a clinician';
const REACH = 'If you have a question, or know of a reason against this, please call {clinic} at {phone}.';
const CONSENT = 'Your patient has agreed that we tell you this. They can take that back at any time.';

const treatmentBegins: LetterForm = {
  template: 'treatment-begins',
  version: 1,
  title: 'Your patient begins treatment',
  subject: 'Treatment of {patient} at {clinic}',
  blanks: [
    blank('treatment', 'The treatment, and what for'),
    blank('startsOn', 'When it begins'),
    blank('medicines', 'Medicines that matter for it', true),
    blank('ask', 'What you ask of them', true),
  ],
  paragraphs: [
    'Your patient {patient} begins treatment with us: {treatment}. It begins {startsOn}.',
    'Of their medicines we have noted: {medicines}. Please tell us if that is not complete.',
    '{ask}',
    REACH,
    CONSENT,
  ],
  source: OWN,
};

const screeningResult: LetterForm = {
  template: 'screening-result',
  version: 1,
  title: 'Result of the screening',
  subject: 'Screening of {patient} at {clinic}',
  blanks: [
    blank('askedFor', 'What the patient came for'),
    blank('result', 'What was decided'),
    blank('reasons', 'Why', true),
    blank('next', 'What is suggested next', true),
  ],
  paragraphs: [
    'Your patient {patient} was screened by us for {askedFor}.',
    'What was decided: {result}.',
    'The reasons: {reasons}',
    'What we suggest: {next}',
    REACH,
    CONSENT,
  ],
  source: OWN,
};

const clearanceRequest: LetterForm = {
  template: 'clearance-request',
  version: 1,
  title: 'Clearance asked for',
  subject: 'A question about {patient}',
  blanks: [
    blank('planned', 'What is planned'),
    blank('question', 'What you ask them to judge'),
    blank('findings', 'What was found that matters for it', true),
    blank('until', 'By when you need the answer', true),
  ],
  paragraphs: [
    'For your patient {patient} the following is planned with us: {planned}.',
    'Before that we ask for your judgement: {question}',
    'What we have found: {findings}',
    'It would help us to hear from you by {until}.',
    'Please answer in writing to {clinic}; nothing of what is planned begins before your answer has been read here.',
    REACH,
    CONSENT,
  ],
  source: OWN,
};

/** The letters that leave a clinic. */
export const LETTER_FORMS: readonly LetterForm[] = [treatmentBegins, screeningResult, clearanceRequest];
