-- Kinds of appointment beside dosing sessions and their visits are booked, some of them only by the clinic. Expand only: a program from
-- before makes versions of kinds that patients book.
ALTER TABLE "appointment_type" ADD COLUMN "patients_book" BOOLEAN NOT NULL DEFAULT true;
