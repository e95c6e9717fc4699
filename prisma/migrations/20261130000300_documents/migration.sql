-- Papers in a patient's record: rows here, sealed bytes in the store (docs/adr/0028). Expand only.

-- CreateTable
CREATE TABLE "document_reference" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "words_sealed" TEXT NOT NULL,
    "added_by" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "filed_at" TIMESTAMPTZ(3),
    "media_type" TEXT,
    "byte_count" INTEGER,
    "object" UUID,
    "content_sealed" TEXT,
    "scan" TEXT NOT NULL DEFAULT 'unscanned',
    "scanned_at" TIMESTAMPTZ(3),
    "seen_at" TIMESTAMPTZ(3),
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "document_reference_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "document_reference_object_key" ON "document_reference"("object");

-- CreateIndex
CREATE INDEX "document_reference_patient_id_added_at_idx" ON "document_reference"("patient_id", "added_at");

-- What Prisma's schema cannot say.

ALTER TABLE "document_reference" ADD CONSTRAINT "document_reference_kind"
  CHECK ("kind" IN ('pharmacy-record', 'letter', 'identity', 'other'));
ALTER TABLE "document_reference" ADD CONSTRAINT "document_reference_scan"
  CHECK ("scan" IN ('unscanned', 'clean', 'infected', 'failed') AND ("scan" = 'unscanned') = ("scanned_at" IS NULL));
ALTER TABLE "document_reference" ADD CONSTRAINT "document_reference_filed_whole"
  CHECK (num_nonnulls("filed_at", "media_type", "byte_count") IN (0, 3) AND "byte_count" > 0);
ALTER TABLE "document_reference" ADD CONSTRAINT "document_reference_content_whole"
  CHECK (("object" IS NULL) = ("content_sealed" IS NULL) AND ("object" IS NULL OR "filed_at" IS NOT NULL));
-- What a scanner has found, and what was taken away again, can be opened by nobody.
ALTER TABLE "document_reference" ADD CONSTRAINT "document_reference_closed"
  CHECK ("object" IS NULL OR ("scan" <> 'infected' AND "removed_at" IS NULL));
CREATE INDEX "document_reference_awaited" ON "document_reference" ("added_at") WHERE "filed_at" IS NULL;

-- What was added stays as it was added: its bytes come once, can go and never come back; only the key under which words are sealed may
-- change. What was announced and never came may be forgotten.
CREATE FUNCTION document_reference_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.filed_at IS NULL THEN
      RETURN OLD;
    END IF;
  ELSIF (NEW.id, NEW.patient_id, NEW.kind, NEW.added_by, NEW.added_at) IS NOT DISTINCT FROM (OLD.id, OLD.patient_id, OLD.kind, OLD.added_by, OLD.added_at)
    AND (OLD.filed_at IS NULL OR (NEW.filed_at, NEW.media_type, NEW.byte_count) IS NOT DISTINCT FROM (OLD.filed_at, OLD.media_type, OLD.byte_count)
      AND (NEW.object IS NULL OR NEW.object IS NOT DISTINCT FROM OLD.object))
    AND (OLD.scan NOT IN ('infected', 'clean') OR NEW.scan = OLD.scan)
    AND (OLD.seen_at IS NULL OR NEW.seen_at IS NOT DISTINCT FROM OLD.seen_at)
    AND (OLD.removed_at IS NULL OR NEW.removed_at IS NOT DISTINCT FROM OLD.removed_at)
    AND (OLD.seen_at IS NULL OR NEW.removed_at IS NULL) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a paper stays as it was added' USING ERRCODE = 'HF001';
END $$;
CREATE TRIGGER document_reference_stays BEFORE UPDATE OR DELETE ON "document_reference"
  FOR EACH ROW EXECUTE FUNCTION document_reference_stays();

-- With the key of a person all that is sealed for them is unreadable; the bytes go as well, by a row like everything that happens later.
CREATE FUNCTION forget_documents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox_event (id, name, payload, due_at, direct)
  SELECT gen_random_uuid(), 'documents.content-unwanted', jsonb_build_object('object', object), app_now(), false
  FROM document_reference WHERE patient_id = NEW.person_id AND object IS NOT NULL;
  UPDATE document_reference SET object = NULL, content_sealed = NULL WHERE patient_id = NEW.person_id AND object IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER data_key_forgets_documents AFTER INSERT OR UPDATE OF "shredded_at" ON "data_key" FOR EACH ROW
  WHEN (NEW.shredded_at IS NOT NULL) EXECUTE FUNCTION forget_documents();
