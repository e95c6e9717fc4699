-- An alert about answers of a patient is for clinicians to take on. An admin says that they have seen it, and is called by it no more while
-- it calls somebody who may act. Expand only.

-- CreateTable
CREATE TABLE "clinic_alert_sight" (
    "alert_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "clinic_alert_sight_pkey" PRIMARY KEY ("alert_id","person_id")
);

-- AddForeignKey
ALTER TABLE "clinic_alert_sight" ADD CONSTRAINT "clinic_alert_sight_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "clinic_alert"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

CREATE TRIGGER clinic_alert_sight_is_a_fact BEFORE UPDATE OR DELETE ON "clinic_alert_sight" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER clinic_alert_sight_stays BEFORE TRUNCATE ON "clinic_alert_sight" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();

-- Whoever takes it on ends its calls, so it is nobody who may not act on it.
CREATE FUNCTION clinic_alert_needs_clinician() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM person WHERE id = NEW.acknowledged_by AND role NOT IN ('therapist', 'prescriber', 'physician')) THEN
    RAISE EXCEPTION 'answers of a patient are for a clinician to take on' USING ERRCODE = 'HR002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER clinic_alert_needs_clinician BEFORE UPDATE OF "acknowledged_by" ON "clinic_alert" FOR EACH ROW
  WHEN (NEW.acknowledged_by IS DISTINCT FROM OLD.acknowledged_by AND NEW.kind::text IN ('safety-answer', 'assessment-review'))
  EXECUTE FUNCTION clinic_alert_needs_clinician();
