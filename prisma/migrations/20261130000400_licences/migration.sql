-- Licences of clinicians, and where patients said that they are. Expand only.

-- CreateTable
CREATE TABLE "licence" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "jurisdiction" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "number_sealed" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE NOT NULL,
    "checked_by" UUID NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" UUID,
    "end_reason" TEXT,

    CONSTRAINT "licence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "patient_location" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "jurisdiction" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "stated_by" UUID NOT NULL,
    "stated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "patient_location_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "licence_person_id_idx" ON "licence"("person_id");

-- CreateIndex
CREATE INDEX "patient_location_patient_id_stated_at_idx" ON "patient_location"("patient_id", "stated_at");

-- AddForeignKey
ALTER TABLE "licence" ADD CONSTRAINT "licence_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patient_location" ADD CONSTRAINT "patient_location_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

ALTER TABLE "licence" ADD CONSTRAINT "licence_jurisdiction" CHECK ("jurisdiction" ~ '^[A-Z]{2}-[A-Z0-9]{1,3}$');
ALTER TABLE "licence" ADD CONSTRAINT "licence_days" CHECK ("valid_from" <= "valid_to");
ALTER TABLE "licence" ADD CONSTRAINT "licence_ended_whole" CHECK (num_nonnulls("ended_at", "ended_by", "end_reason") IN (0, 3));
-- Nobody vouches for themselves.
ALTER TABLE "licence" ADD CONSTRAINT "licence_checked_by_another" CHECK ("checked_by" <> "person_id");
ALTER TABLE "patient_location" ADD CONSTRAINT "patient_location_jurisdiction" CHECK ("jurisdiction" ~ '^([A-Z]{2}-[A-Z0-9]{1,3}|ZZ)$');

-- A licence stays as it was checked and ends once; only the key under which its number is sealed may change.
CREATE FUNCTION licence_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE'
     OR (NEW.id, NEW.person_id, NEW.jurisdiction, NEW.kind, NEW.valid_from, NEW.valid_to, NEW.checked_by, NEW.checked_at)
     IS DISTINCT FROM (OLD.id, OLD.person_id, OLD.jurisdiction, OLD.kind, OLD.valid_from, OLD.valid_to, OLD.checked_by, OLD.checked_at)
     OR (OLD.ended_at IS NOT NULL AND (NEW.ended_at, NEW.ended_by, NEW.end_reason) IS DISTINCT FROM (OLD.ended_at, OLD.ended_by, OLD.end_reason)) THEN
    RAISE EXCEPTION 'a licence stays as it was checked, and ends once' USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER licence_stays BEFORE UPDATE OR DELETE ON "licence" FOR EACH ROW EXECUTE FUNCTION licence_stays();

-- Where somebody was stays said, until they are forgotten.
CREATE FUNCTION patient_location_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' OR NOT EXISTS (SELECT 1 FROM data_key WHERE person_id = OLD.patient_id AND shredded_at IS NOT NULL) THEN
    RAISE EXCEPTION 'where somebody was stays said' USING ERRCODE = 'HF001';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER patient_location_stays BEFORE UPDATE OR DELETE ON "patient_location" FOR EACH ROW EXECUTE FUNCTION patient_location_stays();

CREATE FUNCTION forget_locations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM patient_location WHERE patient_id = NEW.person_id;
  RETURN NULL;
END $$;
CREATE TRIGGER data_key_forgets_locations AFTER INSERT OR UPDATE OF "shredded_at" ON "data_key" FOR EACH ROW
  WHEN (NEW.shredded_at IS NOT NULL) EXECUTE FUNCTION forget_locations();
