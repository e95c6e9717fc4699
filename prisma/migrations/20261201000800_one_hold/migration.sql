-- A patient has one hold: whoever chooses again gives back what was kept for them before, and an offer waits until they have chosen. The
-- program sees to it under the lock of their time; this says so of what is stored, whoever writes it.

-- What is over and was not given back yet.
WITH over AS (
  UPDATE "appointment" SET "state" = 'expired', "version" = "version" + 1 WHERE "state" = 'held' AND "held_until" <= app_now() RETURNING "id")
UPDATE "appointment_party" SET "during" = 'empty' FROM over WHERE "appointment_id" = over."id";

ALTER TABLE "appointment" ADD CONSTRAINT "appointment_one_hold" EXCLUDE USING gist ("patient_id" WITH =, "hold_id" WITH <>)
  WHERE ("state" = 'held');
