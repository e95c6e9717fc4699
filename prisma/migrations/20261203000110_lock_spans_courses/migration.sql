-- The lock that a visit opens spans courses: the first dose of a new one waits for the visit after the last dose of the one before it, and no
-- dose is released while that visit is owed. Expand only: a program from before releases less, and says that the dose cannot be released.

-- Whether the visit after the last dose that a patient took, of whatever course, was not held. A dose without a session owes none.
CREATE FUNCTION course_visit_owed(patient uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce((
    SELECT s.id IS NOT NULL AND NOT EXISTS (SELECT FROM integration_visit v WHERE v.session_id = s.id AND v.state IN ('done', 'late_done'))
    FROM dose_line t JOIN protocol p ON p.id = t.protocol_id
    LEFT JOIN dosing_session s ON s.dose_line_id = t.id AND s.aborted_at IS NULL
    WHERE p.patient_id = patient AND t.taken_at IS NOT NULL ORDER BY t.taken_at DESC, t.id LIMIT 1), false)
$$;

CREATE FUNCTION dose_line_visit_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF course_visit_owed((SELECT patient_id FROM protocol WHERE id = NEW.protocol_id)) THEN
    RAISE EXCEPTION 'a dose while the visit after the last one is owed' USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER dose_line_visit_law BEFORE UPDATE OF "state" ON "dose_line" FOR EACH ROW
  WHEN (NEW.state = 'released' AND OLD.state <> 'released') EXECUTE FUNCTION dose_line_visit_law();

-- First doses that are open and were not released yet wait from now on, too.
UPDATE dose_line d SET unlocked_at = NULL FROM protocol p
WHERE p.id = d.protocol_id AND d.number = 1 AND d.unlocked_at IS NOT NULL AND d.state IN ('planned', 'proposed', 'signed')
  AND course_visit_owed(p.patient_id);
