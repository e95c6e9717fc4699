-- Incidents: opened with what they are about, frozen once they were reviewed (docs/adr/0044). Expand only.

ALTER TYPE "clinic_alert_kind" ADD VALUE 'incident-overdue';

-- CreateTable
CREATE TABLE "incident" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "patient_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "session_id" UUID,
    "entry_seq" INTEGER,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "opened_by" UUID,
    "reviewed_at" TIMESTAMPTZ(3),
    "reviewed_by" UUID,

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_entry" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "words_sealed" TEXT NOT NULL,
    "author_id" UUID NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "owner_id" UUID,
    "due_on" DATE,
    "action_id" UUID,

    CONSTRAINT "incident_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "incident_patient_id_idx" ON "incident"("patient_id");

-- CreateIndex
CREATE INDEX "incident_opened_at_idx" ON "incident"("opened_at");

-- CreateIndex
CREATE INDEX "incident_entry_incident_id_idx" ON "incident_entry"("incident_id");

-- AddForeignKey
ALTER TABLE "incident_entry" ADD CONSTRAINT "incident_entry_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "incident" ADD CONSTRAINT "incident_kind" CHECK (
  ("kind" IN ('emergency', 'took-more') AND "session_id" IS NOT NULL AND "entry_seq" IS NOT NULL AND "opened_by" IS NULL)
  OR ("kind" IN ('serious-harm', 'death', 'medicine', 'safeguarding', 'other') AND "session_id" IS NULL AND "entry_seq" IS NULL AND "opened_by" IS NOT NULL));
ALTER TABLE "incident" ADD CONSTRAINT "incident_review_has_a_name" CHECK (("reviewed_at" IS NULL) = ("reviewed_by" IS NULL));
CREATE UNIQUE INDEX "incident_one_open_of_a_session" ON "incident" ("session_id", "kind") WHERE "reviewed_at" IS NULL;

ALTER TABLE "incident_entry" ADD CONSTRAINT "incident_entry_kind" CHECK (
  "kind" IN ('account', 'finding', 'action', 'done', 'safeguarding')
  AND ("kind" = 'action') = ("owner_id" IS NOT NULL) AND ("kind" = 'action') = ("due_on" IS NOT NULL)
  AND ("kind" = 'done') = ("action_id" IS NOT NULL));
CREATE UNIQUE INDEX "incident_action_done_once" ON "incident_entry" ("action_id") WHERE "kind" = 'done';

-- An emergency, or more taken than was released, opens one in the transaction that writes it, whoever writes: a person or the sweep.
CREATE FUNCTION session_entry_opens_incident() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO incident (patient_id, kind, session_id, entry_seq)
  SELECT patient_id, CASE NEW.type WHEN 'alert' THEN 'emergency' ELSE 'took-more' END, NEW.session_id, NEW.seq
  FROM dosing_session WHERE id = NEW.session_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER session_entry_opens_incident AFTER INSERT ON "session_entry" FOR EACH ROW
  WHEN (NEW.type = 'alert' AND (NEW.payload ->> 'level')::int >= 4 OR NEW.type = 'observation' AND NEW.payload ->> 'sign' = 'took-more')
  EXECUTE FUNCTION session_entry_opens_incident();
GRANT INSERT ON "incident" TO app_sweep;

-- Whoever answers for the clinic's medicine is told, and is missed when nobody has reviewed it after three days.
CREATE FUNCTION incident_is_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox_event (name, payload, due_at) VALUES ('incidents.opened', jsonb_build_object('incidentId', NEW.id), app_now());
  INSERT INTO outbox_event (name, payload, due_at, key)
  VALUES ('incidents.review-due', jsonb_build_object('incidentId', NEW.id), app_now() + interval '72 hours', 'incident:' || NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER incident_is_told AFTER INSERT ON "incident" FOR EACH ROW EXECUTE FUNCTION incident_is_told();

CREATE FUNCTION incident_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' THEN
    RAISE EXCEPTION 'an incident stays' USING ERRCODE = 'HF001';
  END IF;
  IF OLD.reviewed_at IS NOT NULL
     OR (NEW.id, NEW.patient_id, NEW.kind, NEW.session_id, NEW.entry_seq, NEW.opened_at, NEW.opened_by)
        IS DISTINCT FROM (OLD.id, OLD.patient_id, OLD.kind, OLD.session_id, OLD.entry_seq, OLD.opened_at, OLD.opened_by) THEN
    RAISE EXCEPTION 'an incident stays as it was opened and reviewed' USING ERRCODE = 'HF001';
  END IF;
  IF NEW.reviewed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM incident_entry WHERE incident_id = NEW.id AND kind = 'finding') THEN
    RAISE EXCEPTION 'a review without a finding' USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER incident_stays BEFORE UPDATE OR DELETE ON "incident" FOR EACH ROW EXECUTE FUNCTION incident_stays();
CREATE TRIGGER incident_stays_whole BEFORE TRUNCATE ON "incident" FOR EACH STATEMENT EXECUTE FUNCTION incident_stays();

-- After the review there is only one thing left to say: that an action was done.
CREATE FUNCTION incident_entry_law() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  own incident;
BEGIN
  SELECT * INTO own FROM incident WHERE id = NEW.incident_id FOR SHARE;
  IF own.patient_id <> NEW.patient_id OR (own.reviewed_at IS NOT NULL AND NEW.kind <> 'done') THEN
    RAISE EXCEPTION 'an incident that was reviewed stays as it is' USING ERRCODE = 'HF003';
  END IF;
  IF NEW.kind = 'done' AND NOT EXISTS (
    SELECT 1 FROM incident_entry WHERE id = NEW.action_id AND incident_id = NEW.incident_id AND kind = 'action') THEN
    RAISE EXCEPTION 'no such action' USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER incident_entry_law BEFORE INSERT ON "incident_entry" FOR EACH ROW EXECUTE FUNCTION incident_entry_law();
CREATE TRIGGER incident_entry_is_a_fact BEFORE UPDATE OR DELETE ON "incident_entry" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER incident_entry_stays BEFORE TRUNCATE ON "incident_entry" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();
