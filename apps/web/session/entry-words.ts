import type { Entry } from '#session-engine';
import { ABORT_REASONS, alertWords, CLOSE_REASONS, checkWords, LEVELS, PHASES, vitalsWords } from './words.js';

const HELP = { therapist: 'the therapist', prescriber: 'the prescriber', emergency: 'emergency help' } as const;

/** One line of the log in clinical words. */
export function entryWords(entry: Entry): string {
  switch (entry.type) {
    case 'arrival':
      return 'Chaperone is there';
    case 'chaperone-left':
      return 'Chaperone is gone, or cannot come';
    case 'companion-on-duty':
      return 'Another companion is on duty';
    case 'vitals':
      return vitalsWords(entry.payload);
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
    case 'alert':
      return `${alertWords(entry.payload)}: L${entry.payload.level} ${LEVELS[entry.payload.level].toLowerCase()}, tier ${entry.payload.tier}`;
    case 'acknowledgement':
      return 'Alert acknowledged';
    case 'alert-closed':
      return `Alert closed: ${CLOSE_REASONS[entry.payload.reason].toLowerCase()}`;
    case 'discharge-confirmation':
      return 'Discharge confirmed';
    case 'discharge':
      return 'Discharged';
    case 'abort':
      return `Ended before the dose: ${ABORT_REASONS[entry.payload.reason]}`;
  }
}

const heldItems = (findings: readonly { item: string; isMet: boolean }[]) =>
  findings
    .filter(({ isMet }) => !isMet)
    .map(({ item }) => item.replaceAll('-', ' '))
    .join(', ');
