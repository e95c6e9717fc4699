-- A claim changes a thousand rows at once. What an event says is compared by the trigger's condition, without a call for each row that keeps
-- the law; rows without a key are no entries of the index of keys.
DROP TRIGGER outbox_event_is_a_fact ON "outbox_event";
DROP FUNCTION outbox_event_is_a_fact();
CREATE FUNCTION outbox_event_is_a_fact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'outbox events are facts' USING ERRCODE = 'HF001';
END $$;
CREATE TRIGGER outbox_event_is_a_fact BEFORE UPDATE ON "outbox_event" FOR EACH ROW
  WHEN ((NEW.id, NEW.name, NEW.payload, NEW.key, NEW.created_at) IS DISTINCT FROM (OLD.id, OLD.name, OLD.payload, OLD.key, OLD.created_at)
    OR num_nonnulls(OLD.done_at, OLD.voided_at) > 0)
  EXECUTE FUNCTION outbox_event_is_a_fact();

DROP INDEX "outbox_event_key_pending";
CREATE UNIQUE INDEX "outbox_event_key_pending" ON "outbox_event"("key")
  WHERE "key" IS NOT NULL AND "done_at" IS NULL AND "voided_at" IS NULL AND "parked_at" IS NULL;
