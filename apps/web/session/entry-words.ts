import type { Entry } from '#session-engine';
import { LEVELS, PHASES } from './phases.js';
import { SIGNS } from './sign-words.js';
import { ABORT_REASONS, alertWords, CLOSE_REASONS, checkWords, vitalsWords } from './words.js';

const ANSWERS = { fine: 'fine', 'not-sure': 'not sure', help: 'needs help' } as const;

const COMPANIONS = {
  arrival: 'Chaperone is there',
  'chaperone-left': 'Chaperone is gone, or cannot come',
  'companion-on-duty': 'Another companion is on duty',
} as const;

const ENDINGS = { 'discharge-confirmation': 'Discharge confirmed', discharge: 'Discharged' } as const;

const IN_CLINIC = {
  'staff-arrival': 'Is with the patient',
  'staff-left': 'Has left the patient',
  'ride-arranged': 'Ride home arranged',
  'handed-over': 'Handed over; told not to drive before the next day, after a restful sleep',
} as const;

const ON_THE_DAY = {
  'today-answers': 'Said what was eaten and taken today',
  'identity-confirmed': 'Seen to be the patient, by name and date of birth',
} as const;

const HELP = { therapist: 'the therapist', prescriber: 'the prescriber', emergency: 'emergency help' } as const;

/** One line of the log in clinical words, and how it came when it was not by a page of its author's own. */
export function entryWords(entry: Entry): string {
  const isByPhone = 'byPhone' in entry.payload && entry.payload.byPhone;
  return isByPhone ? `${wordsOf(entry)} (said by telephone)` : wordsOf(entry);
}

function wordsOf(entry: Entry): string {
  switch (entry.type) {
    case 'arrival':
    case 'chaperone-left':
    case 'companion-on-duty':
      return COMPANIONS[entry.type];
    case 'staff-arrival':
    case 'staff-left':
    case 'ride-arranged':
    case 'handed-over':
      return IN_CLINIC[entry.type];
    case 'vitals':
      return vitalsWords(entry.payload);
    case 'today-answers':
    case 'identity-confirmed':
      return ON_THE_DAY[entry.type];
    case 'override':
      return `Signed over what held the gate: ${entry.payload.item.replaceAll('-', ' ')}, ${entry.payload.heldFor.replaceAll('-', ' ')}`;
    case 'gate':
      return entry.payload.isPassed ? 'Gate passed' : `Gate held: ${heldItems(entry.payload.findings)}`;
    case 'release':
      return `Dose released: ${entry.payload.doseMg} mg`;
    case 'dose-taken':
      return 'Dose taken';
    case 'phase':
      return `Phase: ${PHASES[entry.payload.phase].toLowerCase()}`;
    case 'safety-check':
      return `Safety check ${entry.payload.number}: ${checkWords(entry.payload)}`;
    case 'help':
      return `Asked for ${HELP[entry.payload.asked]}`;
    case 'observation':
      return `Seen: ${SIGNS[entry.payload.sign]}`;
    case 'question':
      return 'Asked the patient how they are';
    case 'answer':
      return `Patient answered: ${ANSWERS[entry.payload.answer]}`;
    case 'alert':
      return `${alertWords(entry.payload)}: L${entry.payload.level} ${LEVELS[entry.payload.level].toLowerCase()}, tier ${entry.payload.tier}`;
    case 'acknowledgement':
      return 'Alert acknowledged';
    case 'alert-closed':
      return `Alert closed: ${CLOSE_REASONS[entry.payload.reason].toLowerCase()}`;
    case 'discharge-confirmation':
    case 'discharge':
      return ENDINGS[entry.type];
    case 'abort':
      return `Ended before the dose: ${ABORT_REASONS[entry.payload.reason]}`;
  }
}

const heldItems = (findings: readonly { item: string; isMet: boolean }[]) =>
  findings
    .filter(({ isMet }) => !isMet)
    .map(({ item }) => item.replaceAll('-', ' '))
    .join(', ');
