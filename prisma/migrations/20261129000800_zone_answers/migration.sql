-- What somebody said when the clock of their browser was another than the one that they are reminded by. Expand only.

-- AlterTable
ALTER TABLE "person" ADD COLUMN     "home_zone" TEXT;

-- CreateTable
CREATE TABLE "zone_answer" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "zone" TEXT NOT NULL,
    "against" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "last_day" DATE,
    "answered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "zone_answer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "zone_answer_person_id_idx" ON "zone_answer"("person_id");

-- AddForeignKey
ALTER TABLE "zone_answer" ADD CONSTRAINT "zone_answer_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

ALTER TABLE "zone_answer" ADD CONSTRAINT "zone_answer_known" CHECK ("answer" IN ('moved', 'travelling', 'keep'));
ALTER TABLE "zone_answer" ADD CONSTRAINT "zone_answer_whole" CHECK (("answer" = 'travelling') = ("last_day" IS NOT NULL));
ALTER TABLE "person" ADD CONSTRAINT "person_is_away_elsewhere" CHECK ("home_zone" <> "zone");
CREATE TRIGGER zone_answer_is_a_fact BEFORE UPDATE OR DELETE ON "zone_answer" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER zone_answer_stays BEFORE TRUNCATE ON "zone_answer" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();
