-- A companion's link, and a capability, are good for the call of their session and end with it (docs/adr/0038). Expand only: what only asks
-- whose session an appointment is, `is_session_of`, stays for programs from before.

-- Whether a sign-in for one session opens the call of this appointment to this person. For a companion that ends as their link does: with a
-- session that is called off, a day after the discharge (libs/sessions/domain/aftercare.ts), and when the link is taken back.
CREATE FUNCTION session_opens_call(session uuid, appointment uuid, person uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM dosing_session s WHERE s.id = session AND s.appointment_id = appointment AND (
      s.patient_id = person OR (
        s.chaperone_id = person AND s.aborted_at IS NULL AND (s.discharged_at IS NULL OR s.discharged_at + interval '1 day' > app_now())
        AND NOT EXISTS (SELECT 1 FROM chaperone_link l WHERE l.session_id = s.id AND l.revoked_at IS NOT NULL)))) $$;
