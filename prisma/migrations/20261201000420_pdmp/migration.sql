-- Who has looked at the prescription monitoring programme, of which states, and when. Expand only.

-- CreateTable
CREATE TABLE "pdmp_check" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "checked_by" UUID NOT NULL,
    "states" TEXT[],
    "shows_another_prescriber" BOOLEAN NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "pdmp_check_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "pdmp_check_patient_id_checked_at_idx" ON "pdmp_check"("patient_id", "checked_at");

-- AddForeignKey
ALTER TABLE "pdmp_check" ADD CONSTRAINT "pdmp_check_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

ALTER TABLE "pdmp_check" ADD CONSTRAINT "pdmp_check_states" CHECK ("states" IS NOT NULL AND cardinality("states") BETWEEN 1 AND 60 AND array_to_string("states", ' ') ~ '^[A-Z]{2}-[A-Z0-9]{1,3}( [A-Z]{2}-[A-Z0-9]{1,3})*$');
ALTER TABLE "pdmp_check" ADD CONSTRAINT "pdmp_check_not_oneself" CHECK ("patient_id" <> "checked_by");

-- What somebody attests stays as they said it.
CREATE FUNCTION pdmp_check_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an attestation stays as it was made' USING ERRCODE = 'HF001';
END $$;
CREATE TRIGGER pdmp_check_stays BEFORE UPDATE OR DELETE ON "pdmp_check" FOR EACH ROW EXECUTE FUNCTION pdmp_check_stays();
