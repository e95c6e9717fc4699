import type { IntegrationVisit } from '#contracts';
import { firstName } from '../session/own-words.js';

/** Why something cannot be booked now, in words. */
export type Locked = Readonly<{ title: string; words: string }>;
type Words = Locked;

const OTHER: Words = {
  title: 'Not open yet',
  words: 'Something has to be settled at the clinic first. Please call us: we will sort it out together.',
};

const LOCKED: Readonly<Record<string, Words>> = {
  'no-dose-planned': {
    title: 'Not planned yet',
    words: 'Your nurse plans the next dose first. You will get a message as soon as you can choose a time.',
  },
  'integration-due': {
    title: 'Opens after your visit',
    words: 'The next session opens once you have been at the visit that follows the last one.',
  },
  'dose-not-planned': {
    title: 'The plan has changed',
    words: 'One of these sessions is not part of your plan any more. Please call us: we will sort it out together.',
  },
  paused: {
    title: 'Your course is paused',
    words: 'Your prescriber looks at something first, and then talks with you. Nothing that is booked is lost.',
  },
  'all-booked': {
    title: 'All booked',
    words: 'Each session that your nurse has planned is booked. You can move or cancel any of them.',
  },
  'no-team': {
    title: 'Your team is not complete yet',
    words: 'We are still finding the right people for you. We will tell you as soon as they are there.',
  },
  'no-visit-time': {
    title: 'No free time for the visit',
    words: 'There is no free time for the visit on the day after. Please look at later days.',
  },
};

/** Why there is nothing to book, from the code that comes with the free times (`context.` in front or not). */
export function lockedWords(reason: string, visit: IntegrationVisit | null): Words {
  const known = LOCKED[reason.split('.').at(-1)!] ?? OTHER;
  if (known !== LOCKED['integration-due'] || !visit) return known;
  return { ...known, words: `The next session opens once you have been at your visit with ${firstName(visit.therapistName)}.` };
}
