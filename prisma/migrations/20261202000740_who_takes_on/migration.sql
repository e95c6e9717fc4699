-- A patient who takes their consent back is an alert; and of that, as of medicine that is missing or was recalled, only a clinician ends the
-- calls: whoever runs the clinic may not act on it, and would silence it for those who may. Expand only.
ALTER TYPE "clinic_alert_kind" ADD VALUE 'consent-withdrawn';

-- Beside `clinic_alert_needs_clinician`, which names the kinds of before.
CREATE TRIGGER clinic_alert_needs_clinician_too BEFORE UPDATE OF "acknowledged_by" ON "clinic_alert" FOR EACH ROW
  WHEN (NEW.acknowledged_by IS DISTINCT FROM OLD.acknowledged_by
    AND NEW.kind::text IN ('supply-discrepancy', 'supply-recalled', 'consent-withdrawn'))
  EXECUTE FUNCTION clinic_alert_needs_clinician();
