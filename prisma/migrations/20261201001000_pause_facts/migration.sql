-- Medicine that is missing, and another prescriber whom a monitoring programme shows, pause a course too (docs/adr/0033). They read what
-- other contexts own, and write nothing.
CREATE VIEW "course_missing_medicine" AS
SELECT m.patient_id, d.id AS discrepancy_id, d.opened_at AS at
FROM supply_discrepancy d JOIN supply_count c ON c.id = d.count_id JOIN medication_dispense m ON m.id = d.dispense_id
WHERE c.counted_units < c.expected_units;

CREATE VIEW "course_other_prescriber" AS
SELECT patient_id, id AS check_id, checked_at AS at FROM pdmp_check WHERE shows_another_prescriber;

CREATE FUNCTION discrepancy_asks_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM course_due(patient_id, app_now()) FROM medication_dispense WHERE id = NEW.dispense_id;
  RETURN NULL;
END $$;
CREATE TRIGGER discrepancy_asks_rules AFTER INSERT ON "supply_discrepancy" FOR EACH ROW EXECUTE FUNCTION discrepancy_asks_rules();

CREATE FUNCTION pdmp_asks_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM course_due(NEW.patient_id, app_now());
  RETURN NULL;
END $$;
CREATE TRIGGER pdmp_asks_rules AFTER INSERT ON "pdmp_check" FOR EACH ROW WHEN (NEW.shows_another_prescriber) EXECUTE FUNCTION pdmp_asks_rules();
