-- Whether somebody is a patient who has been dosed, or may be at any moment, in a session that is not over: nobody takes their sign-ins away
-- then. Asked in the transaction that would: the sessions stay as they are until it is over.
CREATE FUNCTION is_dosed_now(patient uuid) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM dosing_session WHERE patient_id = patient AND discharged_at IS NULL AND aborted_at IS NULL ORDER BY id FOR SHARE;
  RETURN EXISTS (
    SELECT 1 FROM dosing_session
    WHERE patient_id = patient AND discharged_at IS NULL AND aborted_at IS NULL AND (released_at IS NOT NULL OR dosed_at IS NOT NULL));
END $$;

-- Whether somebody was invited and has not accepted: there is no way yet, or no more, in which they could sign in.
CREATE FUNCTION is_awaited(person uuid) RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (SELECT 1 FROM account_link l WHERE l.person_id = person AND l.purpose = 'invitation')
  AND NOT EXISTS (SELECT 1 FROM password_credential c WHERE c.person_id = person)
  AND NOT EXISTS (SELECT 1 FROM passkey k WHERE k.person_id = person);
