-- By what a clinician knows that a treatment was tried as the patient says: a paper, or a call (docs/adr/0039). Expand only.
CREATE TABLE "trial_verification" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "document_id" UUID,
    "spoken_at" TIMESTAMPTZ(3),
    "words_sealed" TEXT NOT NULL,
    "verified_by" UUID NOT NULL,
    "verified_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "withdrawn_by" UUID,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "trial_verification_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "trial_verification_patient_id_idx" ON "trial_verification"("patient_id");

-- CreateIndex
CREATE INDEX "trial_verification_document_id_idx" ON "trial_verification"("document_id");

-- AddForeignKey
ALTER TABLE "trial_verification" ADD CONSTRAINT "trial_verification_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document_reference"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

ALTER TABLE "trial_verification" ADD CONSTRAINT "trial_verification_source" CHECK ("source" IN ('document', 'prescriber', 'pharmacy'));
-- A paper has no time of a call, and a call names no paper.
ALTER TABLE "trial_verification" ADD CONSTRAINT "trial_verification_evidence"
  CHECK (("source" = 'document') = ("document_id" IS NOT NULL) AND ("source" = 'document') = ("spoken_at" IS NULL));
ALTER TABLE "trial_verification" ADD CONSTRAINT "trial_verification_withdrawn_whole"
  CHECK (num_nonnulls("withdrawn_by", "withdrawn_at") IN (0, 2));

-- Nobody verifies what they say of themselves, and a paper is one of the same patient that somebody can read.
CREATE FUNCTION trial_verification_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.verified_by AND role::text IN ('therapist', 'prescriber', 'physician')
                 AND NOT is_external AND disabled_at IS NULL) THEN
    RAISE EXCEPTION 'a clinician of this clinic verifies what was tried' USING ERRCODE = 'HF002';
  END IF;
  IF NEW.document_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM document_reference WHERE id = NEW.document_id AND patient_id = NEW.patient_id AND filed_at IS NOT NULL AND removed_at IS NULL
      AND scan <> 'infected') THEN
    RAISE EXCEPTION 'a paper of the patient shows what was tried' USING ERRCODE = 'HF002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER trial_verification_law BEFORE INSERT ON "trial_verification" FOR EACH ROW EXECUTE FUNCTION trial_verification_law();

-- What was verified stays said; it is taken back once. Only the key under which it is sealed may change.
CREATE FUNCTION trial_verification_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.id, NEW.patient_id, NEW.source, NEW.document_id, NEW.spoken_at, NEW.verified_by, NEW.verified_at)
     IS DISTINCT FROM (OLD.id, OLD.patient_id, OLD.source, OLD.document_id, OLD.spoken_at, OLD.verified_by, OLD.verified_at)
     OR (OLD.withdrawn_at IS NOT NULL AND (NEW.withdrawn_at, NEW.withdrawn_by) IS DISTINCT FROM (OLD.withdrawn_at, OLD.withdrawn_by)) THEN
    RAISE EXCEPTION 'what was verified stays said' USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER trial_verification_stays BEFORE UPDATE OR DELETE ON "trial_verification"
  FOR EACH ROW EXECUTE FUNCTION trial_verification_stays();
