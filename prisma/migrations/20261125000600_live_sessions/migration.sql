-- Twice a second each server asks which dosed sessions nobody watches; over the years most sessions are over.
CREATE INDEX "dosing_session_live" ON "dosing_session" ("id") WHERE "dosed_at" IS NOT NULL AND "discharged_at" IS NULL;
