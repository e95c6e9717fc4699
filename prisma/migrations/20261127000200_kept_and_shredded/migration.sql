-- Whether a session is not over yet: what its people's phones may do in it outlives their sign-ins.
CREATE FUNCTION is_session_open(session uuid) RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (SELECT 1 FROM dosing_session WHERE id = session AND discharged_at IS NULL AND aborted_at IS NULL);
