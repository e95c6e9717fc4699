import { Injectable } from '@nestjs/common';

import { SweepLoop } from '#platform';

const LIMIT = 100;
/** Who was asked and has not taken over by then does not any more: whoever asked is still there, and asks somebody else. */
const LAPSES_AFTER_MIN = 10;

/**
 * Begins a cover once the other's screen shows every dosed session of whoever is away, and ends it when its time is over or that screen
 * is gone; then whoever was away is called back, in the same statement. The time of a cover is the clinic's clock, leases are real time.
 */
const SWEEP = `
WITH due AS MATERIALIZED (
  SELECT id, CASE
    WHEN until_at <= app_now() THEN 'over'
    WHEN began_at IS NOT NULL AND NOT watch_is_held(away_id, cover_id) THEN 'lost'
    WHEN began_at IS NULL AND accepted_at IS NOT NULL AND watch_is_held(away_id, cover_id) THEN 'begins'
    WHEN began_at IS NULL AND coalesce(accepted_at, asked_at) <= app_now() - interval '${LAPSES_AFTER_MIN} minutes' THEN 'lapsed'
  END AS step
  FROM watch_cover WHERE ended_at IS NULL ORDER BY asked_at LIMIT ${LIMIT} FOR UPDATE SKIP LOCKED),
moved AS (
  UPDATE watch_cover c SET
    began_at = CASE step WHEN 'begins' THEN app_now() ELSE c.began_at END,
    ended_at = CASE step WHEN 'begins' THEN NULL ELSE app_now() END,
    ended_as = CASE step WHEN 'begins' THEN NULL ELSE step END
  FROM due WHERE c.id = due.id AND step IS NOT NULL
  RETURNING c.id, step),
called AS (
  INSERT INTO outbox_event (name, payload, due_at, direct)
  SELECT 'alerts.watch-returned', jsonb_build_object('coverId', id), app_now(), true FROM moved WHERE step IN ('over', 'lost')
  RETURNING 1)
SELECT count(*)::int AS fired FROM moved`;

/** Hands the sweep to the loop that every server process runs. */
@Injectable()
export class WatchCoverSweep {
  constructor(loop: SweepLoop) {
    loop.register('watch-covers', SWEEP, LIMIT);
  }
}
