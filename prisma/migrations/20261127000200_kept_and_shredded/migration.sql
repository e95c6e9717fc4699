-- Whether a session is not over yet: what its people's phones may do in it outlives their sign-ins.
CREATE FUNCTION is_session_open(session uuid) RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (SELECT 1 FROM dosing_session WHERE id = session AND discharged_at IS NULL AND aborted_at IS NULL);

-- Answers that are kept for a request that comes again end with the person whom they may tell of. An act that touches somebody's record
-- says so in the audit, so whoever was answered about them stands there.
ALTER TABLE "idempotency_key" ADD COLUMN "shredded_at" TIMESTAMPTZ(3);

CREATE OR REPLACE FUNCTION erase_person(erased uuid, why text, at timestamptz DEFAULT app_now()) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tombstone (person_id, reason, erased_at) VALUES (erased, why, at) ON CONFLICT DO NOTHING;
  INSERT INTO data_key (id, person_id, shredded_at) VALUES (gen_random_uuid(), erased, at) ON CONFLICT DO NOTHING; -- so that none is made
  UPDATE data_key SET kek_id = NULL, wrapped = NULL, shredded_at = at WHERE person_id = erased AND shredded_at IS NULL;

  -- What an older Hearth sealed under the installation's key, or not at all, does not end with the person's.
  DELETE FROM emergency_card WHERE patient_id = erased
    AND (local_number <> '' OR address_sealed LIKE 'v1.%' OR entry_note_sealed LIKE 'v1.%' OR allergies_sealed LIKE 'v1.%');
  DELETE FROM captured_message c USING message m WHERE m.id = c.message_id AND m.recipient_id = erased;

  DELETE FROM sign_in_failure f USING person p
    WHERE p.id = erased AND (f.key = p.email_index OR starts_with(f.key, p.email_index || '|'));
  UPDATE person SET display_name = 'Erased', email_index = NULL, phone_index = NULL, disabled_at = coalesce(disabled_at, at),
    email_sealed = CASE WHEN email_sealed LIKE 'v2.%' THEN email_sealed END,
    phone_sealed = CASE WHEN phone_sealed LIKE 'v2.%' THEN phone_sealed END
  WHERE id = erased;
  DELETE FROM password_credential WHERE person_id = erased;
  DELETE FROM totp_secret WHERE person_id = erased;
  DELETE FROM passkey WHERE person_id = erased;
  DELETE FROM recovery_code WHERE person_id = erased;
  UPDATE sign_in SET agent = NULL, network = NULL, device_id = NULL WHERE person_id = erased;
  DELETE FROM device WHERE person_id = erased;
  DELETE FROM account_link WHERE person_id = erased AND used_at IS NULL;
  DELETE FROM idempotency_key WHERE person_id = erased;
  -- What others were answered may tell of the person. That it was done stays known, so that nothing is done twice.
  UPDATE idempotency_key SET reply_sealed = NULL, shredded_at = now()
  WHERE shredded_at IS NULL AND person_id IN (SELECT actor_id FROM audit_event WHERE subject_person_id = erased);
  PERFORM hint('sign-in', id::text) FROM sign_in WHERE person_id = erased AND revoked_at IS NULL;
  UPDATE sign_in SET revoked_at = greatest(now(), last_used_at) WHERE person_id = erased AND revoked_at IS NULL;
END $$;
