-- The one clock at this very moment, not when the statement began. A sweep can come to a session after somebody else has written into it, and
-- must not write an earlier time than they did: for what it writes under a lock that it has taken itself. Expand only.
CREATE FUNCTION app_clock() RETURNS timestamptz LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  -- a volatile function looks at what is committed by now, so that a clock that was moved meanwhile is seen too
  RETURN clock_timestamp() + coalesce((SELECT offset_ms FROM clock_offset), 0) * interval '1 millisecond';
END $$;
