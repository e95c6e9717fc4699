-- What a clinician sees or hears in a session is an entry of its log. Whatever else it takes by then stays.
DO $$
DECLARE
  law text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'session_entry_type' AND conrelid = 'session_entry'::regclass);
BEGIN
  ALTER TABLE "session_entry" DROP CONSTRAINT "session_entry_type";
  EXECUTE 'ALTER TABLE "session_entry" ADD CONSTRAINT "session_entry_type" ' || replace(law, 'ARRAY[', 'ARRAY[''observation''::text, ');
END $$;
