-- What a clinician writes down while a session goes on, by its clock. Expand only.

-- CreateTable
CREATE TABLE "session_note" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "words_sealed" TEXT NOT NULL,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "session_note_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "session_note_session_id_idx" ON "session_note"("session_id");

-- AddForeignKey
ALTER TABLE "session_note" ADD CONSTRAINT "session_note_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "dosing_session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say: nobody writes down what has not happened yet, and what was written stays.
ALTER TABLE "session_note" ADD CONSTRAINT "session_note_kind" CHECK ("kind" IN ('quote', 'observed'));
ALTER TABLE "session_note" ADD CONSTRAINT "session_note_not_ahead" CHECK ("happened_at" <= "written_at");
CREATE TRIGGER session_note_is_a_fact BEFORE UPDATE OR DELETE ON "session_note" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER session_note_stays BEFORE TRUNCATE ON "session_note" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();
