import { randomUUID } from 'node:crypto';
import type { Cast } from './cast.js';

/** What is sent to the doors of paused courses: the reasons are made up, so nothing is decided. */
export const COURSE_BODIES = {
  'POST /v1/patients/{patientId}/course-review': {
    decision: 'resume',
    pauseIds: [randomUUID()],
    note: 'The matrix tries every door.',
  },
} as const;

/** The courses of both patients are paused. */
export async function bothArePaused(cast: Cast): Promise<string> {
  for (const { personId } of [cast.a, cast.b]) {
    await cast.sql(
      `INSERT INTO protocol_pause (id, patient_id, protocol_id, reason, fact, fact_at)
       SELECT gen_random_uuid(), patient_id, id, 'pregnancy', 'tried', app_now() FROM protocol WHERE patient_id = $1 LIMIT 1
       ON CONFLICT DO NOTHING`,
      [personId],
    );
  }
  return '';
}
