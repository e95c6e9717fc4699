-- Each entry of a log moves its session's last_seq: what that update carries along and compares is paid by every safety check.

-- The frozen plan is some kilobytes. Kept out of line it is not copied with each new version of the row, and room in the page keeps
-- the indexes out of it.
ALTER TABLE "dosing_session" SET (toast_tuple_target = 128, fillfactor = 50);

-- The plan was compared at every update; it only needs to be when an update names it.
CREATE OR REPLACE FUNCTION dosing_session_milestones() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.last_seq < OLD.last_seq OR NEW.dose_line_id <> OLD.dose_line_id
     OR (OLD.dosed_at IS NOT NULL AND (NEW.dosed_at, NEW.gate_passed_at, NEW.released_at, NEW.min_discharge_at)
         IS DISTINCT FROM (OLD.dosed_at, OLD.gate_passed_at, OLD.released_at, OLD.min_discharge_at))
     OR (OLD.discharged_at IS NOT NULL AND NEW.discharged_at IS DISTINCT FROM OLD.discharged_at)
     OR (OLD.aborted_at IS NOT NULL AND NEW.aborted_at IS DISTINCT FROM OLD.aborted_at) THEN
    RAISE EXCEPTION 'what happened in a session stays' USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION dosing_session_plan_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the plan of a session is frozen' USING ERRCODE = 'HF003';
END $$;
CREATE TRIGGER dosing_session_plan_is_frozen BEFORE UPDATE OF "plan" ON "dosing_session" FOR EACH ROW
  WHEN (OLD.plan IS DISTINCT FROM NEW.plan) EXECUTE FUNCTION dosing_session_plan_is_frozen();
