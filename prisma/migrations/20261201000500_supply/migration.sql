-- Medicine at the patient's home: what was ordered, what came, what is left (docs/adr/0036). Expand only.

ALTER TYPE "clinic_alert_kind" ADD VALUE 'supply-discrepancy';
ALTER TYPE "clinic_alert_kind" ADD VALUE 'supply-recalled';

-- CreateTable
CREATE TABLE "medication_dispense" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "prescription_sealed" TEXT NOT NULL,
    "pharmacy" TEXT NOT NULL,
    "medication" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "strength_mg" DECIMAL(7,2) NOT NULL,
    "dose_units" DECIMAL(6,2),
    "ordered_units" DECIMAL(6,2) NOT NULL,
    "ordered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "lot" TEXT,
    "beyond_use_date" DATE,
    "filled_units" DECIMAL(6,2),
    "state" TEXT NOT NULL DEFAULT 'ordered',
    "on_hand_units" DECIMAL(8,2) NOT NULL DEFAULT 0,
    "moved_by" UUID NOT NULL,

    CONSTRAINT "medication_dispense_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dispense_step" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "dispense_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "moved_by" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "dispense_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "supply_movement" (
    "id" UUID NOT NULL,
    "dispense_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "units" DECIMAL(6,2) NOT NULL,
    "on_hand_after" DECIMAL(8,2) NOT NULL DEFAULT 0,
    "dose_line_id" UUID,
    "witness_sealed" TEXT,
    "moved_by" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "supply_movement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "supply_count" (
    "id" UUID NOT NULL,
    "dispense_id" UUID NOT NULL,
    "expected_units" DECIMAL(8,2) NOT NULL,
    "counted_units" DECIMAL(8,2) NOT NULL,
    "counted_by" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "supply_count_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "supply_discrepancy" (
    "id" UUID NOT NULL,
    "dispense_id" UUID NOT NULL,
    "count_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "reviewed_at" TIMESTAMPTZ(3),
    "reviewed_by" UUID,
    "finding" TEXT,
    "agreed_units" DECIMAL(8,2),
    "note_sealed" TEXT,

    CONSTRAINT "supply_discrepancy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lot_recall" (
    "id" UUID NOT NULL,
    "pharmacy" TEXT NOT NULL,
    "lot" TEXT NOT NULL,
    "recalled_by" UUID NOT NULL,
    "recalled_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "lot_recall_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "supply_dose" (
    "dose_line_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "dose_mg" DECIMAL(7,2) NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "supply_dose_pkey" PRIMARY KEY ("dose_line_id")
);

-- CreateIndex
CREATE INDEX "medication_dispense_patient_id_idx" ON "medication_dispense"("patient_id");

-- CreateIndex
CREATE INDEX "medication_dispense_lot_idx" ON "medication_dispense"("lot");

-- CreateIndex
CREATE INDEX "dispense_step_dispense_id_idx" ON "dispense_step"("dispense_id");

-- CreateIndex
CREATE UNIQUE INDEX "supply_movement_dose_line_id_key" ON "supply_movement"("dose_line_id");

-- CreateIndex
CREATE INDEX "supply_movement_dispense_id_idx" ON "supply_movement"("dispense_id");

-- CreateIndex
CREATE INDEX "supply_count_dispense_id_idx" ON "supply_count"("dispense_id");

-- CreateIndex
CREATE UNIQUE INDEX "supply_discrepancy_count_id_key" ON "supply_discrepancy"("count_id");

-- CreateIndex
CREATE INDEX "supply_discrepancy_dispense_id_idx" ON "supply_discrepancy"("dispense_id");

-- CreateIndex
CREATE UNIQUE INDEX "lot_recall_pharmacy_lot_key" ON "lot_recall"("pharmacy", "lot");

-- CreateIndex
CREATE INDEX "supply_dose_patient_id_idx" ON "supply_dose"("patient_id");

-- AddForeignKey
ALTER TABLE "medication_dispense" ADD CONSTRAINT "medication_dispense_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispense_step" ADD CONSTRAINT "dispense_step_dispense_id_fkey" FOREIGN KEY ("dispense_id") REFERENCES "medication_dispense"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "supply_movement" ADD CONSTRAINT "supply_movement_dispense_id_fkey" FOREIGN KEY ("dispense_id") REFERENCES "medication_dispense"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "supply_movement" ADD CONSTRAINT "supply_movement_dose_line_id_fkey" FOREIGN KEY ("dose_line_id") REFERENCES "supply_dose"("dose_line_id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "supply_count" ADD CONSTRAINT "supply_count_dispense_id_fkey" FOREIGN KEY ("dispense_id") REFERENCES "medication_dispense"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "supply_discrepancy" ADD CONSTRAINT "supply_discrepancy_dispense_id_fkey" FOREIGN KEY ("dispense_id") REFERENCES "medication_dispense"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "supply_discrepancy" ADD CONSTRAINT "supply_discrepancy_count_id_fkey" FOREIGN KEY ("count_id") REFERENCES "supply_count"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

-- Quarters of a unit: what somebody at home can still break a tablet into.
ALTER TABLE "medication_dispense" ADD CONSTRAINT "medication_dispense_quarters" CHECK (
  "strength_mg" > 0 AND "ordered_units" > 0 AND "ordered_units" * 4 = trunc("ordered_units" * 4)
  AND ("filled_units" IS NULL OR ("filled_units" > 0 AND "filled_units" * 4 = trunc("filled_units" * 4)))
  AND ("dose_units" IS NULL OR ("dose_units" > 0 AND "dose_units" * 4 = trunc("dose_units" * 4))));
ALTER TABLE "medication_dispense" ADD CONSTRAINT "medication_dispense_never_below_zero" CHECK ("on_hand_units" >= 0);
ALTER TABLE "medication_dispense" ADD CONSTRAINT "medication_dispense_filled_whole" CHECK (
  num_nonnulls("lot", "beyond_use_date", "filled_units") IN (0, 3)
  AND ("lot" IS NOT NULL OR "state" IN ('ordered', 'sent-to-pharmacy', 'withdrawn')));
ALTER TABLE "medication_dispense" ADD CONSTRAINT "medication_dispense_gone_is_gone" CHECK (
  "state" NOT IN ('exhausted', 'returned', 'destroyed', 'withdrawn') OR "on_hand_units" = 0);
ALTER TABLE "supply_movement" ADD CONSTRAINT "supply_movement_never_below_zero" CHECK ("on_hand_after" >= 0);
ALTER TABLE "supply_movement" ADD CONSTRAINT "supply_movement_way" CHECK (
  ("kind" = 'received' AND "units" > 0) OR ("kind" IN ('taken', 'returned', 'destroyed') AND "units" < 0)
  OR ("kind" = 'adjusted' AND "units" <> 0));
ALTER TABLE "supply_movement" ADD CONSTRAINT "supply_movement_quarters" CHECK ("units" * 4 = trunc("units" * 4));
ALTER TABLE "supply_movement" ADD CONSTRAINT "supply_movement_witnessed" CHECK (("kind" IN ('returned', 'destroyed')) = ("witness_sealed" IS NOT NULL));
ALTER TABLE "supply_movement" ADD CONSTRAINT "supply_movement_of_a_dose" CHECK (("kind" = 'taken') = ("dose_line_id" IS NOT NULL));
ALTER TABLE "supply_count" ADD CONSTRAINT "supply_count_not_below_zero" CHECK ("counted_units" >= 0 AND "expected_units" >= 0);
ALTER TABLE "supply_discrepancy" ADD CONSTRAINT "supply_discrepancy_finding" CHECK ("finding" IN (
  'counted-again', 'pharmacy-error', 'lost', 'damaged', 'taken-outside-session', 'diversion-suspected', 'not-explained'));
ALTER TABLE "supply_discrepancy" ADD CONSTRAINT "supply_discrepancy_reviewed_whole" CHECK (
  num_nonnulls("reviewed_at", "reviewed_by", "finding", "agreed_units", "note_sealed") IN (0, 5) AND "agreed_units" >= 0);
CREATE UNIQUE INDEX "supply_discrepancy_one_open" ON "supply_discrepancy"("dispense_id") WHERE "reviewed_at" IS NULL;

-- The lifecycle of a dispense; libs/supply/domain/lifecycle.ts says the same, and a test holds the two together.
CREATE FUNCTION dispense_may_move(was TEXT, becomes TEXT) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT becomes = ANY (CASE was
    WHEN 'ordered' THEN ARRAY['sent-to-pharmacy', 'withdrawn']
    WHEN 'sent-to-pharmacy' THEN ARRAY['filled', 'withdrawn']
    WHEN 'filled' THEN ARRAY['shipped', 'withdrawn']
    WHEN 'shipped' THEN ARRAY['delivered', 'discrepancy']
    WHEN 'delivered' THEN ARRAY['in-use', 'returned', 'destroyed', 'discrepancy']
    WHEN 'in-use' THEN ARRAY['reconciled', 'returned', 'destroyed', 'discrepancy']
    WHEN 'reconciled' THEN ARRAY['in-use', 'exhausted', 'returned', 'destroyed', 'discrepancy']
    WHEN 'discrepancy' THEN ARRAY['reconciled']
    ELSE ARRAY[]::text[] END)
$$;

CREATE FUNCTION medication_dispense_guarded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a dispense stays on record' USING ERRCODE = 'HF001';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'ordered' OR NEW.on_hand_units <> 0 OR NEW.lot IS NOT NULL THEN
      RAISE EXCEPTION 'a dispense begins as an order' USING ERRCODE = 'HF001';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.patient_id, NEW.pharmacy, NEW.medication, NEW.form, NEW.strength_mg, NEW.dose_units, NEW.ordered_units, NEW.ordered_at)
     IS DISTINCT FROM (OLD.id, OLD.patient_id, OLD.pharmacy, OLD.medication, OLD.form, OLD.strength_mg, OLD.dose_units, OLD.ordered_units, OLD.ordered_at)
     OR ((NEW.lot, NEW.beyond_use_date, NEW.filled_units) IS DISTINCT FROM (OLD.lot, OLD.beyond_use_date, OLD.filled_units)
         AND (OLD.state, NEW.state) IS DISTINCT FROM ('sent-to-pharmacy', 'filled')) THEN
    RAISE EXCEPTION 'what was ordered and filled stays as it was' USING ERRCODE = 'HF001';
  END IF;
  -- only a movement changes what is on hand, and that is a trigger of its own
  IF NEW.on_hand_units <> OLD.on_hand_units AND pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'what is on hand is the sum of movements' USING ERRCODE = 'HF001';
  END IF;
  IF NEW.state <> OLD.state AND NOT dispense_may_move(OLD.state, NEW.state) THEN
    RAISE EXCEPTION 'a dispense does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'HF001';
  END IF;
  IF NEW.state <> OLD.state AND OLD.state = 'discrepancy'
     AND EXISTS (SELECT 1 FROM supply_discrepancy WHERE dispense_id = NEW.id AND reviewed_at IS NULL) THEN
    RAISE EXCEPTION 'a discrepancy is ended by its review' USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER medication_dispense_guarded BEFORE INSERT OR UPDATE OR DELETE ON "medication_dispense" FOR EACH ROW EXECUTE FUNCTION medication_dispense_guarded();

CREATE FUNCTION medication_dispense_steps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO dispense_step (dispense_id, state, moved_by) VALUES (NEW.id, NEW.state, NEW.moved_by);
  RETURN NULL;
END $$;
CREATE TRIGGER medication_dispense_begins AFTER INSERT ON "medication_dispense" FOR EACH ROW EXECUTE FUNCTION medication_dispense_steps();
CREATE TRIGGER medication_dispense_steps AFTER UPDATE OF "state" ON "medication_dispense" FOR EACH ROW
  WHEN (NEW.state <> OLD.state) EXECUTE FUNCTION medication_dispense_steps();

-- The row of the dispense is locked by the update, so that movements come one after the other.
CREATE FUNCTION supply_movement_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE medication_dispense SET on_hand_units = on_hand_units + NEW.units WHERE id = NEW.dispense_id
    RETURNING on_hand_units INTO NEW.on_hand_after;
  RETURN NEW;
END $$;
CREATE TRIGGER supply_movement_counts BEFORE INSERT ON "supply_movement" FOR EACH ROW EXECUTE FUNCTION supply_movement_counts();

-- A dose is taken from the medicine of the patient who took it.
CREATE FUNCTION supply_movement_whose() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM supply_dose d JOIN medication_dispense m ON m.patient_id = d.patient_id
                 WHERE d.dose_line_id = NEW.dose_line_id AND m.id = NEW.dispense_id) THEN
    RAISE EXCEPTION 'a dose is taken from the medicine of its patient' USING ERRCODE = 'HF001';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER supply_movement_whose AFTER INSERT ON "supply_movement" FOR EACH ROW WHEN (NEW.dose_line_id IS NOT NULL)
  EXECUTE FUNCTION supply_movement_whose();

CREATE FUNCTION supply_discrepancy_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE'
     OR (NEW.id, NEW.dispense_id, NEW.count_id, NEW.opened_at) IS DISTINCT FROM (OLD.id, OLD.dispense_id, OLD.count_id, OLD.opened_at)
     OR (OLD.reviewed_at IS NOT NULL AND (NEW.reviewed_at, NEW.reviewed_by, NEW.finding, NEW.agreed_units)
         IS DISTINCT FROM (OLD.reviewed_at, OLD.reviewed_by, OLD.finding, OLD.agreed_units)) THEN
    RAISE EXCEPTION 'a discrepancy is reviewed once, and stays' USING ERRCODE = 'HF001';
  END IF;
  IF NEW.reviewed_by IS NOT NULL AND NEW.reviewed_by = (SELECT counted_by FROM supply_count WHERE id = NEW.count_id) THEN
    RAISE EXCEPTION 'nobody reviews a count of their own' USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER supply_discrepancy_stays BEFORE UPDATE OR DELETE ON "supply_discrepancy" FOR EACH ROW EXECUTE FUNCTION supply_discrepancy_stays();

CREATE TRIGGER dispense_step_is_a_fact BEFORE UPDATE OR DELETE ON "dispense_step" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER dispense_step_stays BEFORE TRUNCATE ON "dispense_step" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER supply_count_is_a_fact BEFORE UPDATE OR DELETE ON "supply_count" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER supply_count_stays BEFORE TRUNCATE ON "supply_count" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER lot_recall_is_a_fact BEFORE UPDATE OR DELETE ON "lot_recall" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER lot_recall_stays BEFORE TRUNCATE ON "lot_recall" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER supply_dose_is_a_fact BEFORE UPDATE OR DELETE ON "supply_dose" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER supply_dose_stays BEFORE TRUNCATE ON "supply_dose" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER supply_movement_is_a_fact BEFORE UPDATE OR DELETE ON "supply_movement" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER supply_movement_stays BEFORE TRUNCATE ON "supply_movement" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();
