import fc from 'fast-check';
import { lint } from './domain/lint.js';
import { both, fill, placeholdersIn } from './domain/template-text.js';
import { type TemplateName, templateOf, templates } from './templates.js';

const names = Object.keys(templates) as TemplateName[];
const rulesOf = (name: TemplateName) => ({ known: templateOf(name).fills, needed: templateOf(name).needs });
const codes = (subject: string, text: string, lastNames: string[] = []) =>
  lint({ subject, text }, { known: ['when'], needed: ['when'], lastNames }).map(({ code, what }) => `${code}: ${what}`);

describe('the texts of the program', () => {
  it.each(names)('%s: says nothing about health, and fills what it names', (name) => {
    expect(lint(templateOf(name), rulesOf(name))).toEqual([]);
    expect(placeholdersIn(templateOf(name)).filter((used) => !templateOf(name).fills.includes(used))).toEqual([]);
  });
  it('name both zones when they differ, and one when they do not', () => {
    const when = { local: 'Mon 4 Jan, 10:00', clinic: 'Mon 4 Jan, 11:00', isTomorrow: true };
    const text = (of: typeof when | { local: string; clinic: null; isTomorrow: boolean }) =>
      fill(templates.booked, { when: both(of), home: 'https://clinic.example/home' }).text;
    expect(text(when)).toContain('10:00 your time (Mon 4 Jan, 11:00 at the clinic)');
    expect(text({ ...when, clinic: null })).not.toContain('your time');
  });
});

describe('the linter', () => {
  const good = 'We see you on {when}.';
  it.each([
    'Bring your ketamine',
    'KETAMINE',
    'k-e-t-a-m-i-n-e',
    'Kétamine',
    'your dose is ready',
    'before dosing',
    'your therapist',
    'teletherapy-free psychotherapy',
    'against depression',
    'anxiety',
    'take the tablets',
    'the medicine',
    'your treatment',
    'blood',
    'KAP',
    'your session',
  ])('refuses %p', (words) => {
    expect(codes('Hello', `${good} ${words}`).some((code) => code.startsWith('health-word'))).toBe(true);
  });
  it.each(['Please be there ten minutes early.', 'Something to drink helps. Park behind the house.', 'Hearth says hello.'])(
    'lets %p pass',
    (words) => {
      expect(codes('Hello', `${good} ${words}`)).toEqual([]);
    },
  );
  it('refuses last names of the clinic, and placeholders that do not exist or are missing', () => {
    expect(codes('Hello', `${good} Ask for Morgan’s door.`, ['Morgan'])).toEqual(['name: Morgan']);
    expect(codes('Hello {name}', good)).toEqual(['unknown-placeholder: name']);
    expect(codes('Hello', 'See you.')).toEqual(['missing-placeholder: when']);
    expect(codes('Hello', `${good} {`)).toEqual(['stray-brace: text']);
  });
  it('refuses addresses, nothing, too much, and a subject of two lines', () => {
    expect(codes('Hello', `${good} https://evil.example`)).toEqual(['link: text']);
    expect(codes('', good)).toEqual(['empty: subject']);
    expect(codes('x'.repeat(81), good)).toEqual(['too-long: subject']);
    expect(codes('Hello\nBcc: x', good)).toEqual(['control-character: subject']);
  });
  it('finds a refused word wherever it stands', () => {
    const word = fc.constantFrom('ketamine', 'Therapy', 'DOSE', 'depression', 'drugs');
    const around = fc.stringMatching(/^[ ,.!?]{1,4}$/);
    fc.assert(
      fc.property(word, around, around, (it, before, after) =>
        expect(codes('Hello', `${good}${before}${it}${after}`).some((code) => code.startsWith('health-word'))).toBe(true),
      ),
    );
  });
  it('fills what has a value, leaves the rest, and fills nothing twice', () => {
    expect(fill({ subject: '{a}', text: '{b} {c}' }, { a: '{b}', b: 'x' })).toEqual({ subject: '{b}', text: 'x {c}' });
  });
});
