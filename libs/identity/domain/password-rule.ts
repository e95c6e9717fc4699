/** Why a password cannot be used. */
export type PasswordFault = 'too-short' | 'too-long' | 'common' | 'about-you';

/** @source NIST SP 800-63B-4: 15 characters alone; with a second factor 8 are allowed, we ask for 12 (promises 4.5) */
const ALONE = 15;
const WITH_SECOND_FACTOR = 12;
const LONGEST = 200;
/** So many different characters there must be, however long it is. */
const DISTINCT = 6;

/** What guessers try first, in small letters: a password made of nothing but these, digits and signs is as good as none. */
const COMMON_PARTS =
  `password passwort passwd pass secret geheim login letmein welcome willkommen hello hallo admin administrator root user guest test
  testing temp changeme default qwerty qwertz azerty asdfgh asdf zxcvbn yxcvbn qazwsx qwer iloveyou love ilove you lovely baby angel
  sunshine princess prince dragon monkey football soccer baseball basketball hockey superman batman spiderman pokemon starwars master
  shadow michael jordan jennifer jessica ashley daniel thomas charlie george andrew michelle summer winter spring autumn january
  february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday
  computer internet google facebook apple samsung microsoft windows android freedom whatever trustno trust nothing flower cookie cheese
  killer hunter ranger tiger lion eagle mustang ferrari porsche harley money dollar lucky happy jesus christ god heaven mother father
  family school clinic hospital doctor nurse patient health medical therapy ketamine session hearth is my the new old me a i`
    .split(/\s+/)
    .filter(Boolean);
const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  '01234567890',
  '1qaz2wsx3edc4rfv',
];
const LOOKALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  $: 's',
  '@': 'a',
  '!': 'i',
};

const inLetters = (text: string) => text.replace(/[013457$@!]/g, (sign) => LOOKALIKES[sign] ?? '').replace(/[^\p{L}]/gu, '');
const bare = (text: string) => text.replace(/[^\p{L}]/gu, '');
const backwards = (text: string) => [...text].reverse().join('');

/** Whether a text is nothing but parts out of the list, one after the other. */
function isMadeOf(text: string, parts: readonly string[]): boolean {
  const reached = new Set([0]);
  for (let at = 0; at < text.length; at++) {
    if (!reached.has(at)) continue;
    for (const part of parts) if (text.startsWith(part, at)) reached.add(at + part.length);
  }
  return reached.has(text.length);
}

/** Whether most of it runs along an alphabet, a keyboard or the digits, forwards or backwards, four characters at a time. */
function isRun(text: string): boolean {
  const runs = [...RUNS, ...RUNS.map(backwards)];
  let covered = 0;
  for (let at = 0; at + 4 <= text.length; ) {
    const isPart = runs.some((run) => run.includes(text.slice(at, at + 4)));
    covered += isPart ? 4 : 0;
    at += isPart ? 4 : 1;
  }
  return covered * 2 > text.length;
}

/**
 * What is wrong with a password, by length and by what guessers try first. No rules about kinds of characters, and no expiry.
 *
 * @param about what others know of the person: name, address
 * @returns     null when it can be used
 * @source      NIST SP 800-63B-4; OWASP ASVS 5.0 6.2.1, 6.2.4, 6.2.5, 6.2.9, 6.2.11
 */
export function passwordFault(
  password: string,
  { hasSecondFactor, about }: { hasSecondFactor: boolean; about: readonly string[] },
): PasswordFault | null {
  const length = [...password].length;
  if (length > LONGEST) return 'too-long';
  if (length < (hasSecondFactor ? WITH_SECOND_FACTOR : ALONE)) return 'too-short';
  const text = password.normalize('NFKC').toLowerCase();
  if (new Set(text).size < DISTINCT || isRun(text)) return 'common';
  if (isMadeOf(bare(text), COMMON_PARTS) || isMadeOf(inLetters(text), COMMON_PARTS)) return 'common';
  const known = about.flatMap((one) => one.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((part) => part.length >= 3);
  return isMadeOf(bare(text), [...known, ...COMMON_PARTS]) ? 'about-you' : null;
}
