import { join } from 'node:path';
import type pg from 'pg';
import { readFieldKeys, SealedFields } from '#platform';
import type { Clinic } from './clinic.js';

export const RIGHT_ANSWERS = { unresponsive: 'call-emergency', asleep: 'look-close', errand: 'say-it-first' } as const;
export const AGREEMENT = { step: 'agreement', version: 1 } as const;
export const TRAINING = { step: 'training', version: 1, answers: RIGHT_ANSWERS } as const;
export const companionOf = (sessionId: string) => `/v1/dosing-sessions/${sessionId}/companion`;

/** The token of somebody's link to a session, as the clinic would send it. */
export async function linkTokenOf(clinic: Clinic, database: pg.Client, sessionId: string, firstName: string): Promise<string> {
  const find = async () =>
    (
      await database.query<{ id: string }>(
        "SELECT l.id FROM chaperone_link l JOIN person p ON p.id = l.person_id WHERE l.session_id = $1 AND p.display_name LIKE $2 || ' %'",
        [sessionId, firstName],
      )
    ).rows[0]?.id;
  let id = await find();
  for (const began = performance.now(); !id && performance.now() - began < 30_000; id = await find()) {
    await new Promise((again) => setTimeout(again, 50)); // whoever was named a moment ago has none yet
  }
  return new SealedFields(readFieldKeys(join(clinic.dataDir, 'field-key'), false)).token('chaperone-link', id!);
}
