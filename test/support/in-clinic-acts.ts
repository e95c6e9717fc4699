import type { Visitor } from './http.js';

export const PLAN = {
  ...{ addressLine: '1 Test St, New York', jurisdiction: 'US-NY', entryNote: '', localEmergencyNumber: '+1 212 555 0911' },
  steps: 'Whoever is there stays, and calls for help.',
};
export const DELIVERY = {
  ...{ supplier: 'Test supplier', medication: 'esketamine', form: 'spray device', strengthMg: 28 },
  ...{ lot: 'test-1', beyondUseDate: '2199-12-31', units: 4 },
};
export const RIDE = { name: 'Somebody Else', phone: '+1 212 555 0199', relation: 'family' };
export const ANSWERS = {
  ...{ benzodiazepine: false, otherSedative: false, stimulant: false, maoi: false, pressureRose: false },
  ...{ sedation: 'none', dissociation: 'resolved-within-2-h', seriousEvent: '', reference: 'TEST-1' },
};

/** The session in the clinic to which a patient of the demo has come. */
export async function sessionInClinic(visitor: Visitor, patient = 'Leo'): Promise<string> {
  const { sessions } = (await visitor.get('/v1/dosing-sessions?when=upcoming').expect(200)).body;
  return sessions.find(({ patientName }: { patientName: string }) => patientName.startsWith(patient)).id;
}

/** The form of the session that the patient has had. */
export async function openForm(visitor: Visitor): Promise<string> {
  const { forms } = (await visitor.get('/v1/monitoring-forms').expect(200)).body;
  return forms.find(({ doneAt }: { doneAt: string | null }) => doneAt === null).formId;
}
