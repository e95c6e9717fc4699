-- A link in messages that opens one page about one appointment, without a sign-in (docs/adr/0015). Expand only: an older Hearth books
-- as before, and the appointments it books get their link here.
CREATE TABLE "appointment_link" (
    "id" UUID NOT NULL,
    "appointment_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "revoked_at" TIMESTAMPTZ(3),
    "confirmed_at" TIMESTAMPTZ(3),
    "late_min" SMALLINT,
    "late_said_at" TIMESTAMPTZ(3),
    CONSTRAINT "appointment_link_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "appointment_link_late_is_whole" CHECK (("late_min" IS NULL) = ("late_said_at" IS NULL) AND "late_min" > 0)
);
CREATE UNIQUE INDEX "appointment_link_appointment_id_key" ON "appointment_link"("appointment_id");
ALTER TABLE "appointment_link" ADD CONSTRAINT "appointment_link_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "appointment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Whoever books, the link is there with the appointment.
CREATE FUNCTION appointment_has_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO appointment_link (id, appointment_id) VALUES (gen_random_uuid(), NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER "appointment_has_link" AFTER INSERT ON "appointment" FOR EACH ROW EXECUTE FUNCTION appointment_has_link();
INSERT INTO appointment_link (id, appointment_id, revoked_at)
  SELECT gen_random_uuid(), a.id, CASE WHEN p.disabled_at IS NOT NULL THEN app_now() END
  FROM appointment a JOIN person p ON p.id = a.patient_id WHERE a.state = 'booked';

-- An appointment that is cancelled or moved, and a patient who may not come in, or was erased, take their links with them: whoever does it.
CREATE FUNCTION revoke_appointment_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE appointment_link SET revoked_at = app_now() WHERE appointment_id = NEW.id AND revoked_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER "appointment_revokes_link" AFTER UPDATE OF "state", "starts_at", "ends_at", "patient_id" ON "appointment" FOR EACH ROW
  WHEN (NEW.state::text LIKE 'cancelled%' OR (NEW.starts_at, NEW.ends_at, NEW.patient_id) IS DISTINCT FROM (OLD.starts_at, OLD.ends_at, OLD.patient_id))
  EXECUTE FUNCTION revoke_appointment_link();
CREATE FUNCTION revoke_links_of_patient() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE appointment_link l SET revoked_at = app_now() FROM appointment a
  WHERE a.id = l.appointment_id AND a.patient_id = NEW.id AND l.revoked_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER "person_revokes_links" AFTER UPDATE OF "disabled_at" ON "person" FOR EACH ROW
  WHEN (NEW.disabled_at IS NOT NULL AND OLD.disabled_at IS NULL) EXECUTE FUNCTION revoke_links_of_patient();

-- What is revoked stays so, and a link is of one appointment for good.
CREATE FUNCTION appointment_link_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.id <> OLD.id OR NEW.appointment_id <> OLD.appointment_id OR OLD.revoked_at IS NOT NULL THEN
    RAISE EXCEPTION 'a link stays of its appointment, and revoked' USING ERRCODE = 'HF002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "appointment_link_law" BEFORE UPDATE ON "appointment_link" FOR EACH ROW EXECUTE FUNCTION appointment_link_law();
