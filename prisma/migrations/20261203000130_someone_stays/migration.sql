-- The end of a hand-over leaves nobody without a clinician: when whoever took the patient over is not there any more, the first one stays
-- (docs/adr/0034). And a gap that is closed, by whomever, ends its alarm. Expand only.

ALTER TYPE "clinic_alert_kind" ADD VALUE 'hand-over-undone';

-- As before, and back from a hand-over that came to nothing.
CREATE OR REPLACE FUNCTION pairing_law() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  allowed CONSTANT jsonb := '{
    "requested": ["ranked", "ended"],
    "ranked": ["ranked", "offered", "ended"],
    "offered": ["ranked", "active", "ended"],
    "active": ["handover_pending", "ended"],
    "handover_pending": ["active", "ended"],
    "ended": []}';
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a pairing is not taken away' USING ERRCODE = 'HF001';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NOT (NEW.state = 'requested' OR (NEW.state = 'active' AND NEW.cause IN ('assigned', 'covered'))) THEN
      RAISE EXCEPTION 'a pairing begins with somebody who is looked for' USING ERRCODE = 'HF001';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.patient_id, NEW.part, NEW.cause, NEW.opened_at) IS DISTINCT FROM (OLD.id, OLD.patient_id, OLD.part, OLD.cause, OLD.opened_at)
     OR (OLD.clinician_id IS NOT NULL AND NEW.clinician_id IS DISTINCT FROM OLD.clinician_id) THEN
    RAISE EXCEPTION 'a pairing stays who it is of' USING ERRCODE = 'HF001';
  END IF;
  IF NOT allowed -> OLD.state::text ? NEW.state::text THEN
    RAISE EXCEPTION 'a pairing does not become % from %', NEW.state, OLD.state USING ERRCODE = 'HF001';
  END IF;
  IF (OLD.state, NEW.state) = ('offered', 'active') AND NOT EXISTS (
    SELECT FROM pairing_offer o WHERE o.pairing_id = NEW.id AND o.clinician_id = NEW.clinician_id AND o.state = 'accepted') THEN
    RAISE EXCEPTION 'nobody has said yes' USING ERRCODE = 'HF001';
  END IF;
  IF NEW.state = 'offered' AND NOT EXISTS (SELECT FROM pairing_offer o WHERE o.pairing_id = NEW.id AND o.state = 'offered') THEN
    RAISE EXCEPTION 'nobody is asked' USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION pairing_gap_is_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox_event (name, payload, direct) VALUES ('pairing.gap-closed', jsonb_build_object('gapId', NEW.id), true);
  RETURN NULL;
END $$;
CREATE TRIGGER pairing_gap_is_closed AFTER UPDATE OF "closed_at" ON "pairing_gap" FOR EACH ROW
  WHEN (NEW.closed_at IS NOT NULL AND OLD.closed_at IS NULL) EXECUTE FUNCTION pairing_gap_is_closed();

-- Gaps that were closed before, and whose alarm is open.
INSERT INTO outbox_event (name, payload, direct)
SELECT 'pairing.gap-closed', jsonb_build_object('gapId', g.id), true FROM pairing_gap g JOIN clinic_alert a ON a.subject_id = g.id
WHERE g.closed_at IS NOT NULL AND a.kind = 'patient-unpaired' AND a.closed_at IS NULL;

-- Two who go at once would each count on the other: whoever comes to a team or goes has its pairings alone, as `PairingRepository.hold` has.
CREATE FUNCTION hold_pairings(patient uuid) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('pairing:' || patient::text, 0))
$$;

CREATE OR REPLACE FUNCTION pairing_follows_team() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted pairing_part := pairing_part_of(NEW.person_id);
BEGIN
  IF wanted IS NULL THEN
    RETURN NULL;
  END IF;
  PERFORM hold_pairings(NEW.patient_id);
  IF NEW.ends_at IS NULL THEN
    INSERT INTO pairing (id, patient_id, part, state, clinician_id, cause)
    VALUES (gen_random_uuid(), NEW.patient_id, wanted, 'active', NEW.person_id, 'assigned')
    ON CONFLICT (patient_id, clinician_id) WHERE state IN ('active', 'handover_pending') DO NOTHING;
    UPDATE pairing_gap SET closed_at = app_now() WHERE patient_id = NEW.patient_id AND part = wanted AND closed_at IS NULL
      AND is_paired(NEW.patient_id, wanted);
  ELSE
    UPDATE pairing SET state = 'ended', state_since = app_now()
    WHERE patient_id = NEW.patient_id AND clinician_id = NEW.person_id AND state IN ('active', 'handover_pending');
    IF FOUND AND NOT is_paired(NEW.patient_id, wanted) THEN
      PERFORM open_pairing_gap(NEW.patient_id, wanted, NEW.person_id, 'let-go');
    END IF;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION pairing_follows_person() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  patient uuid;
BEGIN
  FOR patient IN
    SELECT DISTINCT p.patient_id FROM pairing p WHERE p.clinician_id = NEW.id AND p.state IN ('active', 'handover_pending') ORDER BY 1
  LOOP
    PERFORM hold_pairings(patient);
  END LOOP;
  PERFORM open_pairing_gap(p.patient_id, p.part, NEW.id, 'left') FROM pairing p
  WHERE p.clinician_id = NEW.id AND p.state IN ('active', 'handover_pending') AND NOT is_paired(p.patient_id, p.part);
  UPDATE pairing_gap g SET closed_at = app_now() WHERE g.clinician_id = NEW.id AND g.cause = 'left' AND g.closed_at IS NULL AND is_paired(g.patient_id, g.part);
  RETURN NULL;
END $$;
