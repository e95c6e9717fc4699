import { Injectable } from '@nestjs/common';

import { SweepLoop } from '#platform';

const LIMIT = 100;

/**
 * Fires every deadline that is due, in one autocommit statement.
 *
 * Under the session's row lock it appends the log entry with the next seq, marks the deadline, arms its next tier, arms the next
 * safety check when one was missed, and puts the call to people into the outbox. A session that somebody holds locked is skipped
 * and met again half a second later. A tier that fires late, after an outage, is not followed by the next in the same moment:
 * people get up to half a minute to answer. A check that is missed while the ladder of an earlier one is still climbing unheard is
 * escalated at once and joins that ladder: a second alarm beside it would only bury it. An alert that climbs stays of the kind that it was
 * raised as. Returns `fired`, the number of deadlines that fired, and how late each was.
 */
export const SWEEP = `
WITH due AS MATERIALIZED (
  SELECT d.id, d.session_id, d.kind, d.ref, d.number, d.tier, d.due_at, d.delays_sec, d.levels, d.every_sec, s.last_seq, s.patient_id,
    d.kind = 'check' AND d.tier = 1 AND EXISTS (
      SELECT 1 FROM deadline earlier WHERE earlier.session_id = d.session_id AND earlier.kind = 'check' AND earlier.ref <> d.ref
        AND earlier.tier > 2 AND earlier.fired_at IS NULL AND earlier.voided_at IS NULL) AS joins
  FROM deadline d JOIN dosing_session s ON s.id = d.session_id
  WHERE d.due_at <= app_now() AND d.fired_at IS NULL AND d.voided_at IS NULL
  ORDER BY d.due_at, d.session_id LIMIT ${LIMIT}
  FOR UPDATE OF d, s SKIP LOCKED),
numbered AS (
  SELECT *, last_seq + row_number() OVER (PARTITION BY session_id ORDER BY due_at, kind, ref, tier) AS seq,
    levels[least(CASE WHEN joins THEN 2 ELSE tier END, cardinality(levels))] AS level,
    CASE WHEN NOT joins THEN delays_sec[least(tier, cardinality(delays_sec))] END AS delay_sec
  FROM due),
entries AS (
  INSERT INTO session_entry (session_id, seq, id, type, payload, happened_at, recorded_at, author_id, author_role)
  SELECT session_id, seq, gen_random_uuid(), CASE kind WHEN 'phase' THEN 'phase' ELSE 'alert' END,
    CASE kind WHEN 'phase' THEN jsonb_build_object('phase', ref)
    ELSE jsonb_strip_nulls(jsonb_build_object('alertId', ref, 'tier', tier, 'level', level, 'number', number, 'kind',
      CASE kind WHEN 'check' THEN 'missed-check' WHEN 'vitals' THEN 'missed-vitals' ELSE coalesce(
        (SELECT e.payload ->> 'kind' FROM session_entry e WHERE e.session_id = numbered.session_id AND e.type = 'alert'
          AND e.payload ->> 'alertId' = ref AND e.payload ->> 'tier' = '1'),
        regexp_replace(ref, '-[0-9]+$', '')) END)) END,
    due_at, app_clock(), NULL, 'system'
  FROM numbered ORDER BY session_id, seq),
audited AS (
  INSERT INTO audit_event (id, actor_role, action, purpose, subject_person_id, object_type, object_id)
  SELECT gen_random_uuid(), 'system', CASE kind WHEN 'phase' THEN 'record-phase' ELSE 'record-alert' END, 'system', patient_id,
    'dosing-session', session_id
  FROM numbered),
counted AS (
  UPDATE dosing_session s SET last_seq = n.last_seq
  FROM (SELECT session_id, max(seq) AS last_seq FROM numbered GROUP BY session_id) n WHERE s.id = n.session_id),
fired AS (
  UPDATE deadline d SET fired_at = app_now() FROM numbered n WHERE d.id = n.id),
next_tiers AS (
  INSERT INTO deadline (session_id, kind, ref, number, tier, due_at, delays_sec, levels, every_sec)
  SELECT session_id, kind, ref, number, tier + 1,
    greatest(due_at + delay_sec * interval '1 second', app_now() + least(delay_sec, 30) * interval '1 second'),
    delays_sec, levels, every_sec
  FROM numbered WHERE delay_sec IS NOT NULL
  ON CONFLICT (session_id, kind, ref, tier) DO NOTHING),
next_checks AS (
  INSERT INTO deadline (session_id, kind, ref, number, tier, due_at, delays_sec, levels, every_sec)
  SELECT session_id, 'check', 'check-' || number + 1, number + 1, 1, due_at + every_sec * interval '1 second',
    delays_sec, levels, every_sec
  FROM numbered WHERE kind = 'check' AND tier = 1
  ON CONFLICT (session_id, kind, ref, tier) DO NOTHING),
pages AS (
  INSERT INTO outbox_event (id, name, payload, due_at, direct)
  SELECT gen_random_uuid(), 'sessions.alert-climbed',
    jsonb_build_object('sessionId', session_id, 'alertId', ref, 'tier', tier), app_now(), true
  FROM numbered WHERE kind <> 'phase' AND NOT joins)
SELECT count(*)::int AS fired,
  json_agg(json_build_object('kind', kind, 'tier', tier, 'lateSec', extract(epoch FROM app_now() - due_at))) AS details
FROM numbered`;

/** The instant at which the sweep next has something to do. */
const NEXT = 'SELECT min(due_at) AS due_at FROM deadline WHERE fired_at IS NULL AND voided_at IS NULL';

/** Hands the sweep to the loop that every server process runs. */
@Injectable()
export class DeadlineSweep {
  constructor(loop: SweepLoop) {
    loop.register('session-deadlines', SWEEP, LIMIT, NEXT);
  }
}
