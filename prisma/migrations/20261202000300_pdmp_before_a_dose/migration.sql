-- A dose is signed by somebody who has looked at the monitoring programme of the state, where its rule asks for that (docs/adr/0035).
-- Expand only: what is signed already stays, and a program from before is refused a signature without a look.

-- How long a look holds for an order in a state; null: none is asked. `pdmp.ts` says the same, and a test compares both.
CREATE FUNCTION pdmp_look_holds(state text) RETURNS interval LANGUAGE sql STABLE AS $$
  SELECT CASE coalesce(rule.pdmp, 'each-order')
    WHEN 'each-order' THEN interval '24 hours'
    WHEN 'every-days' THEN rule.pdmp_days * interval '24 hours'
  END
  FROM (SELECT 1) one LEFT JOIN LATERAL (
    SELECT pdmp, pdmp_days FROM prescribing_rule WHERE jurisdiction = state ORDER BY version DESC LIMIT 1) rule ON true
$$;

CREATE FUNCTION protocol_signature_asks_pdmp() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  place text;
  holds interval;
BEGIN
  SELECT jurisdiction INTO place FROM licence WHERE id = NEW.licence_id;
  holds := pdmp_look_holds(place);
  IF holds IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM pdmp_check WHERE patient_id = NEW.patient_id AND checked_by = NEW.signer_id AND place = ANY(states)
        AND checked_at >= app_now() - holds) THEN
    RAISE EXCEPTION 'a signature under a dose without a look at the monitoring programme' USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER protocol_signature_asks_pdmp BEFORE INSERT ON "protocol_signature" FOR EACH ROW
  WHEN (NEW.proposal_id IS NOT NULL) EXECUTE FUNCTION protocol_signature_asks_pdmp();
