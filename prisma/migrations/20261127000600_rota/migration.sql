-- The on-call rota: duties that have begun are history, and a gap ahead is an alert that ends by itself when it is filled.

ALTER TABLE "clinic_alert" ADD COLUMN "closed_at" TIMESTAMPTZ(3);
-- An alert about no session tells of a gap in the rota; about_at is where the gap begins.
CREATE UNIQUE INDEX "clinic_alert_one_open_gap" ON "clinic_alert" ("about_at")
  WHERE "kind" = 'nobody-on-call' AND "patient_id" IS NULL AND "closed_at" IS NULL;

-- Who was on call is a fact: what has begun can only be handed over, which ends it now; what is over stays as it was.
CREATE FUNCTION on_call_duty_keeps_its_past() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.starts_at >= app_now() THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'DELETE' OR OLD.ends_at <= app_now() OR NEW.ends_at > OLD.ends_at
    OR (NEW.id, NEW.person_id, NEW.starts_at) IS DISTINCT FROM (OLD.id, OLD.person_id, OLD.starts_at)
    OR NEW.ends_at < app_now() - interval '5 seconds' THEN -- the instant that the service took as now, a moment ago
    RAISE EXCEPTION 'a duty that has begun can only end now' USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER on_call_duty_keeps_its_past BEFORE UPDATE OR DELETE ON "on_call_duty"
  FOR EACH ROW EXECUTE FUNCTION on_call_duty_keeps_its_past();

-- The sweep looks for gaps. Of people it sees who may be on call, and no name.
GRANT SELECT ("person_id", "starts_at", "ends_at") ON "on_call_duty" TO app_sweep;
GRANT SELECT ("id", "role", "is_external", "disabled_at") ON "person" TO app_sweep;
GRANT SELECT ("id", "kind", "patient_id", "about_at", "closed_at"), INSERT, UPDATE ("closed_at") ON "clinic_alert" TO app_sweep;
