-- The log takes what a patient says of the day of a dose, who has seen that it is them, and what a prescriber has signed over what holds the
-- gate (docs/adr/0049). Whatever else it takes by then stays.
DO $$
DECLARE
  law text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'session_entry_type' AND conrelid = 'session_entry'::regclass);
BEGIN
  ALTER TABLE "session_entry" DROP CONSTRAINT "session_entry_type";
  EXECUTE 'ALTER TABLE "session_entry" ADD CONSTRAINT "session_entry_type" ' ||
    replace(law, 'ARRAY[', 'ARRAY[''today-answers''::text, ''identity-confirmed''::text, ''override''::text, ');
END $$;

-- Only a clinician sees that it is the patient, and only the patient or a clinician who asked them says what was taken.
ALTER TABLE "session_entry" ADD CONSTRAINT "session_entry_day_of_dose" CHECK (
  ("type" <> 'identity-confirmed' OR "author_role" IN ('therapist', 'prescriber', 'physician'))
  AND ("type" <> 'today-answers' OR "author_role" IN ('patient', 'therapist', 'prescriber', 'physician'))
  AND ("type" <> 'override' OR "author_role" IN ('prescriber', 'physician')));
