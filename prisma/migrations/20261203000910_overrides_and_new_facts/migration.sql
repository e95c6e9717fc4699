-- What was signed over a gate stands until something new is said or measured about it (docs/adr/0049): the database holds that, too. Expand only.

-- Whether the log has something about an item between two entries: a reading for vitals, answers for all else that may be signed over.
CREATE FUNCTION is_said_anew(session uuid, item text, after_seq integer, before_seq integer) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM session_entry e WHERE e.session_id = session AND e.seq > after_seq AND e.seq < before_seq
      AND e.type = CASE item WHEN 'vitals' THEN 'vitals' ELSE 'today-answers' END)
$$;

CREATE OR REPLACE FUNCTION gate_override_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.signed_by AND role IN ('prescriber', 'physician') AND NOT is_external AND disabled_at IS NULL) THEN
    RAISE EXCEPTION 'only a prescriber of the clinic signs over what holds a gate' USING ERRCODE = 'HF003';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM dosing_session WHERE id = NEW.session_id AND patient_id = NEW.patient_id AND dosed_at IS NULL) THEN
    RAISE EXCEPTION 'a gate is signed over before the dose of its session' USING ERRCODE = 'HF003';
  END IF;
  IF is_said_anew(NEW.session_id, NEW.item, NEW.gate_seq, NEW.entry_seq) THEN
    RAISE EXCEPTION 'a gate is judged again before it is signed over, when something new was said' USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;

-- No gate passes with a finding that is not met, or with one that was signed over before something new was said or measured.
CREATE OR REPLACE FUNCTION session_gate_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.type = 'override' AND NOT EXISTS (
      SELECT 1 FROM gate_override WHERE session_id = NEW.session_id AND entry_seq = NEW.seq AND signed_by = NEW.author_id
        AND item = NEW.payload ->> 'item' AND held_for = NEW.payload ->> 'heldFor') THEN
    RAISE EXCEPTION 'an override that nobody has signed' USING ERRCODE = 'HF003';
  END IF;
  IF NEW.type = 'gate' AND (NEW.payload ->> 'isPassed')::boolean AND EXISTS (
      SELECT 1 FROM jsonb_array_elements(NEW.payload -> 'findings') finding
      WHERE (finding ->> 'isMet')::boolean IS NOT TRUE OR (finding ->> 'reason' = 'overridden' AND NOT EXISTS (
        SELECT 1 FROM gate_override o WHERE o.session_id = NEW.session_id AND o.item = finding ->> 'item'
          AND o.held_for = finding -> 'evidence' ->> 'heldFor' AND o.entry_seq = (finding -> 'evidence' ->> 'overrideSeq')::int
          AND o.entry_seq < NEW.seq AND NOT is_said_anew(o.session_id, o.item, o.entry_seq, NEW.seq)))) THEN
    RAISE EXCEPTION 'a gate that passes with something that holds' USING ERRCODE = 'HF003';
  END IF;
  RETURN NULL;
END $$;
