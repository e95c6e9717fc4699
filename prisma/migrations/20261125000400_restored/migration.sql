-- What a restore tells the clinic, and of which instant: the time of the backup.
ALTER TYPE "clinic_alert_kind" ADD VALUE 'restored';
ALTER TYPE "clinic_alert_kind" ADD VALUE 'session-restored';
ALTER TABLE "clinic_alert" ADD COLUMN "about_at" TIMESTAMPTZ(3);

-- Counted by the metrics and listed for people; the rows that are done would have to be read through otherwise.
CREATE INDEX "outbox_event_parked" ON "outbox_event" ("parked_at") WHERE "parked_at" IS NOT NULL;
