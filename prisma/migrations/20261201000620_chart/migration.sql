-- Problems, allergies and medicines of the chart as rows, when the medicines were gone through last, and two kinds of papers more.
-- Expand only.

-- CreateTable
CREATE TABLE "chart_entry" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "words_sealed" TEXT NOT NULL,
    "code_system" TEXT,
    "code" TEXT,
    "criticality" TEXT,
    "recorded_by" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "ended_as" TEXT,
    "ended_by" UUID,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "chart_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "medicine_review" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "reviewed_by" UUID NOT NULL,
    "reviewed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "medicine_review_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "chart_entry_patient_id_idx" ON "chart_entry"("patient_id");

-- CreateIndex
CREATE INDEX "medicine_review_patient_id_reviewed_at_idx" ON "medicine_review"("patient_id", "reviewed_at");

-- What Prisma's schema cannot say.

ALTER TABLE "chart_entry" ADD CONSTRAINT "chart_entry_kind" CHECK ("kind" IN ('problem', 'allergy', 'medicine'));
-- A code says of which list it is, and each kind has lists of its own.
ALTER TABLE "chart_entry" ADD CONSTRAINT "chart_entry_coded" CHECK (
  num_nonnulls("code_system", "code") IN (0, 2)
  AND ("code_system" IS NULL OR ("kind" = 'medicine' AND "code_system" = 'rxnorm')
    OR ("kind" = 'allergy' AND "code_system" IN ('rxnorm', 'snomed')) OR ("kind" = 'problem' AND "code_system" IN ('icd-10-cm', 'snomed'))));
ALTER TABLE "chart_entry" ADD CONSTRAINT "chart_entry_criticality"
  CHECK ("criticality" IS NULL OR ("kind" = 'allergy' AND "criticality" IN ('low', 'high')));
ALTER TABLE "chart_entry" ADD CONSTRAINT "chart_entry_ended_whole"
  CHECK (num_nonnulls("ended_as", "ended_by", "ended_at") IN (0, 3) AND ("ended_as" IS NULL OR "ended_as" IN ('over', 'entered-in-error')));

-- Nothing is deleted and nothing is written over: what is wrong is marked, and what is right is entered beside it.
CREATE FUNCTION chart_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE'
     OR (NEW.id, NEW.patient_id, NEW.kind, NEW.code_system, NEW.code, NEW.criticality, NEW.recorded_by, NEW.recorded_at)
       IS DISTINCT FROM (OLD.id, OLD.patient_id, OLD.kind, OLD.code_system, OLD.code, OLD.criticality, OLD.recorded_by, OLD.recorded_at)
     OR (OLD.ended_as = 'entered-in-error' AND NEW.ended_as IS DISTINCT FROM OLD.ended_as)
     OR (OLD.ended_as IS NOT NULL AND NEW.ended_as IS NULL) THEN
    RAISE EXCEPTION 'an entry of the chart stays as it was written' USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER chart_entry_stays BEFORE UPDATE OR DELETE ON "chart_entry" FOR EACH ROW EXECUTE FUNCTION chart_entry_stays();
CREATE TRIGGER medicine_review_is_a_fact BEFORE UPDATE OR DELETE ON "medicine_review" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER medicine_review_stays BEFORE TRUNCATE ON "medicine_review" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();

ALTER TABLE "document_reference" DROP CONSTRAINT "document_reference_kind";
ALTER TABLE "document_reference" ADD CONSTRAINT "document_reference_kind"
  CHECK ("kind" IN ('pharmacy-record', 'letter', 'identity', 'laboratory', 'ecg', 'other'));
