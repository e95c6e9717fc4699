-- Questionnaires that patients answer, what their answers say, and alerts of the clinic that climb. Expand only.

ALTER TYPE "clinic_alert_kind" ADD VALUE 'safety-answer';
ALTER TYPE "clinic_alert_kind" ADD VALUE 'assessment-review';

-- AlterTable
ALTER TABLE "clinic_alert" ADD COLUMN     "ladder" TEXT,
ADD COLUMN     "tier" SMALLINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "clinic_alert_page" (
    "id" UUID NOT NULL,
    "alert_id" UUID NOT NULL,
    "tier" SMALLINT NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "clinic_alert_page_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "questionnaire_response" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "form" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "answered_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "questionnaire_response_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "questionnaire_answer" (
    "id" UUID NOT NULL,
    "response_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "link_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "value_sealed" TEXT NOT NULL,
    "answered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "questionnaire_answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assessment_score" (
    "response_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "band" TEXT,
    "scored_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "assessment_score_pkey" PRIMARY KEY ("response_id","name")
);

-- CreateTable
CREATE TABLE "assessment_signal" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "response_id" UUID NOT NULL,
    "rule" TEXT NOT NULL,
    "level" SMALLINT NOT NULL,
    "holds_dosing" BOOLEAN NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "reviewed_at" TIMESTAMPTZ(3),
    "reviewed_by" UUID,
    "outcome" TEXT,
    "note_sealed" TEXT,

    CONSTRAINT "assessment_signal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assessment_rules" (
    "version" INTEGER NOT NULL,
    "levels" JSONB NOT NULL,
    "drugs" JSONB NOT NULL,
    "thresholds" JSONB NOT NULL,
    "changed_by" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "assessment_rules_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "questionnaire_wording" (
    "form" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "registration" TEXT NOT NULL,
    "words" JSONB NOT NULL,
    "confirmed_by" UUID NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "questionnaire_wording_pkey" PRIMARY KEY ("form","version")
);

-- CreateIndex
CREATE UNIQUE INDEX "clinic_alert_page_alert_id_tier_person_id_key" ON "clinic_alert_page"("alert_id", "tier", "person_id");

-- CreateIndex
CREATE INDEX "questionnaire_response_patient_id_form_started_at_idx" ON "questionnaire_response"("patient_id", "form", "started_at");

-- CreateIndex
CREATE UNIQUE INDEX "questionnaire_answer_response_id_link_id_version_key" ON "questionnaire_answer"("response_id", "link_id", "version");

-- CreateIndex
CREATE INDEX "assessment_signal_patient_id_idx" ON "assessment_signal"("patient_id");

-- AddForeignKey
ALTER TABLE "questionnaire_answer" ADD CONSTRAINT "questionnaire_answer_response_id_fkey" FOREIGN KEY ("response_id") REFERENCES "questionnaire_response"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assessment_score" ADD CONSTRAINT "assessment_score_response_id_fkey" FOREIGN KEY ("response_id") REFERENCES "questionnaire_response"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assessment_signal" ADD CONSTRAINT "assessment_signal_response_id_fkey" FOREIGN KEY ("response_id") REFERENCES "questionnaire_response"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

-- Of each questionnaire a patient has one open at a time: two devices go on with the same one.
CREATE UNIQUE INDEX "questionnaire_response_one_open" ON "questionnaire_response" ("patient_id", "form") WHERE "completed_at" IS NULL;
-- A rule speaks once about a filling-in until somebody has reviewed it; after that it may speak again.
CREATE UNIQUE INDEX "assessment_signal_one_open" ON "assessment_signal" ("response_id", "rule") WHERE "reviewed_at" IS NULL;
ALTER TABLE "assessment_signal" ADD CONSTRAINT "assessment_signal_reviewed_whole"
  CHECK (num_nonnulls("reviewed_at", "reviewed_by", "outcome", "note_sealed") IN (0, 4));
ALTER TABLE "clinic_alert" ADD CONSTRAINT "clinic_alert_ladder" CHECK ("ladder" IN ('same-day', 'urgent', 'now'));

-- An answer stays as it was given; only the key under which it is sealed may change.
CREATE FUNCTION questionnaire_answer_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.id, NEW.response_id, NEW.patient_id, NEW.link_id, NEW.version, NEW.answered_at)
     IS DISTINCT FROM (OLD.id, OLD.response_id, OLD.patient_id, OLD.link_id, OLD.version, OLD.answered_at) THEN
    RAISE EXCEPTION 'an answer stays as it was given' USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER questionnaire_answer_stays BEFORE UPDATE OR DELETE ON "questionnaire_answer"
  FOR EACH ROW EXECUTE FUNCTION questionnaire_answer_stays();

-- What a rule has said stays said; it is reviewed once.
CREATE FUNCTION assessment_signal_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.id, NEW.patient_id, NEW.response_id, NEW.rule, NEW.level, NEW.holds_dosing, NEW.raised_at)
     IS DISTINCT FROM (OLD.id, OLD.patient_id, OLD.response_id, OLD.rule, OLD.level, OLD.holds_dosing, OLD.raised_at)
     OR (OLD.reviewed_at IS NOT NULL AND (NEW.reviewed_at, NEW.reviewed_by, NEW.outcome) IS DISTINCT FROM (OLD.reviewed_at, OLD.reviewed_by, OLD.outcome)) THEN
    RAISE EXCEPTION 'what a rule has said stays said' USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER assessment_signal_stays BEFORE UPDATE OR DELETE ON "assessment_signal"
  FOR EACH ROW EXECUTE FUNCTION assessment_signal_stays();

CREATE TRIGGER assessment_rules_is_a_fact BEFORE UPDATE OR DELETE ON "assessment_rules" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER assessment_rules_stays BEFORE TRUNCATE ON "assessment_rules" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER questionnaire_wording_is_a_fact BEFORE UPDATE OR DELETE ON "questionnaire_wording" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER questionnaire_wording_stays BEFORE TRUNCATE ON "questionnaire_wording" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();

-- Scores and findings are health data in plain: they end with the patient's key.
CREATE FUNCTION forget_scores() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM assessment_score WHERE response_id IN (SELECT id FROM questionnaire_response WHERE patient_id = NEW.person_id);
  RETURN NULL;
END $$;
CREATE TRIGGER data_key_forgets_scores AFTER INSERT OR UPDATE OF "shredded_at" ON "data_key" FOR EACH ROW
  WHEN (NEW.shredded_at IS NOT NULL) EXECUTE FUNCTION forget_scores();
