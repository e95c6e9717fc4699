-- A draft whose author does not look after the patient any more is read by the team, and can be marked as entered in error, with the reason.
-- Nobody changes or signs another's words. Expand only.

-- CreateTable
CREATE TABLE "note_error" (
    "note_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "marked_by" UUID NOT NULL,
    "reason_sealed" TEXT NOT NULL,
    "marked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "note_error_pkey" PRIMARY KEY ("note_id")
);

-- AddForeignKey
ALTER TABLE "note_error" ADD CONSTRAINT "note_error_note_id_fkey" FOREIGN KEY ("note_id") REFERENCES "clinical_note"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Drafts of those who look after the patient no more, for whatever reason, and drafts that were marked. It reads what several contexts own, and
-- writes nothing.
CREATE VIEW "note_left" AS
SELECT n.id AS note_id, n.patient_id, n.begun_at, e.note_id IS NOT NULL AS is_in_error
FROM clinical_note n JOIN person p ON p.id = n.author_id LEFT JOIN note_error e ON e.note_id = n.id
WHERE n.signed_at IS NULL AND (e.note_id IS NOT NULL OR p.disabled_at IS NOT NULL OR NOT EXISTS (
  SELECT FROM care_assignment c WHERE c.patient_id = n.patient_id AND c.person_id = n.author_id
    AND c.starts_at <= app_now() AND (c.ends_at IS NULL OR c.ends_at > app_now())));

CREATE FUNCTION note_error_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM clinical_note n JOIN note_left l ON l.note_id = n.id
  WHERE n.id = NEW.note_id AND n.patient_id = NEW.patient_id AND n.author_id <> NEW.marked_by FOR UPDATE OF n;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a note that is signed, or has an author who can say so' USING ERRCODE = 'HN002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER note_error_law BEFORE INSERT ON "note_error" FOR EACH ROW EXECUTE FUNCTION note_error_law();
CREATE TRIGGER note_error_is_a_fact BEFORE UPDATE OR DELETE ON "note_error" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER note_error_stays BEFORE TRUNCATE ON "note_error" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();

CREATE FUNCTION note_in_error_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM note_error WHERE note_id = OLD.id) THEN
    RAISE EXCEPTION 'a draft that was marked stays as it was' USING ERRCODE = 'HF001';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER note_in_error_stays BEFORE UPDATE OR DELETE ON "clinical_note" FOR EACH ROW EXECUTE FUNCTION note_in_error_stays();
