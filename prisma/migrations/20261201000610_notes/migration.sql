-- Notes of the chart, what is added to them, and psychotherapy notes, which are their author's alone (docs/adr/0037). Expand only.

-- CreateTable
CREATE TABLE "clinical_note" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "appointment_id" UUID,
    "text_sealed" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "begun_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "signed_at" TIMESTAMPTZ(3),

    CONSTRAINT "clinical_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "psychotherapy_note" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "appointment_id" UUID,
    "text_sealed" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "begun_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "signed_at" TIMESTAMPTZ(3),

    CONSTRAINT "psychotherapy_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "note_addendum" (
    "id" UUID NOT NULL,
    "note_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "text_sealed" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "note_addendum_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "clinical_note_patient_id_begun_at_idx" ON "clinical_note"("patient_id", "begun_at");

-- CreateIndex
CREATE INDEX "psychotherapy_note_patient_id_author_id_idx" ON "psychotherapy_note"("patient_id", "author_id");

-- CreateIndex
CREATE INDEX "note_addendum_note_id_idx" ON "note_addendum"("note_id");

-- AddForeignKey
ALTER TABLE "note_addendum" ADD CONSTRAINT "note_addendum_note_id_fkey" FOREIGN KEY ("note_id") REFERENCES "clinical_note"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

ALTER TABLE "clinical_note" ADD CONSTRAINT "clinical_note_kind" CHECK ("kind" IN ('visit', 'session', 'phone'));
ALTER TABLE "psychotherapy_note" ADD CONSTRAINT "psychotherapy_note_kind" CHECK ("kind" IN ('visit', 'session', 'phone'));
CREATE INDEX "clinical_note_unsigned" ON "clinical_note" ("author_id") WHERE "signed_at" IS NULL;
CREATE INDEX "psychotherapy_note_unsigned" ON "psychotherapy_note" ("author_id") WHERE "signed_at" IS NULL;

-- A draft is its author's to change and to throw away, one revision after the other. What is signed stays, word by word.
CREATE FUNCTION note_is_locked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.signed_at IS NOT NULL THEN
    RAISE EXCEPTION 'a signed note stays as it was signed' USING ERRCODE = 'HF001';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF (NEW.id, NEW.patient_id, NEW.author_id, NEW.kind, NEW.appointment_id, NEW.begun_at)
     IS DISTINCT FROM (OLD.id, OLD.patient_id, OLD.author_id, OLD.kind, OLD.appointment_id, OLD.begun_at)
     OR NEW.revision < OLD.revision OR (NEW.text_sealed IS DISTINCT FROM OLD.text_sealed AND NEW.revision = OLD.revision) THEN
    RAISE EXCEPTION 'a note is whose it was, and its revisions rise' USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER clinical_note_is_locked BEFORE UPDATE OR DELETE ON "clinical_note" FOR EACH ROW EXECUTE FUNCTION note_is_locked();
CREATE TRIGGER psychotherapy_note_is_locked BEFORE UPDATE OR DELETE ON "psychotherapy_note" FOR EACH ROW EXECUTE FUNCTION note_is_locked();

-- Something is added to a note only once nothing can be changed in it.
CREATE FUNCTION note_addendum_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM clinical_note WHERE id = NEW.note_id AND patient_id = NEW.patient_id AND signed_at IS NOT NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'an addendum to a note that is not signed' USING ERRCODE = 'HN001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER note_addendum_law BEFORE INSERT ON "note_addendum" FOR EACH ROW EXECUTE FUNCTION note_addendum_law();
CREATE TRIGGER note_addendum_is_a_fact BEFORE UPDATE OR DELETE ON "note_addendum" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER note_addendum_stays BEFORE TRUNCATE ON "note_addendum" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();
