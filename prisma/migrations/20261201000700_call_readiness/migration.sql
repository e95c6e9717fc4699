-- Whoever waits for a call may wait elsewhere, and is told when it begins (docs/adr/0038). Expand only.

ALTER TABLE "call_participant"
  ADD COLUMN "away_id" UUID,
  ADD COLUMN "away_at" TIMESTAMPTZ(3),
  ADD COLUMN "told_at" TIMESTAMPTZ(3);

-- What Prisma's schema cannot say: only a patient who has asked to come in and was not let in waits elsewhere, and is on no screen meanwhile.
ALTER TABLE "call_participant" ADD CONSTRAINT "call_participant_away_whole"
  CHECK (("away_id" IS NULL) = ("away_at" IS NULL) AND ("told_at" IS NULL OR "away_at" IS NOT NULL));
ALTER TABLE "call_participant" ADD CONSTRAINT "call_participant_away_waits"
  CHECK ("away_id" IS NULL OR ("role" = 'patient' AND "knocked_at" IS NOT NULL AND "admitted_at" IS NULL AND "connection" IS NULL));
CREATE UNIQUE INDEX "call_participant_away" ON "call_participant" ("away_id") WHERE "away_id" IS NOT NULL;
