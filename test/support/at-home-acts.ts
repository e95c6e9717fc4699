import type { Visitor } from './http.js';
import { preparedAnswers } from './prepared-answers.js';

export const ORDER = {
  ...{ prescriptionNumber: 'RX-1', pharmacy: 'Test pharmacy', medication: 'ketamine', form: 'troche' },
  ...{ strengthMg: 50, doseUnits: 2, orderedUnits: 10 },
} as const;
export const CARD = { addressLine: '1 Test St', entryNote: '', allergies: '', localEmergencyNumber: '+1 212 555 0911' } as const;
export const TALKED = [
  ...['good-reactions', 'hard-reactions', 'intentions', 'fears', 'touch', 'talk', 'no-go', 'emergency-plan'],
  ...['companions', 'driving', 'fasting'],
];
export const supplyOf = (patientId: string): string => `/v1/patients/${patientId}/supply`;
export const filled = (lot: string, units = 10) => ({ to: 'filled', filled: { lot, beyondUseDate: '2199-12-31', units } });

/** Medicine that is on its way to a patient. @param prescriber of theirs @returns the id of the dispense */
export async function shipped(prescriber: Visitor, patientId: string, lot: string): Promise<string> {
  const at = supplyOf(patientId);
  const { dispenseId } = (await prescriber.post(at, ORDER).expect(201)).body;
  for (const step of [{ to: 'sent-to-pharmacy' }, filled(lot), { to: 'shipped' }])
    await prescriber.post(`${at}/${dispenseId}/steps`, step).expect(201);
  return dispenseId;
}

/** A parcel in which one was missing. @returns the ids of the dispense and of what is open about it */
export async function differing(prescriber: Visitor, patient: Visitor, patientId: string, lot: string) {
  const dispenseId = await shipped(prescriber, patientId, lot);
  await patient.post(`${supplyOf(patientId)}/${dispenseId}/counts`, { units: 9 }).expect(201, { isDiscrepancy: true });
  const { dispenses } = (await prescriber.get(supplyOf(patientId)).expect(200)).body;
  const found = dispenses.find((one: { dispenseId: string }) => one.dispenseId === dispenseId);
  return { dispenseId, discrepancyId: found.discrepancies[0].discrepancyId as string };
}

/** All that a patient answers before the first dose. */
export async function answerAll(patient: Visitor, patientId: string): Promise<void> {
  for (const answer of preparedAnswers()) await patient.post(`/v1/patients/${patientId}/preparation/answers`, answer).expect(201);
}
