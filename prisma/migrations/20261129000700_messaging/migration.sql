-- What patients and whoever cares for them write to each other between visits (docs/adr/0024). Expand only.

ALTER TYPE "clinic_alert_kind" ADD VALUE 'message-unanswered';

ALTER TABLE "clinic_settings" ADD COLUMN     "answer_within_hours" SMALLINT NOT NULL DEFAULT 24,
ADD COLUMN     "on_call_phone" TEXT NOT NULL DEFAULT '';
ALTER TABLE "clinic_settings" ADD CONSTRAINT "clinic_settings_answer_within" CHECK ("answer_within_hours" BETWEEN 1 AND 168);

-- CreateTable
CREATE TABLE "conversation" (
    "patient_id" UUID NOT NULL,
    "last_seq" INTEGER NOT NULL DEFAULT 0,
    "last_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "waiting_id" UUID,
    "waiting_since" TIMESTAMPTZ(3),

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("patient_id")
);

-- CreateTable
CREATE TABLE "conversation_message" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "author_id" UUID NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "text_sealed" TEXT NOT NULL,

    CONSTRAINT "conversation_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversation_reading" (
    "patient_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "read_seq" INTEGER NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "conversation_reading_pkey" PRIMARY KEY ("patient_id","person_id")
);

-- CreateIndex
CREATE INDEX "conversation_last_at_patient_id_idx" ON "conversation"("last_at", "patient_id");

-- CreateIndex
CREATE UNIQUE INDEX "conversation_message_patient_id_seq_key" ON "conversation_message"("patient_id", "seq");

-- CreateIndex
CREATE INDEX "conversation_message_author_id_idx" ON "conversation_message"("author_id");

-- CreateIndex
CREATE INDEX "conversation_reading_person_id_idx" ON "conversation_reading"("person_id");

-- AddForeignKey
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation_message" ADD CONSTRAINT "conversation_message_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "conversation"("patient_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation_message" ADD CONSTRAINT "conversation_message_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation_reading" ADD CONSTRAINT "conversation_reading_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "conversation"("patient_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation_reading" ADD CONSTRAINT "conversation_reading_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

ALTER TABLE "conversation" ADD CONSTRAINT "conversation_waits_whole" CHECK (("waiting_id" IS NULL) = ("waiting_since" IS NULL));
ALTER TABLE "conversation_reading" ADD CONSTRAINT "conversation_reading_began" CHECK ("read_seq" >= 0);

-- Nobody waits for an answer here while they are dosed: then there is the call, the button for help, and 911. A session that is being
-- released waits for this transaction, or this one for it. Messages follow each other without a gap.
CREATE FUNCTION conversation_message_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF is_dosed_now(NEW.patient_id) THEN
    RAISE EXCEPTION 'a session of this patient is live' USING ERRCODE = 'HM001';
  END IF;
  IF NEW.seq IS DISTINCT FROM (SELECT last_seq FROM conversation WHERE patient_id = NEW.patient_id) THEN
    RAISE EXCEPTION 'message % does not follow the last one', NEW.seq USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER conversation_message_law BEFORE INSERT ON "conversation_message" FOR EACH ROW EXECUTE FUNCTION conversation_message_law();

-- What was written stays written.
CREATE TRIGGER conversation_message_is_a_fact BEFORE UPDATE OR DELETE ON "conversation_message" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER conversation_message_stays BEFORE TRUNCATE ON "conversation_message" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();
