-- Who may see a patient, why, and until when: assignments with who made them, what a patient released, records opened in an emergency.

-- AlterTable
ALTER TABLE "care_assignment" ADD COLUMN     "assigned_by" UUID,
ADD COLUMN     "assigned_for" TEXT,
ADD COLUMN     "ended_by" UUID,
ADD COLUMN     "ended_for" TEXT;

-- CreateTable
CREATE TABLE "release_of_information" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "releases" TEXT[],
    "starts_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "release_of_information_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "break_glass_grant" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "text_sealed" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "escalated_at" TIMESTAMPTZ(3),
    "reviewed_at" TIMESTAMPTZ(3),
    "reviewed_by" UUID,
    "outcome" TEXT,

    CONSTRAINT "break_glass_grant_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "release_of_information_person_id_patient_id_idx" ON "release_of_information"("person_id", "patient_id");

-- CreateIndex
CREATE INDEX "release_of_information_patient_id_idx" ON "release_of_information"("patient_id");

-- CreateIndex
CREATE INDEX "break_glass_grant_person_id_patient_id_idx" ON "break_glass_grant"("person_id", "patient_id");

-- CreateIndex
CREATE INDEX "break_glass_grant_patient_id_idx" ON "break_glass_grant"("patient_id");

-- What Prisma's schema cannot say.

-- Access by being called ends by itself; what was given before that rule ends a day after it.
UPDATE "care_assignment" SET "ends_at" = app_now() + interval '24 hours' WHERE "reason" = 'paged' AND "ends_at" IS NULL;
ALTER TABLE "care_assignment" ADD CONSTRAINT "care_assignment_ended_has_end" CHECK ("ended_by" IS NULL OR "ends_at" IS NOT NULL);

ALTER TABLE "release_of_information" ADD CONSTRAINT "release_of_information_ends_after_start" CHECK ("ends_at" > "starts_at");
ALTER TABLE "release_of_information" ADD CONSTRAINT "release_of_information_releases"
  CHECK (cardinality("releases") > 0 AND "releases" <@ ARRAY['schedule', 'integration', 'session-summary']);

-- An hour, and not a minute more; judged by somebody else than who opened it.
ALTER TABLE "break_glass_grant" ADD CONSTRAINT "break_glass_grant_within_the_hour"
  CHECK ("expires_at" > "opened_at" AND "expires_at" <= "opened_at" + interval '60 minutes');
ALTER TABLE "break_glass_grant" ADD CONSTRAINT "break_glass_grant_reviewed_by_another"
  CHECK (num_nonnulls("reviewed_at", "reviewed_by", "outcome") IN (0, 3) AND "reviewed_by" <> "person_id");

CREATE FUNCTION break_glass_grant_is_a_fact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.patient_id, NEW.person_id, NEW.reason, NEW.opened_at, NEW.expires_at)
     IS DISTINCT FROM (OLD.id, OLD.patient_id, OLD.person_id, OLD.reason, OLD.opened_at, OLD.expires_at)
     OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at)
     OR (OLD.reviewed_at IS NOT NULL AND (NEW.reviewed_at, NEW.reviewed_by, NEW.outcome) IS DISTINCT FROM (OLD.reviewed_at, OLD.reviewed_by, OLD.outcome)) THEN
    RAISE EXCEPTION 'what was opened in an emergency stays written' USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER break_glass_grant_is_a_fact BEFORE UPDATE ON "break_glass_grant" FOR EACH ROW EXECUTE FUNCTION break_glass_grant_is_a_fact();
CREATE FUNCTION break_glass_grant_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was opened in an emergency stays written' USING ERRCODE = 'HF001';
END $$;
CREATE TRIGGER break_glass_grant_stays BEFORE DELETE ON "break_glass_grant" FOR EACH ROW EXECUTE FUNCTION break_glass_grant_stays();
CREATE INDEX "break_glass_grant_unreviewed" ON "break_glass_grant" ("opened_at") WHERE "reviewed_at" IS NULL;

-- The one thing that the access predicate reads.
CREATE VIEW "care_tie" AS
  SELECT 'assignment' AS kind, person_id, patient_id, starts_at, ends_at, '{}'::text[] AS releases FROM "care_assignment"
  UNION ALL
  SELECT 'break-glass', person_id, patient_id, opened_at, least(ended_at, expires_at), '{}' FROM "break_glass_grant"
  UNION ALL
  SELECT 'release', person_id, patient_id, starts_at, least(revoked_at, ends_at), releases FROM "release_of_information";

-- Whatever a clinician does with a record that is open to them for an emergency says so, whoever wrote the row and forgot.
CREATE FUNCTION audit_event_says_the_grant() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  grant_id uuid;
BEGIN
  SELECT id INTO grant_id FROM break_glass_grant
  WHERE person_id = NEW.actor_id AND patient_id = NEW.subject_person_id
    AND opened_at <= app_now() AND least(ended_at, expires_at) > app_now()
  ORDER BY opened_at LIMIT 1;
  IF grant_id IS NOT NULL THEN
    NEW.reason := concat_ws(' ', NEW.reason, 'break-glass:' || grant_id);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_event_says_the_grant BEFORE INSERT ON "audit_event" FOR EACH ROW
  WHEN (NEW.actor_role IN ('therapist', 'prescriber', 'physician') AND NEW.subject_person_id IS NOT NULL)
  EXECUTE FUNCTION audit_event_says_the_grant();
