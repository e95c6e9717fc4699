import { RULES, WORDING } from './audited-assessments.js';

/** What is sent to the doors of questionnaires: nothing in it harms whoever asks after it. */
export const ASSESSMENT_BODIES = {
  'POST /v1/patients/{patientId}/forms/{form}/answers': {
    version: '1',
    linkId: '/peg-pain',
    answer: { kind: 'number', value: 3 },
  },
  'POST /v1/patients/{patientId}/signals/{signalId}/review': { outcome: 'no-concern', note: 'The matrix tries every door.' },
  'POST /v1/assessment-rules': { basedOn: 0, ...RULES, drugs: [] },
  'POST /v1/safety-wording': WORDING,
} as const;
