-- Whoever has a part in a screening is told at once that something of it has changed (docs/adr/0038). A hint: what, is asked for. Expand only.

CREATE FUNCTION screening_hand_off_hint() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM hint('work', person::text) FROM unnest(ARRAY[NEW.from_id, NEW.to_id, NEW.patient_id]) AS person;
  RETURN NULL;
END $$;
CREATE TRIGGER screening_hand_off_hint AFTER INSERT OR UPDATE ON "screening_hand_off" FOR EACH ROW EXECUTE FUNCTION screening_hand_off_hint();

CREATE FUNCTION screening_case_hint() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM hint('work', NEW.owner_id::text);
  PERFORM hint('work', NEW.patient_id::text);
  IF TG_OP = 'UPDATE' AND OLD.owner_id <> NEW.owner_id THEN
    PERFORM hint('work', OLD.owner_id::text);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER screening_case_hint AFTER INSERT OR UPDATE ON "screening_case" FOR EACH ROW EXECUTE FUNCTION screening_case_hint();

-- Of what belongs to a case: a question to a specialist, a document that was seen.
CREATE FUNCTION screening_part_hint() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM hint('work', owner_id::text) FROM screening_case WHERE id = NEW.case_id;
  PERFORM hint('work', NEW.patient_id::text);
  RETURN NULL;
END $$;
CREATE TRIGGER screening_clearance_hint AFTER INSERT OR UPDATE ON "screening_clearance" FOR EACH ROW EXECUTE FUNCTION screening_part_hint();
CREATE TRIGGER screening_identity_hint AFTER INSERT ON "screening_identity_check" FOR EACH ROW EXECUTE FUNCTION screening_part_hint();
