-- A patient is asked how they are after a session (docs/clinical-defaults.md, "The evening and the morning after"). Expand only.
ALTER TYPE "clinic_alert_kind" ADD VALUE 'aftercare-unanswered';
ALTER TYPE "clinic_alert_kind" ADD VALUE 'aftercare-unwell';

-- CreateEnum
CREATE TYPE "aftercare_kind" AS ENUM ('evening', 'morning');

-- CreateEnum
CREATE TYPE "aftercare_feeling" AS ENUM ('well', 'not-so-well', 'help');

-- CreateTable
CREATE TABLE "aftercare_check" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "kind" "aftercare_kind" NOT NULL,
    "discharged_at" TIMESTAMPTZ(3) NOT NULL,
    "ask_at" TIMESTAMPTZ(3) NOT NULL,
    "remind_at" TIMESTAMPTZ(3) NOT NULL,
    "call_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "aftercare_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "aftercare_answer" (
    "id" UUID NOT NULL,
    "check_id" UUID NOT NULL,
    "feeling" "aftercare_feeling" NOT NULL,
    "mood" SMALLINT,
    "is_somebody_there" BOOLEAN,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "aftercare_answer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "aftercare_check_patient_id_idx" ON "aftercare_check"("patient_id");

-- CreateIndex
CREATE UNIQUE INDEX "aftercare_check_session_id_kind_key" ON "aftercare_check"("session_id", "kind");

-- CreateIndex
CREATE INDEX "aftercare_answer_check_id_idx" ON "aftercare_answer"("check_id");

-- AddForeignKey
ALTER TABLE "aftercare_answer" ADD CONSTRAINT "aftercare_answer_check_id_fkey" FOREIGN KEY ("check_id") REFERENCES "aftercare_check"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.
ALTER TABLE "aftercare_check" ADD CONSTRAINT "aftercare_check_times"
  CHECK ("discharged_at" < "ask_at" AND "ask_at" < "remind_at" AND "remind_at" < "call_at");
ALTER TABLE "aftercare_answer" ADD CONSTRAINT "aftercare_answer_mood" CHECK ("mood" BETWEEN 0 AND 10);
ALTER TABLE "aftercare_answer" ADD CONSTRAINT "aftercare_answer_whole"
  CHECK (("feeling" = 'help') = ("mood" IS NULL) AND ("feeling" = 'help') = ("is_somebody_there" IS NULL));
CREATE TRIGGER aftercare_answer_is_a_fact BEFORE UPDATE OR DELETE ON "aftercare_answer" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER aftercare_answer_stays BEFORE TRUNCATE ON "aftercare_answer" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();

-- It closes once, and nothing else of it changes: nobody is asked later than was written down at the discharge.
CREATE FUNCTION aftercare_check_closes_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.closed_at IS NOT NULL OR NEW.closed_at IS NULL
    OR (to_jsonb(NEW) - 'closed_at') IS DISTINCT FROM (to_jsonb(OLD) - 'closed_at') THEN
    RAISE EXCEPTION 'a question after a session stays as it was written, and closes once' USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER aftercare_check_closes_once BEFORE UPDATE ON "aftercare_check" FOR EACH ROW EXECUTE FUNCTION aftercare_check_closes_once();

-- How a patient is, a clinician looks at, and nobody else ends its calls.
CREATE TRIGGER clinic_alert_needs_clinician_after BEFORE UPDATE OF "acknowledged_by" ON "clinic_alert" FOR EACH ROW
  WHEN (NEW.acknowledged_by IS DISTINCT FROM OLD.acknowledged_by
    AND NEW.kind::text IN ('aftercare-unanswered', 'aftercare-unwell'))
  EXECUTE FUNCTION clinic_alert_needs_clinician();
