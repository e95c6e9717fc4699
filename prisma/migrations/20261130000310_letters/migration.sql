-- What a patient lets the clinic tell somebody outside, the letters that were signed for them, and how each left. Expand only.

-- CreateTable
CREATE TABLE "outside_release" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "recipient_sealed" TEXT NOT NULL,
    "covers" TEXT[],
    "purpose" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "outside_release_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "letter" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "release_id" UUID NOT NULL,
    "template" TEXT NOT NULL,
    "version" SMALLINT NOT NULL,
    "text_sealed" TEXT NOT NULL,
    "signed_by" UUID NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "letter_dispatch" (
    "id" UUID NOT NULL,
    "letter_id" UUID NOT NULL,
    "how" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "recorded_by" UUID NOT NULL,

    CONSTRAINT "letter_dispatch_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "outside_release_patient_id_idx" ON "outside_release"("patient_id");

-- CreateIndex
CREATE INDEX "letter_patient_id_signed_at_idx" ON "letter"("patient_id", "signed_at");

-- CreateIndex
CREATE INDEX "letter_dispatch_letter_id_idx" ON "letter_dispatch"("letter_id");

-- AddForeignKey
ALTER TABLE "letter" ADD CONSTRAINT "letter_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "outside_release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letter_dispatch" ADD CONSTRAINT "letter_dispatch_letter_id_fkey" FOREIGN KEY ("letter_id") REFERENCES "letter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

ALTER TABLE "outside_release" ADD CONSTRAINT "outside_release_ends_after_start"
  CHECK ("ends_at" > "starts_at" AND "ends_at" <= "starts_at" + interval '366 days');
ALTER TABLE "outside_release" ADD CONSTRAINT "outside_release_covers"
  CHECK (cardinality("covers") > 0 AND "covers" <@ ARRAY['treatment-begins', 'screening-result', 'clearance-request']);
ALTER TABLE "outside_release" ADD CONSTRAINT "outside_release_purpose"
  CHECK ("purpose" IN ('treatment', 'clearance', 'patient-request'));
ALTER TABLE "letter_dispatch" ADD CONSTRAINT "letter_dispatch_how" CHECK ("how" IN ('printed', 'faxed', 'posted', 'given-to-patient'));

-- What a patient has agreed to stays as it was said; it is taken back once, and only the key under which it is sealed may change.
CREATE FUNCTION outside_release_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.id, NEW.patient_id, NEW.covers, NEW.purpose, NEW.starts_at, NEW.ends_at)
     IS DISTINCT FROM (OLD.id, OLD.patient_id, OLD.covers, OLD.purpose, OLD.starts_at, OLD.ends_at)
     OR (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at) THEN
    RAISE EXCEPTION 'what a patient has agreed to stays as it was said' USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER outside_release_stays BEFORE UPDATE OR DELETE ON "outside_release" FOR EACH ROW EXECUTE FUNCTION outside_release_stays();

-- No letter is signed, and none leaves, without an agreement of its patient that covers it then. Who takes one back meanwhile waits for
-- this transaction, or this one for them.
CREATE FUNCTION require_outside_release(release uuid, patient uuid, letter_template text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM outside_release WHERE id = release AND patient_id = patient AND letter_template = ANY (covers)
    AND revoked_at IS NULL AND starts_at <= app_now() AND ends_at > app_now() FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no release of the patient covers this letter now' USING ERRCODE = 'HD001';
  END IF;
END $$;
CREATE FUNCTION letter_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM require_outside_release(NEW.release_id, NEW.patient_id, NEW.template);
  RETURN NEW;
END $$;
CREATE TRIGGER letter_law BEFORE INSERT ON "letter" FOR EACH ROW EXECUTE FUNCTION letter_law();
CREATE FUNCTION letter_dispatch_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM require_outside_release(release_id, patient_id, template) FROM letter WHERE id = NEW.letter_id;
  RETURN NEW;
END $$;
CREATE TRIGGER letter_dispatch_law BEFORE INSERT ON "letter_dispatch" FOR EACH ROW EXECUTE FUNCTION letter_dispatch_law();

-- What was signed, and that it left, stays.
CREATE TRIGGER letter_is_a_fact BEFORE UPDATE OR DELETE ON "letter" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER letter_stays BEFORE TRUNCATE ON "letter" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER letter_dispatch_is_a_fact BEFORE UPDATE OR DELETE ON "letter_dispatch" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER letter_dispatch_stays BEFORE TRUNCATE ON "letter_dispatch" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();
