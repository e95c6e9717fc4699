-- The day on which a protocol says that somebody looks whether it is worth going on: due on the list of what prescribers have to do, and when it is
-- missed the course pauses (docs/adr/0033). Expand only.

-- Of protocols that hold and have a dose to come. A prescriber's review from two weeks before that day on is that look, as is another version.
CREATE VIEW "end_point_review" AS
SELECT p.patient_id, p.id AS protocol_id, p.end_point_review_on AS day, due.at AS due_at
FROM newest_protocol n
JOIN protocol p ON p.id = n.id
CROSS JOIN clinic_settings k
CROSS JOIN LATERAL (SELECT p.end_point_review_on::timestamp AT TIME ZONE k.zone AS at) due
WHERE n.holds AND p.end_point_review_on IS NOT NULL
  AND EXISTS (SELECT 1 FROM dose_line d WHERE d.protocol_id = p.id AND d.state IN ('planned', 'proposed', 'signed', 'released'))
  AND NOT EXISTS (SELECT 1 FROM protocol_review r WHERE r.patient_id = p.patient_id AND r.reviewed_at >= due.at - interval '14 days');

-- A week late it is missed. Whether the course is paused by it is asked by the fact, which names the day.
CREATE VIEW "course_missed_review" AS
SELECT patient_id, protocol_id || '/' || day AS fact, due_at + interval '7 days' AS at
FROM end_point_review WHERE due_at + interval '7 days' <= app_now();

-- A day that passes is a fact that nobody writes: the row waits for it from the signature on. A minute more, so that it is over.
CREATE FUNCTION protocol_review_asks_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM course_due(NEW.patient_id, (NEW.end_point_review_on::timestamp AT TIME ZONE k.zone) + interval '7 days 1 minute') FROM clinic_settings k;
  RETURN NULL;
END $$;
CREATE TRIGGER protocol_review_asks_rules AFTER UPDATE ON "protocol" FOR EACH ROW
  WHEN (NEW.signed_at IS NOT NULL AND NEW.end_point_review_on IS NOT NULL
    AND (OLD.signed_at IS NULL OR OLD.end_point_review_on IS DISTINCT FROM NEW.end_point_review_on))
  EXECUTE FUNCTION protocol_review_asks_rules();
