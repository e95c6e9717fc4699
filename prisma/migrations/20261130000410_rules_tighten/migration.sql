-- A clinic's own rules for answers are never looser than those that Hearth brings; here too, whoever writes. Expand only: versions that
-- are stored already stay, and are read as the stricter of both.

-- What Hearth brings. A test compares it with the rules of the program; whoever changes these there makes a migration that replaces it.
CREATE FUNCTION assessment_rules_brought() RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN '{
  "levels": {
    "ketamine-allergy": "absolute",
    "aneurysm": "absolute",
    "psychosis": "absolute",
    "mania": "absolute",
    "bipolar": "review",
    "substance-use": "absolute",
    "opioid-use": "review",
    "ketamine-misuse": "review",
    "pregnancy": "absolute",
    "under-18": "absolute",
    "blood-pressure": "absolute",
    "heart": "absolute",
    "recent-event": "absolute",
    "pressure-in-head": "absolute",
    "glaucoma": "absolute",
    "suicidal-now": "absolute",
    "suicidal-thoughts": "review",
    "breathing": "review",
    "sleep-apnea": "review",
    "bladder": "review",
    "liver": "review",
    "kidney": "review",
    "thyroid": "review",
    "seizures": "review",
    "personality": "flag",
    "family-psychosis": "flag",
    "no-companion": "review",
    "no-internet": "review",
    "far-from-help": "review",
    "other-ketamine": "absolute",
    "alcohol": "review"
  },
  "thresholds": {
    "item9": 1, "item9Urgent": 2, "item9Rise": 1, "phq9Severe": 20, "gad7Severe": 15,
    "phq9Worse": 5, "gad7Worse": 5, "pcl5Worse": 10, "auditC": 3, "freshDays": 7
  }
}'::jsonb;

CREATE FUNCTION assessment_rules_tighten() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  brought CONSTANT jsonb := assessment_rules_brought();
  strictest_first CONSTANT text[] := ARRAY['absolute', 'review', 'flag', 'info'];
BEGIN
  IF EXISTS (
    SELECT 1 FROM jsonb_each_text(NEW.levels) own
    WHERE coalesce(array_position(strictest_first, own.value) > array_position(strictest_first, brought -> 'levels' ->> own.key), true)
  ) OR EXISTS (
    SELECT 1 FROM jsonb_each(NEW.thresholds) own
    WHERE coalesce(jsonb_typeof(own.value) <> 'number' OR own.value < '1'::jsonb OR own.value > (brought -> 'thresholds' -> own.key), true)
  ) THEN
    RAISE EXCEPTION 'rules are tightened, and never loosened' USING ERRCODE = 'HR001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER assessment_rules_tighten BEFORE INSERT ON "assessment_rules" FOR EACH ROW EXECUTE FUNCTION assessment_rules_tighten();
