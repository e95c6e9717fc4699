-- The guardrails of a proposal are weighed when it is signed, often long before its session. What has happened since is weighed again when
-- the dose is released: the dose before it may have become smaller than the one that was signed for, and something may have gone wrong.
-- Expand only: a program from before releases less, and says that the dose cannot be released.

-- Whether a dose is, against the one that was taken last, a step that its signatures carry, and no increase after something that nobody has
-- reviewed. Null `guardrails`: a protocol from before there were any takes two signatures for each step (libs/protocols/dose-signing.ts).
CREATE FUNCTION dose_step_holds(line uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN last.dose_mg IS NULL OR d.dose_mg <= last.dose_mg THEN true ELSE
    (d.dose_mg * 100 <= last.dose_mg * (100 + coalesce((p.guardrails ->> 'secondSignerStepPct')::numeric, 0))
      OR 2 <= (SELECT count(DISTINCT s.signer_id) FROM protocol_signature s WHERE s.proposal_id = (
        SELECT o.id FROM dose_proposal o WHERE o.dose_line_id = d.id AND o.state = 'signed' ORDER BY o.ended_at DESC, o.id LIMIT 1)))
    AND NOT EXISTS (
      SELECT FROM titration_event e WHERE e.patient_id = p.patient_id AND e.reviewed_at IS NULL AND e.happened_at > d.signed_at
        AND e.happened_at > course_reviewed_until(p.patient_id))
    END
  FROM dose_line d JOIN protocol p ON p.id = d.protocol_id
  LEFT JOIN LATERAL (
    SELECT t.dose_mg FROM dose_line t JOIN protocol o ON o.id = t.protocol_id
    WHERE o.patient_id = p.patient_id AND t.taken_at IS NOT NULL ORDER BY t.taken_at DESC, t.id LIMIT 1) last ON true
  WHERE d.id = line
$$;

CREATE FUNCTION dose_line_step_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT dose_step_holds(NEW.id) THEN
    RAISE EXCEPTION 'a larger step than was signed, or after something that nobody has reviewed' USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER dose_line_step_law BEFORE UPDATE OF "state" ON "dose_line" FOR EACH ROW
  WHEN (NEW.state = 'released' AND OLD.state <> 'released') EXECUTE FUNCTION dose_line_step_law();
