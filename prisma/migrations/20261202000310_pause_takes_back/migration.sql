-- A pause takes back what was released and is not taken yet, no dose is taken while it lasts, and whoever lets a course go on has a licence
-- (docs/adr/0033). Expand only.

CREATE FUNCTION protocol_pause_takes_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE dose_line d SET state = 'signed' FROM protocol p
  WHERE p.id = d.protocol_id AND p.patient_id = NEW.patient_id AND d.state = 'released';
  RETURN NULL;
END $$;
CREATE TRIGGER protocol_pause_takes_back AFTER INSERT ON "protocol_pause" FOR EACH ROW EXECUTE FUNCTION protocol_pause_takes_back();

CREATE TRIGGER dose_line_is_not_taken_paused BEFORE UPDATE OF "state" ON "dose_line" FOR EACH ROW
  WHEN (NEW.state = 'taken' AND OLD.state <> 'taken') EXECUTE FUNCTION protocol_pause_holds();

CREATE FUNCTION protocol_pause_resumed_by() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- the day of the patient is at most one beside that of UTC; the program asks for the very day and place
  IF NOT EXISTS (SELECT 1 FROM licence WHERE person_id = NEW.ended_by AND ended_at IS NULL
      AND (app_now() AT TIME ZONE 'UTC')::date BETWEEN valid_from - 1 AND valid_to + 1) THEN
    RAISE EXCEPTION 'a course goes on without a licence' USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER protocol_pause_resumed_by BEFORE UPDATE OF "ending" ON "protocol_pause" FOR EACH ROW
  WHEN (NEW.ending = 'resumed') EXECUTE FUNCTION protocol_pause_resumed_by();
