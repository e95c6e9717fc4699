-- What a prescriber needs beside a licence: the rule of each state, the basis in law for prescribing at a distance. Expand only.

-- CreateTable
CREATE TABLE "prescribing_rule" (
    "jurisdiction" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "needs_prescriptive_authority" BOOLEAN NOT NULL,
    "needs_collaboration" BOOLEAN NOT NULL,
    "needs_state_registration" BOOLEAN NOT NULL,
    "dea" TEXT NOT NULL,
    "pdmp" TEXT NOT NULL,
    "pdmp_days" INTEGER,
    "source" TEXT NOT NULL,
    "changed_by" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "prescribing_rule_pkey" PRIMARY KEY ("jurisdiction","version")
);

-- CreateTable
CREATE TABLE "legal_basis" (
    "id" UUID NOT NULL,
    "patient_id" UUID,
    "prescriber_id" UUID,
    "kind" TEXT NOT NULL,
    "citation" TEXT,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE NOT NULL,
    "recorded_by" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" UUID,

    CONSTRAINT "legal_basis_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "legal_basis_patient_id_idx" ON "legal_basis"("patient_id");

-- AddForeignKey
ALTER TABLE "legal_basis" ADD CONSTRAINT "legal_basis_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "legal_basis" ADD CONSTRAINT "legal_basis_prescriber_id_fkey" FOREIGN KEY ("prescriber_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

ALTER TABLE "prescribing_rule" ADD CONSTRAINT "prescribing_rule_jurisdiction" CHECK ("jurisdiction" ~ '^[A-Z]{2}-[A-Z0-9]{1,3}$');
ALTER TABLE "prescribing_rule" ADD CONSTRAINT "prescribing_rule_version" CHECK ("version" > 0);
ALTER TABLE "prescribing_rule" ADD CONSTRAINT "prescribing_rule_dea" CHECK ("dea" IN ('there', 'anywhere', 'none'));
ALTER TABLE "prescribing_rule" ADD CONSTRAINT "prescribing_rule_pdmp" CHECK ("pdmp" IN ('each-order', 'every-days', 'none') AND ("pdmp" = 'every-days') = ("pdmp_days" IS NOT NULL) AND coalesce("pdmp_days", 1) BETWEEN 1 AND 366);
-- Less than everything is asked only because of something that can be looked up.
ALTER TABLE "prescribing_rule" ADD CONSTRAINT "prescribing_rule_source" CHECK (btrim("source") <> '');
ALTER TABLE "legal_basis" ADD CONSTRAINT "legal_basis_days" CHECK ("valid_from" <= "valid_to");
ALTER TABLE "legal_basis" ADD CONSTRAINT "legal_basis_kind" CHECK ("kind" IN ('telemedicine-flexibility', 'in-person-exam', 'special-registration', 'other'));
-- Of one patient and one prescriber, or of the whole clinic; an examination is of somebody, by somebody.
ALTER TABLE "legal_basis" ADD CONSTRAINT "legal_basis_whose" CHECK (num_nonnulls("patient_id", "prescriber_id") IN (0, 2) AND ("kind" <> 'in-person-exam' OR "patient_id" IS NOT NULL));
-- What rests on a rule names it; what was examined is in the chart, not here.
ALTER TABLE "legal_basis" ADD CONSTRAINT "legal_basis_citation" CHECK (("kind" = 'in-person-exam') = ("citation" IS NULL) AND btrim(coalesce("citation", '-')) <> '');
ALTER TABLE "legal_basis" ADD CONSTRAINT "legal_basis_ended_whole" CHECK (num_nonnulls("ended_at", "ended_by") IN (0, 2));
ALTER TABLE "legal_basis" ADD CONSTRAINT "legal_basis_not_oneself" CHECK ("patient_id" IS DISTINCT FROM "prescriber_id" OR "patient_id" IS NULL);

-- A version of a rule stays as it was entered.
CREATE FUNCTION prescribing_rule_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a version of a rule stays as it was entered' USING ERRCODE = 'HF001';
END $$;
CREATE TRIGGER prescribing_rule_stays BEFORE UPDATE OR DELETE ON "prescribing_rule" FOR EACH ROW EXECUTE FUNCTION prescribing_rule_stays();

-- A basis in law stays as it was recorded and ends once.
CREATE FUNCTION legal_basis_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE'
     OR (NEW.id, NEW.patient_id, NEW.prescriber_id, NEW.kind, NEW.citation, NEW.valid_from, NEW.valid_to, NEW.recorded_by, NEW.recorded_at)
     IS DISTINCT FROM (OLD.id, OLD.patient_id, OLD.prescriber_id, OLD.kind, OLD.citation, OLD.valid_from, OLD.valid_to, OLD.recorded_by, OLD.recorded_at)
     OR (OLD.ended_at IS NOT NULL AND (NEW.ended_at, NEW.ended_by) IS DISTINCT FROM (OLD.ended_at, OLD.ended_by)) THEN
    RAISE EXCEPTION 'a basis in law stays as it was recorded, and ends once' USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER legal_basis_stays BEFORE UPDATE OR DELETE ON "legal_basis" FOR EACH ROW EXECUTE FUNCTION legal_basis_stays();
