-- AlterEnum: somebody is away at a time for which they are booked; the alert is about the session that is under way, or about the closure.
ALTER TYPE "clinic_alert_kind" ADD VALUE 'clinician-away';
