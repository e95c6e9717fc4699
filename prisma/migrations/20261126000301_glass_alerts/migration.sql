-- AlterEnum: a record opened in an emergency is told of, and told of again when nobody has reviewed it in time.
ALTER TYPE "clinic_alert_kind" ADD VALUE 'break-glass';
ALTER TYPE "clinic_alert_kind" ADD VALUE 'break-glass-overdue';
