import type { GateFinding } from '#session-engine';
import { PREPARATION_ITEMS } from '../preparation/item-words.js';

/** Each item that another law judges in the clinic, known by the evidence that only that law gives. */
const LAWS = { 'chaperone-present': 'role', 'medicine-on-hand': 'drawnMg', 'prep-done': 'emergencyPlanAt' } as const;
const ITEMS: Readonly<Record<keyof typeof LAWS, string>> = {
  'chaperone-present': 'Staff with the patient',
  'medicine-on-hand': 'Medicine from the clinic’s stock',
  'prep-done': 'Preparation and emergency plan',
};
const REASONS: Readonly<Record<string, string>> = {
  'staff-on-site': 'A member of the staff whose role fits is with the patient.',
  'nobody-on-site': 'Nobody has said that they are with the patient. Whoever is presses “I am with the patient”.',
  'role-does-not-fit': 'Whoever is with the patient has another role than this protocol asks for.',
  'not-rostered': 'Whoever is with the patient is neither booked for this session nor on call.',
  drawn: 'Drawn from the clinic’s stock for this dose, in date, and of no lot that was recalled.',
  'not-drawn': 'Nothing was drawn for this dose. Draw it under Medicine and ride home.',
  'not-enough': 'Less was drawn than this dose needs. Put it back, and draw anew.',
  recalled: 'The lot was recalled. Nothing of it is to be given.',
  'past-use-by': 'It is past its date. Nothing of it is to be given.',
  'prepared-for-the-clinic': 'The preparation is signed off, and the clinic’s emergency plan is of this year.',
  'preparation-open': 'Something of the preparation is still open. Open Preparation.',
  'no-emergency-plan': 'Nobody has written the clinic’s emergency plan. The medical director does, under In the clinic.',
  'emergency-plan-old':
    'The clinic’s emergency plan is older than a year. The medical director looks at it, under In the clinic.',
};

const isOfClinic = ({ item, evidence }: GateFinding): boolean => item in LAWS && LAWS[item as keyof typeof LAWS] in evidence;

/** What is asked of a session in the clinic; null for what is asked everywhere. */
export const clinicItem = (finding: GateFinding): string | null =>
  isOfClinic(finding) ? ITEMS[finding.item as keyof typeof LAWS] : null;

/** Why, in words; null for what is no reason of the clinic's. */
export function clinicReason(finding: GateFinding): string | null {
  if (finding.reason === 'clinic-place-not-stated')
    return 'Nobody has written down where the clinic is. The medical director does, with the emergency plan under In the clinic.';
  return isOfClinic(finding) ? (REASONS[finding.reason] ?? null) : null;
}

/** What the judgement rests on; null for what is asked everywhere. */
export function clinicEvidence(finding: GateFinding): string | null {
  const { item, isMet, evidence } = finding;
  if (!isOfClinic(finding)) return null;
  if (item === 'medicine-on-hand') return `${evidence['drawnMg']} mg drawn, ${evidence['doseMg']} mg needed.`;
  if (item === 'chaperone-present') return evidence['role'] === null ? '' : `The ${evidence['role']}.`;
  const first = PREPARATION_ITEMS[evidence['firstOpen'] as keyof typeof PREPARATION_ITEMS];
  return isMet || !evidence['openItems'] ? '' : `${evidence['openItems']} open${first ? `, first: ${first.toLowerCase()}` : ''}.`;
}
