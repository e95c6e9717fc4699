import { join } from 'node:path';
import type pg from 'pg';
import { readFieldKeys, SealedFields } from '#platform';
import type { Clinic } from './clinic.js';

export const RIGHT_ANSWERS = { unresponsive: 'call-emergency', asleep: 'look-close', errand: 'say-it-first' } as const;
export const AGREEMENT = { step: 'agreement', version: 1 } as const;
export const TRAINING = { step: 'training', version: 1, answers: RIGHT_ANSWERS } as const;
export const companionOf = (sessionId: string) => `/v1/dosing-sessions/${sessionId}/companion`;

/** The token of the link of a session, as the clinic would send it. */
export async function linkTokenOf(clinic: Clinic, database: pg.Client, sessionId: string): Promise<string> {
  const { rows } = await database.query('SELECT id FROM chaperone_link WHERE session_id = $1', [sessionId]);
  return new SealedFields(readFieldKeys(join(clinic.dataDir, 'field-key'), false)).token('chaperone-link', rows[0].id);
}
