import type { SessionView } from '#contracts';
import type { AbortReason, Alert, AlertKind, CloseReason, DischargeBlocker, Entry, SafetyCheck, Vitals } from '#session-engine';
import { nameOf } from './party-name.js';
import { pressure } from './pressure.js';

/** Clinical words, for staff. Patients and chaperones have their own, on their own pages. */
const ALERTS: Readonly<Record<AlertKind, string>> = {
  'missed-check': 'Safety check missed',
  'missed-vitals': 'Planned vitals missed',
  vitals: 'Vitals out of limits',
  'safety-check': 'Safety check needs a look',
  help: 'Somebody asked for help',
  'chaperone-left': 'Chaperone left',
  observation: 'A clinician saw something',
  alone: 'Without a chaperone for too long',
  unsettled: 'Distress does not pass',
  undischarged: 'Not discharged in time',
  'patient-answer': 'The patient does not feel well, or is not sure',
  'dose-refused': 'The patient says that they took a dose that was not released any more',
  'staff-left': 'Nobody of the staff is with the patient',
  unwatched: 'No clinician was watching',
};

export function alertWords({ kind, number }: Pick<Alert, 'kind'> & { number?: number | undefined }): string {
  if (kind === 'missed-check' && number !== undefined) return `Safety check ${number} missed`;
  return kind === 'missed-vitals' && number !== undefined ? `Vitals at T+${number} missed` : ALERTS[kind];
}

export const CLOSE_REASONS: Readonly<Record<CloseReason, string>> = {
  answered: 'Answered',
  'contact-made': 'Contact made, patient safe',
  settled: 'Settled',
  'measured-again': 'Measured again, back in limits',
  'false-alarm': 'False alarm',
  'emergency-services-present': 'Emergency services present',
};

export const ABORT_REASONS: Readonly<Record<AbortReason, string>> = {
  'patient-request': 'at the patient’s request',
  illness: 'illness',
  'no-chaperone': 'no chaperone',
  'gate-held': 'the gate held',
  'clinician-unavailable': 'clinician not available',
  'patient-absent': 'patient did not come',
  technical: 'technical reason',
};

export const BLOCKERS: Readonly<Record<DischargeBlocker, string>> = {
  'not-dosed': 'The dose has been taken',
  'minimum-time': 'Minimum time since the dose has passed',
  'end-vitals-missing': 'End vitals are taken',
  'end-vitals-high': 'End vitals are back near the baseline',
  'oximeter-missing': 'The last reading has an oxygen saturation',
  'saturation-low': 'Oxygen saturation is back',
  'staff-absent': 'Somebody of the staff is with the patient',
  'ride-missing': 'Somebody by name takes the patient home',
  'not-handed-over': 'The patient is handed over, and knows not to drive before the next day, after a restful sleep',
  'chaperone-absent': 'The chaperone is there',
  'chaperone-confirmation': 'The chaperone has confirmed',
  'clinician-confirmation': 'A clinician has confirmed',
  'check-overdue': 'No safety check is overdue',
  'open-alert': 'No alert is open',
};

const RESPONSES: Readonly<Record<SafetyCheck['response'], string>> = {
  normal: 'answers to name',
  slow: 'answers slowly',
  'only-loud': 'answers only to a loud voice',
  'only-shaken': 'answers only when shaken',
  none: 'does not answer',
};

export function vitalsWords(vitals: Vitals): string {
  const oxygen = vitals.spo2Pct === undefined ? '' : `, SpO₂ ${vitals.spo2Pct} %`;
  return `${pressure(vitals)} mmHg, HR ${vitals.heartRateBpm}/min${oxygen}${vitals.hasSymptoms ? ', with symptoms' : ''}`;
}

export function checkWords({ breathing, response, isUpset, isVomiting }: SafetyCheck): string {
  const parts = [breathing === 'normal' ? 'breathing normally' : 'breathing slow or strange', RESPONSES[response]];
  return [...parts, isUpset ? 'upset' : 'calm', isVomiting ? 'vomiting' : 'not vomiting'].join(', ');
}

const AUTHORS = {
  patient: 'Patient',
  chaperone: 'Chaperone',
  therapist: 'Therapist',
  prescriber: 'Prescriber',
  physician: 'Physician',
  system: 'Hearth',
};

export const authorOf = (session: Pick<SessionView, 'parties'>, { author }: Pick<Entry, 'author'>): string =>
  author.personId === null ? AUTHORS[author.role] : nameOf(session, author.personId, AUTHORS[author.role]);
