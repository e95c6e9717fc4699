import { randomUUID } from 'node:crypto';
import { CARD, differing, ORDER, supplyOf } from './at-home-acts.js';
import type { Cast, Patient } from './cast.js';

/** What is sent to the doors of medicine and preparation: an order that is only ordered refuses nearly everything. */
export const AT_HOME_BODIES = {
  'POST /v1/patients/{patientId}/supply': ORDER,
  'POST /v1/patients/{patientId}/supply/{dispenseId}/steps': { to: 'shipped' },
  'POST /v1/patients/{patientId}/supply/{dispenseId}/counts': { units: 3 },
  'POST /v1/patients/{patientId}/supply/{dispenseId}/disposals': { how: 'returned', units: 1, witness: 'Somebody' },
  'POST /v1/patients/{patientId}/supply-discrepancies/{discrepancyId}/review': {
    finding: 'counted-again',
    units: 9,
    note: 'The matrix tries every door.',
  },
  'POST /v1/supply/lots': { lot: 'KT-2610-A' },
  'POST /v1/supply/recalls': { pharmacy: 'Nowhere', lot: 'NONE' },
  'POST /v1/patients/{patientId}/preparation/answers': { item: 'driving', understood: true },
  'POST /v1/patients/{patientId}/preparation/talks': { items: ['driving'] },
  'POST /v1/patients/{patientId}/emergency-card': CARD,
} as const;

const prescriberOf = async (cast: Cast, patientId: string) => {
  const personId = await cast.once(`prescribes for ${patientId}`, async () => {
    const id = await cast.person('prescriber');
    await cast.assign(id, patientId);
    return id;
  });
  return cast.signIn(personId);
};

/** An order for the patient, of which the pharmacy has not heard. */
export function dispenseFor(cast: Cast, patient: Patient | null): Promise<string> {
  if (!patient) return Promise.resolve(randomUUID());
  const { personId } = patient;
  return cast.once(`medicine of ${personId}`, async () => {
    const prescriber = await prescriberOf(cast, personId);
    return (await prescriber.post(supplyOf(personId), ORDER).expect(201)).body.dispenseId;
  });
}

/** A count of the patient that waits for its review. */
export function discrepancyFor(cast: Cast, patient: Patient | null): Promise<string> {
  if (!patient) return Promise.resolve(randomUUID());
  const { personId } = patient;
  return cast.once(`count of ${personId}`, async () => {
    const [prescriber, own] = [await prescriberOf(cast, personId), await cast.signIn(personId)];
    return (await differing(prescriber, own, personId, 'LOT-9')).discrepancyId;
  });
}

/** The dose of the patient's session. */
export async function doseLineFor(cast: Cast, patient: Patient | null): Promise<string> {
  return patient ? cast.doseLine(patient.sessionId) : randomUUID();
}
