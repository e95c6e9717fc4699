-- Every message that was ever planned, how people want to be reached, and the clinic's own words.

-- AlterTable
ALTER TABLE "message" ADD COLUMN     "delivered_at" TIMESTAMPTZ(3),
ADD COLUMN     "due_at" TIMESTAMPTZ(3),
ADD COLUMN     "event_id" UUID,
ADD COLUMN     "level" SMALLINT,
ADD COLUMN     "planned_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
ADD COLUMN     "provider_ref" TEXT,
ADD COLUMN     "resolved_at" TIMESTAMPTZ(3),
ADD COLUMN     "resolved_by" UUID,
ADD COLUMN     "text_print" TEXT;

-- CreateTable
CREATE TABLE "inbox_message" (
    "message_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "text_sealed" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_message_pkey" PRIMARY KEY ("message_id")
);

-- CreateTable
CREATE TABLE "contact_preference" (
    "person_id" UUID NOT NULL,
    "email" BOOLEAN NOT NULL DEFAULT true,
    "sms" BOOLEAN NOT NULL DEFAULT true,
    "push" BOOLEAN NOT NULL DEFAULT true,
    "first" "message_channel",
    "quiet_from_min" SMALLINT NOT NULL,
    "quiet_to_min" SMALLINT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "contact_preference_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "channel_consent" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "channel" "message_channel" NOT NULL,
    "is_given" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "channel_consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "address_state" (
    "print" TEXT NOT NULL,
    "channel" "message_channel" NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "address_state_pkey" PRIMARY KEY ("print")
);

-- CreateTable
CREATE TABLE "push_subscription" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "endpoint_print" TEXT NOT NULL,
    "subscription_sealed" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "push_subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message_template_version" (
    "template" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "subject" TEXT,
    "text" TEXT,
    "changed_by" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "message_template_version_pkey" PRIMARY KEY ("template","version")
);

-- CreateIndex
CREATE INDEX "message_recipient_id_planned_at_idx" ON "message"("recipient_id", "planned_at");

-- CreateIndex
CREATE INDEX "message_event_id_idx" ON "message"("event_id");

-- CreateIndex
CREATE INDEX "message_provider_ref_idx" ON "message"("provider_ref");

-- CreateIndex
CREATE INDEX "inbox_message_person_id_sent_at_idx" ON "inbox_message"("person_id", "sent_at");

-- CreateIndex
CREATE INDEX "channel_consent_person_id_at_idx" ON "channel_consent"("person_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "push_subscription_endpoint_print_key" ON "push_subscription"("endpoint_print");

-- CreateIndex
CREATE INDEX "push_subscription_person_id_idx" ON "push_subscription"("person_id");

-- AddForeignKey
ALTER TABLE "inbox_message" ADD CONSTRAINT "inbox_message_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

-- Messages of which nobody knows that they arrived come first, the newest first.
CREATE INDEX "message_open_first" ON "message" (
  (("state" = 'failed' OR "state" = 'unknown' OR "state" = 'undeliverable') AND "resolved_at" IS NULL) DESC, "planned_at" DESC, "id" DESC);

ALTER TABLE "contact_preference" ADD CONSTRAINT "contact_preference_quiet" CHECK (
  "quiet_from_min" BETWEEN 0 AND 1439 AND "quiet_to_min" BETWEEN 0 AND 1439
  AND ("quiet_to_min" - "quiet_from_min" + 1440) % 1440 <= 720); -- reminders are decided on twelve hours ahead
ALTER TABLE "address_state" ADD CONSTRAINT "address_state_known" CHECK ("state" IN ('undeliverable', 'opted-out'));
ALTER TABLE "message_template_version" ADD CONSTRAINT "message_template_version_whole" CHECK (("subject" IS NULL) = ("text" IS NULL));

CREATE TRIGGER message_template_version_is_a_fact BEFORE UPDATE OR DELETE ON "message_template_version" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER message_template_version_stays BEFORE TRUNCATE ON "message_template_version" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER channel_consent_is_a_fact BEFORE UPDATE OR DELETE ON "channel_consent" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER channel_consent_stays BEFORE TRUNCATE ON "channel_consent" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();

-- Whoever takes a row of the outbox back takes its message back, in the same transaction.
CREATE FUNCTION message_taken_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE message SET state = 'voided' WHERE event_id = NEW.id AND state = 'planned';
  RETURN NULL;
END $$;
CREATE TRIGGER message_taken_back AFTER UPDATE OF "voided_at" ON "outbox_event" FOR EACH ROW
  WHEN (NEW.voided_at IS NOT NULL AND OLD.voided_at IS NULL AND NEW.name LIKE 'notifications.%') EXECUTE FUNCTION message_taken_back();

-- A message that has ended stays ended; what a provider says later can only tell more of one that has left.
CREATE FUNCTION message_goes_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'delivered' OR (OLD.state = 'sent' AND NEW.state NOT IN ('delivered', 'undeliverable')) THEN
    RAISE EXCEPTION 'a message that was % cannot become %', OLD.state, NEW.state USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER message_goes_on BEFORE UPDATE OF "state" ON "message" FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION message_goes_on();

-- What is somebody's goes with their key.
CREATE FUNCTION forget_contact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM push_subscription WHERE person_id = NEW.person_id;
  DELETE FROM inbox_message WHERE person_id = NEW.person_id;
  DELETE FROM contact_preference WHERE person_id = NEW.person_id;
  RETURN NULL;
END $$;
CREATE TRIGGER data_key_forgets_contact AFTER INSERT OR UPDATE OF "shredded_at" ON "data_key" FOR EACH ROW
  WHEN (NEW.shredded_at IS NOT NULL) EXECUTE FUNCTION forget_contact();
