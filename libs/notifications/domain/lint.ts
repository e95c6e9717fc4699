import { placeholdersIn, type Text } from './template-text.js';

/** What is wrong with the words of a template; `what` is the word, the placeholder or the part that it is about. */
export type Finding = Readonly<{
  code:
    | 'health-word'
    | 'name'
    | 'unknown-placeholder'
    | 'missing-placeholder'
    | 'stray-brace'
    | 'link'
    | 'control-character'
    | 'empty'
    | 'too-long';
  what: string;
}>;
export type Rules = Readonly<{
  /** Placeholders that the template can fill. */
  known: readonly string[];
  /** Placeholders without which it says nothing. */
  needed: readonly string[];
  /** Last names of people of this clinic. */
  lastNames?: readonly string[];
}>;

const MOST = { subject: 80, text: 640 } as const;

/**
 * Stems of words that tell what somebody is treated with, or for, or by whom. A word that begins with one is refused, however it is
 * written (case, accents, marks between letters).
 *
 * @source docs/adr/0020-messages.md
 */
const STEMS = [
  ...['ketamin', 'esketamin', 'spravato', 'psilocybin', 'mdma', 'ssri', 'lorazepam', 'benzodiazepin', 'ondansetron', 'opioid'],
  ...[
    'dose',
    'dosing',
    'dosag',
    'drug',
    'medic',
    'tablet',
    'troche',
    'lozenge',
    'pill',
    'prescri',
    'pharmac',
    'infusion',
    'inject',
  ],
  ...['therap', 'treat', 'psych', 'trip', 'session', 'integration', 'rehab', 'detox', 'addict', 'substance'],
  ...[
    'depress',
    'anxi',
    'suicid',
    'ptsd',
    'trauma',
    'bipolar',
    'ocd',
    'adhd',
    'mania',
    'manic',
    'disorder',
    'diagnos',
    'symptom',
  ],
  ...['mental', 'mood', 'crisis', 'blood', 'pressure', 'phq', 'gad7', 'madrs', 'clinician', 'nurse', 'doctor', 'patient'],
];
/** The same as whole words, for their beginnings are those of harmless ones. */
const WORDS = new Set(['np', 'md', 'kap', 'rx', 'bp', 'high', 'ill', 'sick', 'cure', 'pain', 'heart']);

/** Letters only, as they sound: without accents, case, and the marks that somebody may write between them. */
const plain = (word: string): string =>
  word
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

const wordsOf = (text: string): string[] =>
  text
    .replace(/\{\w+\}/g, ' ')
    .split(/[\s,;:!?()"“”/\\]+/)
    .filter(Boolean);

function wordFindings(text: string, lastNames: ReadonlySet<string>): Finding[] {
  return wordsOf(text).flatMap((word): Finding[] => {
    const bare = plain(word);
    const parts = word.split(/[^\p{L}\p{N}]+/u).map(plain);
    const isHealth = [bare, ...parts].some((part) => WORDS.has(part) || STEMS.some((stem) => part.startsWith(stem)));
    if (isHealth) return [{ code: 'health-word', what: word }];
    const name = word.replace(/[.’']s?$/u, '');
    return lastNames.has(name) ? [{ code: 'name', what: name }] : [];
  });
}

function placeholderFindings(template: Text, { known, needed }: Rules): Finding[] {
  const used = placeholdersIn(template);
  return [
    ...used.filter((name) => !known.includes(name)).map((what): Finding => ({ code: 'unknown-placeholder', what })),
    ...needed.filter((name) => !used.includes(name)).map((what): Finding => ({ code: 'missing-placeholder', what })),
  ];
}

function formFindings(part: keyof Text, template: Text): Finding[] {
  const text = template[part];
  const found: Finding[] = [];
  if (!text.trim()) found.push({ code: 'empty', what: part });
  if (text.length > MOST[part]) found.push({ code: 'too-long', what: part });
  if (/[{}]/.test(text.replace(/\{\w+\}/g, ''))) found.push({ code: 'stray-brace', what: part });
  // a subject of two lines is a header of its own
  if ((part === 'subject' ? /\p{C}/u : /[^\P{C}\n]/u).test(text)) found.push({ code: 'control-character', what: part });
  if (/\w+:\/\/|www\.|\w\.(com|org|net|io|co|info)\b/i.test(text)) found.push({ code: 'link', what: part });
  return found;
}

/**
 * Judges the words of a template: nothing about health, nobody's last name, only placeholders that exist, no address but those that
 * the program puts in.
 *
 * @returns what is wrong, each once; nothing when it may be used
 */
export function lint(template: Text, rules: Rules): Finding[] {
  const names = new Set((rules.lastNames ?? []).filter((name) => name.length > 1));
  const found = [
    ...formFindings('subject', template),
    ...formFindings('text', template),
    ...placeholderFindings(template, rules),
    ...wordFindings(`${template.subject} ${template.text}`, names),
  ];
  return [...new Map(found.map((finding) => [`${finding.code}|${finding.what}`, finding])).values()];
}
