import type { GateFinding, GateItem } from '#session-engine';
import { placeName } from '../credentials/places.js';
import { authorityWords } from '../credentials/words.js';
import { PREPARATION_ITEMS } from '../preparation/item-words.js';
import { dayOf, duration, type Instant, MINUTE_MS, timeOfDay } from '../time.js';
import { clinicEvidence, clinicItem, clinicReason } from './gate-words-in-clinic.js';
import { TODAY_REASONS } from './gate-words-today.js';

export const GATE_ITEMS: Readonly<Record<GateItem, string>> = {
  'protocol-signed': 'Protocol signed',
  'dose-unlocked': 'Dose unlocked',
  'days-between': 'Days since the last dose',
  'consent-current': 'Consent current',
  'chaperone-present': 'Chaperone present and trained',
  vitals: 'Vitals within limits',
  'clinician-online': 'Prescriber watching',
  'on-call-resolvable': 'Somebody on call',
  'answers-reviewed': 'Answers reviewed',
  'answers-fresh': 'Answers recent',
  'place-licensed': 'Licensed where the patient is',
  'medicine-on-hand': 'Medicine at home',
  'prep-done': 'Preparation done',
  'identity-confirmed': 'It is the patient',
  fasting: 'Food and drink',
  substances: 'Alcohol, drugs and sedatives',
  'medicines-held': 'Medicines as agreed',
  'nothing-new': 'Nothing new',
};

/** What is asked, by the rules of the place where the session is. */
export const itemWords = (finding: GateFinding): string => clinicItem(finding) ?? GATE_ITEMS[finding.item];

/** What each stable reason code says to a clinician. */
const REASONS: Readonly<Record<string, string>> = {
  signed: 'Signed by a prescriber.',
  'not-signed': 'No signed protocol. A prescriber has to sign it first.',
  'dose-not-planned':
    'This dose does not stand as it was signed: its protocol was replaced, it is a larger step from the last dose than its signatures carry, or it would rise after something that nobody has reviewed. Look at the protocol: review, or propose the dose and sign it again. If the protocol was replaced, call the session off and book again.',
  'signed-anew': 'The protocol was signed anew after the dose was released. Evaluate the gate again, and release the dose anew.',
  paused: 'The course is paused until a prescriber of the team has looked at it: open Reviews.',
  'far-enough': 'As many days since the last dose as were signed.',
  'too-soon': 'Fewer days since the last dose than were signed.',
  unlocked: 'The integration visit after the last dose was attended.',
  'integration-due': 'The integration visit after the last dose was not attended yet.',
  current: 'Every part is signed in its current version.',
  outdated: 'Not every part is signed in its current version. The patient signs what is missing under Consent.',
  'no-consent': 'Not signed, or taken back. The patient has to sign it first.',
  present: 'Arrived and has not left.',
  'not-ready': 'There, and not ready yet: they finish their page, or you go through it with them by telephone.',
  'not-here': 'Has not arrived, or has left.',
  'within-limits': 'Within the strictest of clinic, protocol and patient limits.',
  held: 'At or beyond a hold limit. This holds for today.',
  'no-reading': 'No reading yet.',
  'too-old': 'The last reading is too old. Measure again.',
  'rest-and-measure-again': 'In the review range. Let the patient rest, then measure again.',
  'no-saturation': 'The last reading has no oxygen saturation. Measure again with the pulse oximeter.',
  'still-high': 'Still in the review range after the allowed repeats. No dose today.',
  online: 'A sign of life from the prescriber’s screen.',
  'not-watching': 'The prescriber’s screen has shown no sign of life on this session. Keep this page open.',
  reviewed: 'No answer of the patient waits for a review.',
  'review-due': 'An answer may mean danger, and nobody has reviewed it: open Assessments, and speak with the patient.',
  fresh: 'The PHQ-9 was answered recently.',
  'never-answered': 'The PHQ-9 was never answered. The patient answers it now under Questions; then judge the gate again.',
  'answers-too-old':
    'The last answers to the PHQ-9 are too old. The patient answers it now under Questions; then judge the gate again.',
  'on-hand': 'Counted, in date, and enough for this dose.',
  'not-enough': 'Less is at home than this dose needs. Open Supply.',
  'none-left': 'None is at home by the ledger. Open Supply.',
  'not-counted': 'It has been sent, and the patient has not counted it. They count it now on their home page.',
  'count-differs': 'A count differs, and nobody has reviewed it. Open Supply, and ask what was taken.',
  recalled: 'The lot was recalled. Nothing of it is to be taken.',
  'past-use-by': 'It is past its beyond-use date. Nothing of it is to be taken.',
  prepared: 'The preparation is signed off, and nothing in it has changed since.',
  'preparation-open': 'Something of the preparation is still open. Open Preparation.',
  covered: 'On-call duty is covered until the session is over.',
  'cover-ends': 'On-call duty ends before the session can be over. An admin has to fill the gap in the rota first.',
  'nobody-on-call': 'Nobody is on call at this minute.',
  'covered-there': 'Everybody of the session may do their part where the patient is today.',
  'place-not-stated':
    'Nobody has said where the patient is today. They say it on their page, or you ask and enter it; then judge the gate again.',
};

const ALL_REASONS = { ...REASONS, ...TODAY_REASONS };

/** What a clinician lacks where the patient is: `prescriber-dea-registration-over`. */
const LACKS = /^(prescriber|therapist)-(.+)$/;

const instant = (value: unknown): value is Instant =>
  typeof value === 'number' || (typeof value === 'string' && value.length > 9);

const dayAndTime = (at: Instant, zone: string) =>
  `${timeOfDay(Number(new Date(at)), zone)}, ${dayOf(Number(new Date(at)), zone)}`;

const DAY_MS = 86_400_000;
const days = (ms: number): string => (ms < DAY_MS ? 'less than a day' : `${Math.floor(ms / DAY_MS)} days`);

const placeWords = ({ jurisdiction, until }: GateFinding['evidence']): string =>
  `${placeName(String(jurisdiction))}${until === null ? '' : `, as things stand until ${until}`}.`;
/** Gates that were judged before the consent had clauses name none. */
function consentWords({ signedVersion, currentVersion, missing }: GateFinding['evidence']): string {
  const versions = `Signed ${signedVersion ?? 'none'}, current ${currentVersion}.`;
  return missing ? `${versions} Missing: ${missing}.` : versions;
}

function chaperoneWords({ arrivedAt, lacks }: GateFinding['evidence'], zone: string): string {
  const missing = lacks ? `Missing: ${lacks}. ` : '';
  return `${missing}${instant(arrivedAt) ? `Since ${timeOfDay(Number(new Date(arrivedAt)), zone)}.` : ''}`.trim();
}

/** What the judgement rests on, in words: values and how long ago, as far as there are any. */
function evidenceWords(finding: GateFinding, at: number, zone: string): string {
  const { item, isMet, evidence } = finding;
  const {
    systolicMmHg,
    diastolicMmHg,
    heartRateBpm,
    spo2Pct,
    hasSymptoms,
    happenedAt,
    seenAt,
    coveredUntil,
    neededUntil,
    notBefore,
  } = evidence;
  const ago = (when: unknown) => {
    if (!instant(when)) return '';
    const ms = at - Number(new Date(when));
    return ms < MINUTE_MS ? 'just before' : `${duration(ms)} before`;
  };
  const inClinic = clinicEvidence(finding);
  if (inClinic !== null) return inClinic;
  if (item === 'vitals' && typeof systolicMmHg === 'number') {
    const oxygen = typeof spo2Pct === 'number' ? `, SpO₂ ${spo2Pct} %` : '';
    return `${systolicMmHg}/${diastolicMmHg}, HR ${heartRateBpm}${oxygen}${hasSymptoms ? ', with symptoms' : ''}, ${ago(happenedAt)}.`;
  }
  if (item === 'chaperone-present') return chaperoneWords(evidence, zone);
  if (item === 'clinician-online' && instant(seenAt)) return `Last seen ${ago(seenAt)}.`;
  if (item === 'on-call-resolvable' && instant(coveredUntil) && instant(neededUntil))
    return `Covered until ${dayAndTime(coveredUntil, zone)}, needed until ${dayAndTime(neededUntil, zone)}.`;
  if (item === 'answers-fresh' && instant(evidence['answeredAt']))
    return `Answered ${days(at - Number(new Date(evidence['answeredAt'])))} before; at most ${days(Number(evidence['maxAgeMs']))}.`;
  if (item === 'days-between' && instant(notBefore) && !isMet) return `From ${dayAndTime(notBefore, zone)}.`;
  if (item === 'place-licensed' && typeof evidence['jurisdiction'] === 'string') return placeWords(evidence);
  if (item === 'medicine-on-hand') return `${evidence['onHandMg']} mg, ${evidence['doseMg']} mg needed.`;
  if (item === 'prep-done' && !isMet) return openWords(evidence);
  if (item === 'consent-current') return consentWords(evidence);
  if (item === 'fasting' && instant(evidence['ateAt']) && instant(evidence['drankAt']))
    return `Ate ${ago(evidence['ateAt'])}, drank ${ago(evidence['drankAt'])}.`;
  return '';
}

function lackOf(reason: string): string | undefined {
  const [, part, lack] = LACKS.exec(reason) ?? [];
  const words = lack && authorityWords(lack);
  return (
    words && `${part === 'therapist' ? 'The therapist' : 'Whoever prescribes'} ${words}. No dose today, until that is mended.`
  );
}

function openWords({ openItems, firstOpen }: GateFinding['evidence']): string {
  const first = PREPARATION_ITEMS[firstOpen as keyof typeof PREPARATION_ITEMS];
  return `${openItems} open${first ? `, first: ${first.toLowerCase()}` : ''}.`;
}

/**
 * One finding of the gate in words.
 *
 * @param at when the gate was judged; epoch ms
 */
export function findingWords(finding: GateFinding, at: number, zone: string): string {
  const reason =
    clinicReason(finding) ?? ALL_REASONS[finding.reason] ?? lackOf(finding.reason) ?? `${finding.reason.replaceAll('-', ' ')}.`;
  return [reason, evidenceWords(finding, at, zone)].filter(Boolean).join(' ');
}
