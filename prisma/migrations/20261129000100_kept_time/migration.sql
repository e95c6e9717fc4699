-- Whoever takes time of people keeps it first (docs/adr/0016). Expand only: a program from before knows nothing of it, and may break a pause
-- or a daily cap as it always could.

-- One after the other in the order of their keys, so that nobody waits in a circle. Without waiting: false at the first that somebody else
-- has, and those before it are kept; to go on and wait from there keeps the order.
CREATE FUNCTION keep_time(people text[], waits boolean) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  key bigint;
BEGIN
  FOR key IN SELECT DISTINCT hashtextextended('time:' || id, 0) AS k FROM unnest(people) AS id ORDER BY k LOOP
    IF waits THEN
      PERFORM pg_advisory_xact_lock(key);
    ELSIF NOT pg_try_advisory_xact_lock(key) THEN
      RETURN false;
    END IF;
  END LOOP;
  RETURN true;
END $$;

-- Rows that nobody has claimed are not looked for here: a booking writes a dozen of them.
DROP INDEX "outbox_event_claimed";
CREATE INDEX "outbox_event_claimed" ON "outbox_event"("claimed_until")
    WHERE "claimed_until" IS NOT NULL AND "done_at" IS NULL AND "voided_at" IS NULL AND "parked_at" IS NULL;
