-- A patient's journal: theirs alone until they share a page. Expand only.

-- CreateTable
CREATE TABLE "journal_entry" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "prompt" TEXT,
    "text_sealed" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "shared_at" TIMESTAMPTZ(3),

    CONSTRAINT "journal_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "journal_entry_patient_id_written_at_idx" ON "journal_entry"("patient_id", "written_at");

-- What Prisma's schema cannot say: whose it is and when it was written stays; the words are only sealed anew, under a newer key.
CREATE FUNCTION journal_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.patient_id, NEW.prompt, NEW.written_at) IS DISTINCT FROM (OLD.id, OLD.patient_id, OLD.prompt, OLD.written_at) THEN
    RAISE EXCEPTION 'a page of a journal stays as it was written' USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER journal_entry_stays BEFORE UPDATE ON "journal_entry" FOR EACH ROW EXECUTE FUNCTION journal_entry_stays();
