import { Injectable } from '@nestjs/common';

import { SweepLoop } from '#platform';

const LIMIT = 100;

/**
 * Raises an alert for each gap of the rota that begins within 72 hours or has begun, and closes those that were filled or have passed.
 *
 * What is promised is in the rota itself, so nothing has to be planned, and nothing is lost when nobody runs: every process looks
 * again half a second later, also after somebody was disabled, who then answers nothing. An alert is about the gap that begins where it
 * says, or of which that part has passed. It agrees with `gapsIn`: a test compares them.
 */
const SWEEP = `
WITH clock AS MATERIALIZED (SELECT date_trunc('milliseconds', app_now()) AS now),
gap AS MATERIALIZED (
  SELECT lower(span) AS starts_at
  FROM clock, unnest(tstzmultirange(tstzrange(now, now + interval '72 hours')) - coalesce((
    SELECT range_agg(tstzrange(d.starts_at, d.ends_at)) FROM on_call_duty d JOIN person p ON p.id = d.person_id
    WHERE d.ends_at > now AND d.starts_at < now + interval '72 hours'
      AND p.disabled_at IS NULL AND NOT p.is_external AND p.role IN ('prescriber', 'physician')), '{}'::tstzmultirange)) AS span),
known AS MATERIALIZED (
  SELECT a.id, greatest(a.about_at, clock.now) AS starts_at FROM clinic_alert a, clock
  WHERE a.kind = 'nobody-on-call' AND a.patient_id IS NULL AND a.about_at IS NOT NULL AND a.closed_at IS NULL),
closed AS (
  UPDATE clinic_alert SET closed_at = app_now()
  WHERE id IN (SELECT id FROM known WHERE starts_at NOT IN (SELECT starts_at FROM gap)) AND closed_at IS NULL RETURNING 1),
raised AS (
  INSERT INTO clinic_alert (id, kind, level, subject_id, about_at)
  SELECT gen_random_uuid(), 'nobody-on-call', 2, gen_random_uuid(), starts_at FROM gap
  WHERE starts_at NOT IN (SELECT starts_at FROM known) ORDER BY starts_at LIMIT ${LIMIT}
  ON CONFLICT DO NOTHING RETURNING 1)
SELECT count(*)::int AS fired FROM (SELECT 1 FROM raised UNION ALL SELECT 1 FROM closed) AS changed`;

/** Hands the sweep to the loop that every server process runs. */
@Injectable()
export class GapSweep {
  constructor(loop: SweepLoop) {
    loop.register('rota-gaps', SWEEP, LIMIT);
  }
}
