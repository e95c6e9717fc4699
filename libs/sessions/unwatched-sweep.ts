import { Injectable } from '@nestjs/common';

import { SweepLoop } from '#platform';

const LIMIT = 100;

/**
 * Finds dosed sessions whose last watching lease has run out, and arms an alert that is due at once; the sweep of deadlines fires it
 * and climbs its ladder. One autocommit statement; a session that somebody holds locked is met again half a second later.
 *
 * Leases are real time: a demo clock that is moved by an hour leaves nobody blind. While such an alert is open no second one is armed,
 * however long it takes: a person takes it on and closes it, and only then a new one can be.
 */
const SWEEP = `
WITH unwatched AS MATERIALIZED (
  SELECT s.id, s.plan -> 'watch' -> 'ladder' AS ladder
  FROM dosing_session s
  WHERE s.dosed_at IS NOT NULL AND s.discharged_at IS NULL AND s.plan ? 'watch'
    AND NOT EXISTS (
      SELECT 1 FROM session_watch w WHERE w.session_id = s.id
        AND w.seen_at > now() - (s.plan -> 'watch' ->> 'leaseSec')::int * interval '1 second')
    AND NOT EXISTS (
      SELECT 1 FROM deadline d WHERE d.session_id = s.id AND d.kind = 'alert' AND d.tier = 1 AND d.ref LIKE 'unwatched-%'
        AND NOT EXISTS (
          SELECT 1 FROM session_entry e
          WHERE e.session_id = s.id AND e.type = 'alert-closed' AND e.payload ->> 'alertId' = d.ref))
  LIMIT ${LIMIT} FOR UPDATE OF s SKIP LOCKED),
armed AS (
  INSERT INTO deadline (session_id, kind, ref, tier, due_at, delays_sec, levels)
  SELECT u.id, 'alert', 'unwatched-' || 1 + (
      SELECT count(*) FROM deadline d WHERE d.session_id = u.id AND d.kind = 'alert' AND d.tier = 1 AND d.ref LIKE 'unwatched-%'),
    1, app_now(),
    ARRAY(SELECT 60 * (lead(tier ->> 'afterMin') OVER (ORDER BY n)::int - (tier ->> 'afterMin')::int)
          FROM jsonb_array_elements(u.ladder -> 'tiers') WITH ORDINALITY AS tiers (tier, n)
          ORDER BY n LIMIT jsonb_array_length(u.ladder -> 'tiers') - 1)
      || ARRAY(SELECT 60 * minutes::int FROM jsonb_array_elements_text(u.ladder -> 'repeatMin') AS repeats (minutes)),
    ARRAY(SELECT (tier ->> 'level')::smallint FROM jsonb_array_elements(u.ladder -> 'tiers') WITH ORDINALITY AS tiers (tier, n) ORDER BY n)
  FROM unwatched u
  ON CONFLICT (session_id, kind, ref, tier) DO NOTHING
  RETURNING 1)
SELECT count(*)::int AS fired FROM armed`;

/** Hands the sweep to the loop that every server process runs. */
@Injectable()
export class UnwatchedSweep {
  constructor(loop: SweepLoop) {
    loop.register('session-watches', SWEEP, LIMIT);
  }
}
