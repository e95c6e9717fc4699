import { randomUUID } from 'node:crypto';

/** A text that nobody has published is refused to the patient whose consent it is. */
export const CONSENT_BODIES = {
  'POST /v1/patients/{patientId}/consents/signatures': {
    name: 'Somebody has to try this door.',
    clauses: [{ clauseId: randomUUID(), digest: 'made up' }],
  },
  'POST /v1/patients/{patientId}/consents/withdrawal': {},
  'POST /v1/consent-clauses': {
    ...{ basedOn: 999, reason: 'Somebody has to try this door.' },
    clauses: [{ code: 'made-up', title: 'Made up', text: 'A text that nobody is to sign.' }],
  },
} as const;
