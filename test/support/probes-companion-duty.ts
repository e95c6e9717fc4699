import { randomUUID } from 'node:crypto';
import { BACKUP } from './companion-duty-acts.js';

/** What is sent to the doors of companions: nobody is put on duty by it. */
export const COMPANION_BODIES = {
  'POST /v1/patients/{patientId}/companions': BACKUP,
  'POST /v1/dosing-sessions/{sessionId}/companion-duty': { personId: randomUUID() },
} as const;
