-- More kinds of appointment. Values of an enum can be used only after the transaction that adds them: what uses them comes next.

-- AlterEnum
ALTER TYPE "appointment_kind" ADD VALUE IF NOT EXISTS 'screening';
ALTER TYPE "appointment_kind" ADD VALUE IF NOT EXISTS 'preparation';
ALTER TYPE "appointment_kind" ADD VALUE IF NOT EXISTS 'follow_up';
ALTER TYPE "appointment_kind" ADD VALUE IF NOT EXISTS 'group';
ALTER TYPE "appointment_kind" ADD VALUE IF NOT EXISTS 'in_clinic';
