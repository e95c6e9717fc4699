-- When people work: hours with dates, other hours on a date, time off, travel, rules; and how appointments of a kind are made.

-- AlterTable
ALTER TABLE "working_hours" ADD COLUMN     "first_day" DATE,
ADD COLUMN     "last_day" DATE;

-- CreateTable
CREATE TABLE "working_rules" (
    "person_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "zone" TEXT,
    "pause_before_min" SMALLINT NOT NULL DEFAULT 0,
    "pause_after_min" SMALLINT NOT NULL DEFAULT 0,
    "notice_min" INTEGER NOT NULL DEFAULT 0,
    "daily_cap" SMALLINT,
    "kinds" "appointment_kind"[],
    "takes_all_kinds" BOOLEAN NOT NULL DEFAULT true,
    "changed_by" UUID,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "working_rules_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "hours_override" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "from_min" SMALLINT,
    "to_min" SMALLINT,

    CONSTRAINT "hours_override_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "time_off" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "first_day" DATE,
    "last_day" DATE,
    "starts_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),

    CONSTRAINT "time_off_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "travel" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "zone" TEXT NOT NULL,
    "first_day" DATE NOT NULL,
    "last_day" DATE,

    CONSTRAINT "travel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appointment_type" (
    "kind" "appointment_kind" NOT NULL,
    "version" INTEGER NOT NULL,
    "length_min" SMALLINT NOT NULL,
    "grid_min" SMALLINT NOT NULL,
    "notice_min" INTEGER NOT NULL,
    "pause_before_min" SMALLINT NOT NULL,
    "pause_after_min" SMALLINT NOT NULL,
    "parts" JSONB NOT NULL,
    "changed_by" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "appointment_type_pkey" PRIMARY KEY ("kind","version")
);

-- CreateIndex
CREATE INDEX "hours_override_person_id_day_idx" ON "hours_override"("person_id", "day");

-- CreateIndex
CREATE INDEX "time_off_person_id_idx" ON "time_off"("person_id");

-- CreateIndex
CREATE INDEX "travel_person_id_idx" ON "travel"("person_id");

-- AddForeignKey
ALTER TABLE "working_rules" ADD CONSTRAINT "working_rules_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hours_override" ADD CONSTRAINT "hours_override_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "time_off" ADD CONSTRAINT "time_off_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "travel" ADD CONSTRAINT "travel_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

ALTER TABLE "working_hours" ADD CONSTRAINT "working_hours_last_after_first"
  CHECK ("first_day" IS NULL OR "last_day" IS NULL OR "first_day" <= "last_day");
ALTER TABLE "working_rules" ADD CONSTRAINT "working_rules_in_bounds"
  CHECK ("pause_before_min" BETWEEN 0 AND 240 AND "pause_after_min" BETWEEN 0 AND 240 AND "notice_min" BETWEEN 0 AND 86400
    AND ("daily_cap" IS NULL OR "daily_cap" BETWEEN 1 AND 50));
ALTER TABLE "hours_override" ADD CONSTRAINT "hours_override_in_a_day"
  CHECK (("from_min" IS NULL AND "to_min" IS NULL) OR (0 <= "from_min" AND "from_min" < "to_min" AND "to_min" <= 1440));
ALTER TABLE "time_off" ADD CONSTRAINT "time_off_days_or_instants"
  CHECK ((("first_day" IS NOT NULL AND "last_day" IS NOT NULL AND "first_day" <= "last_day") AND "starts_at" IS NULL AND "ends_at" IS NULL)
    OR (("starts_at" IS NOT NULL AND "ends_at" IS NOT NULL AND "starts_at" < "ends_at") AND "first_day" IS NULL AND "last_day" IS NULL));
ALTER TABLE "time_off" ADD CONSTRAINT "time_off_says_nothing_of_why"
  CHECK ("kind" IN ('leave', 'unplanned', 'training', 'meeting', 'other'));
-- nobody is in two places on one day
ALTER TABLE "travel" ADD CONSTRAINT "travel_last_after_first" CHECK ("last_day" IS NULL OR "first_day" <= "last_day");
ALTER TABLE "travel" ADD CONSTRAINT "travel_no_overlap"
  EXCLUDE USING gist ("person_id" WITH =, daterange("first_day", "last_day", '[]') WITH &&);
ALTER TABLE "appointment_type" ADD CONSTRAINT "appointment_type_in_bounds"
  CHECK ("version" >= 1 AND "length_min" BETWEEN 5 AND 720 AND "grid_min" BETWEEN 5 AND 240 AND "notice_min" BETWEEN 0 AND 86400
    AND "pause_before_min" BETWEEN 0 AND 240 AND "pause_after_min" BETWEEN 0 AND 240);

CREATE TRIGGER appointment_type_is_a_fact BEFORE UPDATE OR DELETE ON "appointment_type" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER appointment_type_stays BEFORE TRUNCATE ON "appointment_type" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();
