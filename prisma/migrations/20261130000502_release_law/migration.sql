-- The last word on a dose that was booked long before: it is released only as one of the newest signed protocol, and not before the days
-- since the last dose are over. The gate says so first, with its reasons; this holds for whoever does not ask it (docs/adr/0030).
CREATE FUNCTION dose_line_release_law() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  newest record;
  last_taken timestamptz;
BEGIN
  SELECT p.id, p.min_days_between INTO newest FROM protocol p JOIN protocol own ON own.patient_id = p.patient_id
  WHERE own.id = NEW.protocol_id AND p.state IN ('signed', 'running') ORDER BY p.signed_at DESC, p.id LIMIT 1;
  IF newest.id IS DISTINCT FROM NEW.protocol_id THEN
    RAISE EXCEPTION 'a dose of a protocol that does not hold any more' USING ERRCODE = 'HF003';
  END IF;
  SELECT max(d.taken_at) INTO last_taken FROM dose_line d JOIN protocol p ON p.id = d.protocol_id JOIN protocol own ON own.patient_id = p.patient_id
  WHERE own.id = NEW.protocol_id;
  IF app_now() < last_taken + newest.min_days_between * interval '24 hours' THEN
    RAISE EXCEPTION 'a dose nearer to the last one than was signed' USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER dose_line_release_law BEFORE UPDATE OF "state" ON "dose_line" FOR EACH ROW
  WHEN (NEW.state = 'released' AND OLD.state <> 'released') EXECUTE FUNCTION dose_line_release_law();
