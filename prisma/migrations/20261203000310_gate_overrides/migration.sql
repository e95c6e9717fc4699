-- What a prescriber has signed over what holds a gate: for a few reasons alone, in one session, with a reason of their own (docs/adr/0049).
-- Expand only.

-- CreateTable
CREATE TABLE "gate_override" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "entry_seq" INTEGER NOT NULL,
    "gate_seq" INTEGER NOT NULL,
    "item" TEXT NOT NULL,
    "held_for" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,
    "reason_sealed" TEXT NOT NULL,
    "signed_by" UUID NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "gate_override_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "gate_override_session_id_entry_seq_key" ON "gate_override"("session_id", "entry_seq");

-- CreateIndex
CREATE INDEX "gate_override_signed_at_idx" ON "gate_override"("signed_at");

-- AddForeignKey
ALTER TABLE "gate_override" ADD CONSTRAINT "gate_override_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "dosing_session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

-- `overrides.ts` says the same, and a test compares both: nothing else is ever signed over.
ALTER TABLE "gate_override" ADD CONSTRAINT "gate_override_item" CHECK (("item", "held_for") IN (
  ('vitals', 'still-high'), ('fasting', 'ate-too-recently'), ('fasting', 'drank-too-recently'), ('substances', 'sedative-taken'),
  ('substances', 'alcohol-too-recently'), ('medicines-held', 'not-as-agreed'), ('nothing-new', 'something-new')));

CREATE FUNCTION gate_override_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.signed_by AND role IN ('prescriber', 'physician') AND NOT is_external AND disabled_at IS NULL) THEN
    RAISE EXCEPTION 'only a prescriber of the clinic signs over what holds a gate' USING ERRCODE = 'HF003';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM dosing_session WHERE id = NEW.session_id AND patient_id = NEW.patient_id AND dosed_at IS NULL) THEN
    RAISE EXCEPTION 'a gate is signed over before the dose of its session' USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER gate_override_law BEFORE INSERT ON "gate_override" FOR EACH ROW EXECUTE FUNCTION gate_override_law();
CREATE TRIGGER gate_override_is_a_fact BEFORE UPDATE OR DELETE ON "gate_override" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER gate_override_stays BEFORE TRUNCATE ON "gate_override" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();

-- No entry speaks of a signature that is not there, and no gate passes with something that holds.
CREATE FUNCTION session_gate_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.type = 'override' AND NOT EXISTS (
      SELECT 1 FROM gate_override WHERE session_id = NEW.session_id AND entry_seq = NEW.seq AND signed_by = NEW.author_id
        AND item = NEW.payload ->> 'item' AND held_for = NEW.payload ->> 'heldFor') THEN
    RAISE EXCEPTION 'an override that nobody has signed' USING ERRCODE = 'HF003';
  END IF;
  IF NEW.type = 'gate' AND (NEW.payload ->> 'isPassed')::boolean AND EXISTS (
      SELECT 1 FROM jsonb_array_elements(NEW.payload -> 'findings') finding
      WHERE NOT (finding ->> 'isMet')::boolean OR (finding ->> 'reason' = 'overridden' AND NOT EXISTS (
        SELECT 1 FROM gate_override o WHERE o.session_id = NEW.session_id AND o.item = finding ->> 'item'
          AND o.held_for = finding -> 'evidence' ->> 'heldFor' AND o.entry_seq = (finding -> 'evidence' ->> 'overrideSeq')::int))) THEN
    RAISE EXCEPTION 'a gate that passes with something that holds' USING ERRCODE = 'HF003';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER session_gate_law AFTER INSERT ON "session_entry" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.type IN ('gate', 'override')) EXECUTE FUNCTION session_gate_law();
