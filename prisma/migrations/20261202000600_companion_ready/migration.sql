-- What makes a companion ready is kept by person (docs/clinical-defaults.md, "The companion"). Expand only.
ALTER TYPE "clinic_alert_kind" ADD VALUE 'companion-refused';

-- CreateEnum
CREATE TYPE "companion_step_kind" AS ENUM ('agreement', 'training', 'phone-test');

-- CreateTable
CREATE TABLE "companion_step" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "step" "companion_step_kind" NOT NULL,
    "version" SMALLINT NOT NULL,
    "is_passed" BOOLEAN NOT NULL,
    "recorded_by" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "companion_step_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "companion_step_person_id_idx" ON "companion_step"("person_id");

-- What Prisma's schema cannot say: only the trial of a phone can have failed, and nobody tries it for somebody else.
ALTER TABLE "companion_step" ADD CONSTRAINT "companion_step_passed" CHECK ("is_passed" OR "step" = 'phone-test');
ALTER TABLE "companion_step" ADD CONSTRAINT "companion_step_own_phone" CHECK ("step" <> 'phone-test' OR "recorded_by" = "person_id");
CREATE TRIGGER companion_step_is_a_fact BEFORE UPDATE OR DELETE ON "companion_step" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER companion_step_stays BEFORE TRUNCATE ON "companion_step" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();

-- The log takes a clinician's question and the patient's answer. Whatever else it takes by then stays.
DO $$
DECLARE
  law text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'session_entry_type' AND conrelid = 'session_entry'::regclass);
BEGIN
  ALTER TABLE "session_entry" DROP CONSTRAINT "session_entry_type";
  EXECUTE 'ALTER TABLE "session_entry" ADD CONSTRAINT "session_entry_type" ' ||
    replace(law, 'ARRAY[', 'ARRAY[''question''::text, ''answer''::text, ');
END $$;

-- What a clinician enters for somebody on the telephone is theirs to enter, and nobody else's.
ALTER TABLE "session_entry" ADD CONSTRAINT "session_entry_by_phone"
  CHECK (NOT ("payload" ? 'byPhone') OR "author_role" IN ('therapist', 'prescriber', 'physician'));
