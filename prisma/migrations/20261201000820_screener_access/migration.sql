-- Whoever screens a patient sees them from the booking on (docs/adr/0039). A value of an enum can be used only after the transaction that
-- adds it: it is the program that uses it.

-- AlterEnum
ALTER TYPE "assignment_reason" ADD VALUE IF NOT EXISTS 'screening';
