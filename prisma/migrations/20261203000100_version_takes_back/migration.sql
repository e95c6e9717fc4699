-- A version of a protocol that is signed takes back what was released under the one before it and is not taken yet, as a pause does
-- (docs/adr/0033): it may say less, and whoever releases looks once more. Expand only.

CREATE FUNCTION protocol_version_takes_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM hold_course(NEW.patient_id);
  UPDATE dose_line d SET state = 'signed' FROM protocol p
  WHERE p.id = d.protocol_id AND p.patient_id = NEW.patient_id AND d.state = 'released';
  RETURN NULL;
END $$;
CREATE TRIGGER protocol_version_takes_back AFTER UPDATE OF "state" ON "protocol_version" FOR EACH ROW
  WHEN (NEW.state = 'signed' AND OLD.state <> 'signed') EXECUTE FUNCTION protocol_version_takes_back();
