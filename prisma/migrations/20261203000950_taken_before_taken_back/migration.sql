-- A dose that was taken while it was released is recorded, however late the tap comes: also when the release has been taken back since, by a pause or
-- another version (docs/adr/0033). Its checks begin, and people are called. Expand only.

-- Whether a dose was released at an instant, by the log of its session, and nothing spoke against taking it then: no gate since, no pause, no version.
CREATE FUNCTION dose_was_in_hand(dose uuid, at timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM dosing_session s JOIN session_entry r ON r.session_id = s.id AND r.type = 'release' AND r.recorded_at <= at
    WHERE s.dose_line_id = dose AND s.aborted_at IS NULL
      AND NOT EXISTS (SELECT FROM session_entry g WHERE g.session_id = s.id AND g.type = 'gate' AND g.seq > r.seq AND g.recorded_at <= at)
      AND NOT EXISTS (SELECT FROM protocol_pause p WHERE p.patient_id = s.patient_id AND p.opened_at <= at AND (p.ended_at IS NULL OR p.ended_at > at))
      AND NOT EXISTS (SELECT FROM protocol p WHERE p.patient_id = s.patient_id AND p.signed_at > r.recorded_at AND p.signed_at <= at))
$$;

-- As before, and taken from signed on when it was in the hand.
CREATE OR REPLACE FUNCTION dose_line_transition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state NOT IN ('planned', 'proposed') AND NEW.dose_mg IS DISTINCT FROM OLD.dose_mg THEN
    RAISE EXCEPTION 'a signed dose does not change' USING ERRCODE = 'HF003';
  END IF;
  IF NEW.state <> OLD.state AND NOT (
    (OLD.state = 'planned' AND NEW.state IN ('proposed', 'voided')) OR
    (OLD.state = 'proposed' AND NEW.state IN ('planned', 'signed', 'voided')) OR
    (OLD.state = 'signed' AND NEW.state IN ('proposed', 'released', 'skipped', 'voided')) OR
    (OLD.state = 'signed' AND NEW.state = 'taken' AND dose_was_in_hand(NEW.id, NEW.taken_at)) OR
    (OLD.state = 'released' AND NEW.state IN ('taken', 'signed', 'skipped', 'voided'))
  ) THEN
    RAISE EXCEPTION 'a dose cannot go from % to %', OLD.state, NEW.state USING ERRCODE = 'HF002';
  END IF;
  IF OLD.state = 'proposed' AND NEW.state = 'signed' THEN
    IF NOT EXISTS (
      SELECT 1 FROM dose_proposal p WHERE p.dose_line_id = NEW.id AND p.state = 'signed' AND p.dose_mg = NEW.dose_mg
        AND (SELECT count(DISTINCT s.signer_id) FROM protocol_signature s WHERE s.proposal_id = p.id) >= p.signatures_needed) THEN
      RAISE EXCEPTION 'a dose without a signature' USING ERRCODE = 'HF003';
    END IF;
    IF NOT EXISTS (
      SELECT 1 FROM protocol p WHERE p.id = NEW.protocol_id AND p.state IN ('signed', 'running')
        AND NEW.dose_mg <= coalesce((p.guardrails ->> 'maxMgPerSession')::numeric, NEW.dose_mg)) THEN
      RAISE EXCEPTION 'a dose above what was signed, or of a protocol that does not hold' USING ERRCODE = 'HF003';
    END IF;
  END IF;
  RETURN NEW;
END $$;

DROP TRIGGER dose_line_is_not_taken_paused ON "dose_line";
CREATE TRIGGER dose_line_is_not_taken_paused BEFORE UPDATE OF "state" ON "dose_line" FOR EACH ROW
  WHEN (NEW.state = 'taken' AND OLD.state <> 'taken' AND NOT dose_was_in_hand(NEW.id, NEW.taken_at)) EXECUTE FUNCTION protocol_pause_holds();
