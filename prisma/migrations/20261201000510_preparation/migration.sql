-- Preparation before the first dose of a course (docs/adr/0036). Expand only.

-- CreateTable
CREATE TABLE "preparation_answer" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "item" TEXT NOT NULL,
    "content_sealed" TEXT NOT NULL,
    "answered_by" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "preparation_answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "preparation_talk" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "item" TEXT NOT NULL,
    "talked_by" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "preparation_talk_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "preparation_sign_off" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "signed_by" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "preparation_sign_off_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "preparation_answer_patient_id_course_id_idx" ON "preparation_answer"("patient_id", "course_id");

-- CreateIndex
CREATE INDEX "preparation_talk_patient_id_course_id_idx" ON "preparation_talk"("patient_id", "course_id");

-- CreateIndex
CREATE INDEX "preparation_sign_off_patient_id_course_id_idx" ON "preparation_sign_off"("patient_id", "course_id");

-- What Prisma's schema cannot say.

-- Patients answer for themselves; nobody signs off their own preparation, nor has talked it through with themselves.
ALTER TABLE "preparation_answer" ADD CONSTRAINT "preparation_answer_own" CHECK ("answered_by" = "patient_id");
ALTER TABLE "preparation_talk" ADD CONSTRAINT "preparation_talk_by_another" CHECK ("talked_by" <> "patient_id");
ALTER TABLE "preparation_sign_off" ADD CONSTRAINT "preparation_sign_off_by_another" CHECK ("signed_by" <> "patient_id");

CREATE TRIGGER preparation_answer_is_a_fact BEFORE UPDATE OR DELETE ON "preparation_answer" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER preparation_answer_stays BEFORE TRUNCATE ON "preparation_answer" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER preparation_talk_is_a_fact BEFORE UPDATE OR DELETE ON "preparation_talk" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER preparation_talk_stays BEFORE TRUNCATE ON "preparation_talk" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER preparation_sign_off_is_a_fact BEFORE UPDATE OR DELETE ON "preparation_sign_off" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER preparation_sign_off_stays BEFORE TRUNCATE ON "preparation_sign_off" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();
