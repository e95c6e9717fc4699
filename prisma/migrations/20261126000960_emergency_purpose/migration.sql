-- Whatever a clinician does with a record that is open to them in an emergency has that purpose, whoever wrote the row.
CREATE OR REPLACE FUNCTION audit_event_says_the_grant() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  grant_id uuid;
BEGIN
  SELECT id INTO grant_id FROM break_glass_grant
  WHERE person_id = NEW.actor_id AND patient_id = NEW.subject_person_id
    AND opened_at <= app_now() AND least(ended_at, expires_at) > app_now()
  ORDER BY opened_at LIMIT 1;
  IF grant_id IS NOT NULL THEN
    NEW.reason := concat_ws(' ', NEW.reason, 'break-glass:' || grant_id);
    IF NEW.purpose = 'care' THEN
      NEW.purpose := 'break-glass';
    END IF;
  END IF;
  RETURN NEW;
END $$;
