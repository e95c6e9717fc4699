-- A group session: one appointment for those who lead it, without a patient, and one for the place of each patient, which points at it. So
-- each place has reminders, a link and a state of its own, and nothing of one patient hangs on another. Expand only: a program from before
-- makes no groups.
ALTER TABLE "appointment" ALTER COLUMN "patient_id" DROP NOT NULL;
ALTER TABLE "appointment" ADD COLUMN "group_id" UUID;
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "appointment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "appointment_group_id_idx" ON "appointment"("group_id");
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_is_somebodys"
  CHECK ("patient_id" IS NOT NULL OR ("kind" = 'group' AND "group_id" IS NULL));
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_place_is_in_a_group"
  CHECK ("group_id" IS NULL OR ("kind" = 'group' AND "patient_id" IS NOT NULL));
-- Nobody has two places in one group.
CREATE UNIQUE INDEX "appointment_one_place" ON "appointment"("group_id", "patient_id") WHERE "group_id" IS NOT NULL AND "state" IN ('held', 'booked', 'completed');

-- So many patients one clinician may look after in a group. Source: docs/clinical-defaults.md, "Booking".
ALTER TABLE "appointment_type" ADD COLUMN "patients_per_staff" SMALLINT NOT NULL DEFAULT 2;
ALTER TABLE "appointment_type" ADD CONSTRAINT "appointment_type_ratio" CHECK ("patients_per_staff" BETWEEN 1 AND 20);

-- How many places a group has, and how many are taken. The count is kept by the trigger below, under the lock of this row: of two who
-- take the last place, one is told.
CREATE TABLE "group_session" (
    "appointment_id" UUID NOT NULL,
    "patients_per_staff" SMALLINT NOT NULL,
    "staff" SMALLINT NOT NULL,
    "taken" SMALLINT NOT NULL DEFAULT 0,
    CONSTRAINT "group_session_pkey" PRIMARY KEY ("appointment_id"),
    CONSTRAINT "group_session_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "appointment"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
ALTER TABLE "group_session" ADD CONSTRAINT "group_session_ratio" CHECK ("patients_per_staff" BETWEEN 1 AND 20 AND "staff" >= 1);
ALTER TABLE "group_session" ADD CONSTRAINT "group_session_has_room" CHECK ("taken" BETWEEN 0 AND "patients_per_staff" * "staff");

CREATE FUNCTION group_place_counts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  is_taken boolean := NEW.state::text NOT LIKE 'cancelled%' AND NEW.state <> 'expired';
  was_taken boolean := TG_OP = 'UPDATE' AND OLD.state::text NOT LIKE 'cancelled%' AND OLD.state <> 'expired';
BEGIN
  IF is_taken <> was_taken THEN
    UPDATE group_session SET taken = taken + CASE WHEN is_taken THEN 1 ELSE -1 END WHERE appointment_id = NEW.group_id;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'a place is in a group session' USING ERRCODE = 'HF002';
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "group_place_counts" AFTER INSERT OR UPDATE OF "state" ON "appointment" FOR EACH ROW
  WHEN (NEW.group_id IS NOT NULL) EXECUTE FUNCTION group_place_counts();

-- At the end of a transaction a place that is booked is at the time of its group, which is booked or has taken place.
CREATE FUNCTION group_stands_together() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM appointment place LEFT JOIN appointment host ON host.id = place.group_id
    WHERE place.group_id = coalesce(NEW.group_id, NEW.id) AND place.state IN ('held', 'booked')
      AND (host.group_id IS NOT NULL OR host.state NOT IN ('booked', 'completed')
           OR (host.starts_at, host.ends_at) IS DISTINCT FROM (place.starts_at, place.ends_at))
  ) THEN
    RAISE EXCEPTION 'a place of a group stands with its group' USING ERRCODE = 'HF002';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "group_stands_together" AFTER INSERT OR UPDATE ON "appointment" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.kind = 'group') EXECUTE FUNCTION group_stands_together();

-- A link is a patient's.
DROP TRIGGER "appointment_has_link" ON "appointment";
CREATE TRIGGER "appointment_has_link" AFTER INSERT ON "appointment" FOR EACH ROW
  WHEN (NEW.patient_id IS NOT NULL) EXECUTE FUNCTION appointment_has_link();
