import type { CallNext, CallPerson, CallRole, CallView, DeviceCheckJson } from '#contracts';
import { placeName } from '../credentials/places.js';
import { dayFromNow, timeOfDay } from '../time.js';

const ROLES: Readonly<Record<CallRole, string>> = {
  patient: 'patient',
  chaperone: 'companion',
  screener: 'screener',
  therapist: 'therapist',
  prescriber: 'prescriber',
  physician: 'physician',
};

/** What the letters behind a name stand for; those that people do not know by their letters. */
const PROFESSIONS: Readonly<Record<string, string>> = {
  NP: 'nurse practitioner',
  PA: 'physician assistant',
  RN: 'registered nurse',
  LCSW: 'licensed clinical social worker',
  LMFT: 'licensed marriage and family therapist',
  LPC: 'licensed professional counselor',
  PsyD: 'psychologist',
  MD: 'medical doctor',
  DO: 'doctor of osteopathic medicine',
};

/** "therapist", or "prescriber (nurse practitioner), licensed in Arizona". */
export function asWhom({ role, profession, licensedIn }: Pick<CallPerson, 'role' | 'profession' | 'licensedIn'>): string {
  const learned = profession ? ` (${PROFESSIONS[profession] ?? profession})` : '';
  return `${ROLES[role]}${learned}${licensedIn.length ? `, licensed in ${licensedIn.map(placeName).join(', ')}` : ''}`;
}

/** "Ada Reyes, prescriber (nurse practitioner), licensed in Arizona". */
export const whoIs = (person: Pick<CallPerson, 'displayName' | 'role' | 'profession' | 'licensedIn'>): string =>
  `${person.displayName}, ${asWhom(person)}`;

type Facts = Pick<CallView, 'next' | 'nextAbout' | 'lateMin' | 'startsAt' | 'opensAt' | 'zone' | 'mayRun'>;
type Words = (facts: Facts & { who: string; when: string; opens: string; now: number }) => string;

const LATER: Words = ({ who, lateMin, startsAt, zone }) =>
  `${who} is running late: about ${timeOfDay(Date.parse(startsAt) + (lateMin ?? 0) * 60_000, zone)}. Your place is kept. You need do nothing.`;

const WORDS: Readonly<Record<CallNext, Words>> = {
  'too-early': ({ opens, when }) => `Your call is ${when}. You can come in from ${opens} on; this page opens by itself.`,
  'come-in': ({ when, who, mayRun }) =>
    mayRun
      ? `${who ? `${who} is waiting.` : 'Nobody waits yet.'} Come in when you are ready; the patient waits until you let them in.`
      : `Your call is ${when}. Come in when you are ready.`,
  'wait-for-start': ({ when }) =>
    `You are in the waiting room. Your call is ${when}. Somebody will let you in; you need do nothing.`,
  'wait-they-know': ({ who }) => `${who} knows that you are here, and will let you in. You need do nothing.`,
  'wait-they-are-late': (facts) => LATER({ ...facts, who: facts.who || 'Your clinician' }),
  'wait-overdue': () =>
    'Nobody has come yet, and that is not your fault. The clinic has been told that you wait. You can stay here, or call the number below.',
  'wait-elsewhere': (facts) =>
    `Your place is kept. We send you a message as soon as they are ready for you; you can do something else until then.${facts.lateMin ? ` ${LATER({ ...facts, who: facts.who || 'Your clinician' })}` : ''}`,
  'they-are-ready': ({ who }) => `${who || 'Your clinician'} is ready for you. Come in.`,
  'in-call': ({ who, mayRun }) => (mayRun ? 'The patient is in the call.' : `You are in the call${who ? ` with ${who}` : ''}.`),
  'in-call-alone': () =>
    'Nobody of the clinic is in the call at this moment. Stay here: they see that you are here, and come back. If nobody comes, call the number below.',
  'somebody-is-joining': ({ who }) =>
    `${who || 'Somebody of the clinic'} is about to join. Until then you stay with whoever is here.`,
  'handed-over': ({ who }) => `${who || 'Somebody else'} leads the call from here on, and stays with you.`,
  'hand-off-did-not-work': ({ who }) => `${who || 'The other person'} could not join today. You stay with whoever is here.`,
  'let-them-in': ({ who }) => `${who} is waiting to be let in.`,
  'waits-elsewhere': ({ who }) => `${who} waits elsewhere, and wants to be told. Say so when you are ready.`,
  'told-to-come': ({ who }) => `${who} was told to come. You will hear a sound when they are here.`,
  'nobody-here': () => 'Nobody waits yet. You will hear a sound when the patient is here.',
  'patient-lost': () =>
    'The patient dropped out of the call without leaving. We try to reach them; whoever is on call is paged 5 minutes after they were lost. Telephone them now.',
  ended: ({ mayRun }) =>
    mayRun ? 'The call has ended. That does not end the visit: you can open it again.' : 'The call has ended.',
  over: () => 'This call is over.',
  cancelled: () => 'This appointment was cancelled, so there is no call.',
};

/** What happens next, in plain words; there are words for each moment. */
export function nextWords(view: Facts, now: number): string {
  const { next, nextAbout, startsAt, opensAt, zone } = view;
  const when = `${dayFromNow(startsAt, now, zone)} at ${timeOfDay(startsAt, zone)}`;
  const opens = `${dayFromNow(opensAt, now, zone)} at ${timeOfDay(opensAt, zone)}`;
  return WORDS[next]({ ...view, who: nextAbout ?? '', when, opens, now });
}

const CAMERA = { works: 'camera works', none: 'no camera', refused: 'camera not allowed', failed: 'camera failed' } as const;
const MICROPHONE = {
  works: 'microphone works',
  silent: 'microphone is silent',
  none: 'no microphone',
  refused: 'microphone not allowed',
  failed: 'microphone failed',
} as const;
const SPEAKER = { heard: 'hears sound', 'not-heard': 'hears no sound', 'not-asked': 'sound not tried' } as const;
const NETWORK = { relay: 'network works', 'direct-only': 'network without relay', failed: 'network blocks calls' } as const;

/** "camera works, microphone is silent, hears sound, network works (80 ms)" */
export const checkWords = ({ camera, microphone, speaker, network, roundTripMs }: Omit<DeviceCheckJson, 'checkedAt'>) =>
  `${CAMERA[camera]}, ${MICROPHONE[microphone]}, ${SPEAKER[speaker]}, ${NETWORK[network]}${roundTripMs === null ? '' : ` (${roundTripMs} ms)`}`;

export const isCheckGood = ({ camera, microphone, speaker, network }: Omit<DeviceCheckJson, 'checkedAt'>) =>
  camera === 'works' && microphone === 'works' && speaker === 'heard' && network !== 'failed';
