-- A backup for the companion, and who is on duty (docs/adr/0043). Expand only.

-- AlterEnum
ALTER TYPE "assignment_reason" ADD VALUE 'backup';

-- DropIndex
DROP INDEX "chaperone_link_session_id_key";

-- CreateIndex
CREATE UNIQUE INDEX "chaperone_link_session_id_person_id_key" ON "chaperone_link"("session_id", "person_id");

-- What Prisma's schema cannot say.

-- Whatever else the log takes stays.
DO $$
DECLARE
  law text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'session_entry_type' AND conrelid = 'session_entry'::regclass);
BEGIN
  ALTER TABLE "session_entry" DROP CONSTRAINT "session_entry_type";
  EXECUTE format('ALTER TABLE "session_entry" ADD CONSTRAINT "session_entry_type" %s', replace(law, '''chaperone-left''::text', '''chaperone-left''::text, ''companion-on-duty''::text'));
END $$;

-- One companion is on duty, and the log says who: the session's own column names nobody whom its log has not put there.
CREATE FUNCTION dosing_session_companion_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.chaperone_id IS DISTINCT FROM (
      SELECT (e.payload ->> 'personId')::uuid FROM session_entry e
      WHERE e.session_id = NEW.id AND e.type = 'companion-on-duty' ORDER BY e.seq DESC LIMIT 1) THEN
    RAISE EXCEPTION 'a companion on duty of whom the log does not know' USING ERRCODE = 'HF003';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER dosing_session_companion_law AFTER UPDATE OF "chaperone_id" ON "dosing_session"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.chaperone_id IS DISTINCT FROM NEW.chaperone_id)
  EXECUTE FUNCTION dosing_session_companion_law();

-- Who comes along is settled before a session begins: that alone does not begin it.
CREATE FUNCTION session_has_begun(session uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM session_entry e WHERE e.session_id = session AND e.type NOT IN ('chaperone-left', 'companion-on-duty')) $$;
