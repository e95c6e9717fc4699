-- From where, and with which browser, an erased person signed in goes with the rest, and so do tries at their address. (The function
-- before this one had left the first out by mistake; whoever was erased by it is brought into order here.)
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
  PERFORM hint('sign-in', id::text) FROM sign_in WHERE person_id = erased AND revoked_at IS NULL;
  UPDATE sign_in SET revoked_at = greatest(now(), last_used_at) WHERE person_id = erased AND revoked_at IS NULL;
END $$;
UPDATE sign_in s SET agent = NULL, network = NULL, device_id = NULL FROM tombstone t WHERE t.person_id = s.person_id;
