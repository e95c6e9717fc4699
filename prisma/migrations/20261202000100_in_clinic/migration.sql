-- Sessions in the clinic: its own stock, its emergency plan, who takes the patient home, and what is reported afterwards. Expand only.

ALTER TYPE "clinic_alert_kind" ADD VALUE 'monitoring-due';
ALTER TYPE "clinic_alert_kind" ADD VALUE 'monitoring-overdue';

-- CreateTable
CREATE TABLE "clinic_emergency_plan" (
    "id" UUID NOT NULL,
    "address_line" TEXT NOT NULL,
    "jurisdiction" TEXT NOT NULL,
    "entry_note" TEXT NOT NULL,
    "local_emergency_number" TEXT NOT NULL,
    "steps" TEXT NOT NULL,
    "written_by" UUID NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "clinic_emergency_plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitoring_form" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "program" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "discharged_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "answers_sealed" TEXT,
    "done_at" TIMESTAMPTZ(3),
    "done_by" UUID,

    CONSTRAINT "monitoring_form_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_ride" (
    "session_id" UUID NOT NULL,
    "ride_sealed" TEXT NOT NULL,
    "arranged_by" UUID NOT NULL,
    "arranged_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "session_ride_pkey" PRIMARY KEY ("session_id")
);

-- CreateTable
CREATE TABLE "stock_lot" (
    "id" UUID NOT NULL,
    "supplier" TEXT NOT NULL,
    "medication" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "strength_mg" DECIMAL(7,2) NOT NULL,
    "lot" TEXT NOT NULL,
    "beyond_use_date" DATE NOT NULL,
    "on_hand_units" DECIMAL(8,2) NOT NULL DEFAULT 0,
    "entered_by" UUID NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "stock_lot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock_movement" (
    "id" UUID NOT NULL,
    "lot_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "units" DECIMAL(6,2) NOT NULL,
    "on_hand_after" DECIMAL(8,2) NOT NULL DEFAULT 0,
    "draw_id" UUID,
    "witness" TEXT,
    "moved_by" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "stock_movement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock_draw" (
    "id" UUID NOT NULL,
    "lot_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "dose_line_id" UUID NOT NULL,
    "units" DECIMAL(6,2) NOT NULL,
    "witness" TEXT NOT NULL,
    "drawn_by" UUID NOT NULL,
    "drawn_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "ended_as" TEXT,
    "ended_by" UUID,
    "ended_at" TIMESTAMPTZ(3),
    "ended_witness" TEXT,

    CONSTRAINT "stock_draw_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "monitoring_form_session_id_key" ON "monitoring_form"("session_id");

-- CreateIndex
CREATE INDEX "monitoring_form_patient_id_idx" ON "monitoring_form"("patient_id");

-- CreateIndex
CREATE INDEX "stock_lot_lot_idx" ON "stock_lot"("lot");

-- CreateIndex
CREATE INDEX "stock_movement_lot_id_idx" ON "stock_movement"("lot_id");

-- CreateIndex
CREATE INDEX "stock_movement_draw_id_idx" ON "stock_movement"("draw_id");

-- CreateIndex
CREATE INDEX "stock_draw_patient_id_idx" ON "stock_draw"("patient_id");

-- CreateIndex
CREATE INDEX "stock_draw_dose_line_id_idx" ON "stock_draw"("dose_line_id");

-- AddForeignKey
ALTER TABLE "session_ride" ADD CONSTRAINT "session_ride_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "dosing_session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_lot_id_fkey" FOREIGN KEY ("lot_id") REFERENCES "stock_lot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_draw_id_fkey" FOREIGN KEY ("draw_id") REFERENCES "stock_draw"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_draw" ADD CONSTRAINT "stock_draw_lot_id_fkey" FOREIGN KEY ("lot_id") REFERENCES "stock_lot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

ALTER TABLE "session_entry" DROP CONSTRAINT "session_entry_type";
ALTER TABLE "session_entry" ADD CONSTRAINT "session_entry_type" CHECK ("type" IN (
  'arrival', 'chaperone-left', 'vitals', 'gate', 'release', 'dose-taken', 'phase', 'safety-check', 'help', 'alert',
  'acknowledgement', 'alert-closed', 'discharge-confirmation', 'discharge', 'abort',
  'staff-arrival', 'staff-left', 'ride-arranged', 'handed-over'));

ALTER TABLE "stock_lot" ADD CONSTRAINT "stock_lot_never_below_zero" CHECK ("on_hand_units" >= 0 AND "strength_mg" > 0);
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_never_below_zero" CHECK ("on_hand_after" >= 0);
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_way" CHECK (
  ("kind" IN ('received', 'put-back') AND "units" > 0) OR ("kind" IN ('drawn', 'destroyed') AND "units" < 0)
  OR ("kind" = 'adjusted' AND "units" <> 0));
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_of_a_draw" CHECK (("kind" IN ('drawn', 'put-back')) = ("draw_id" IS NOT NULL));
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_witnessed" CHECK (("kind" = 'received') = ("witness" IS NULL));
ALTER TABLE "stock_draw" ADD CONSTRAINT "stock_draw_some_units" CHECK ("units" > 0);
ALTER TABLE "stock_draw" ADD CONSTRAINT "stock_draw_ended_whole" CHECK (
  num_nonnulls("ended_as", "ended_by", "ended_at") IN (0, 3) AND "ended_as" IN ('given', 'put-back', 'destroyed')
  AND ("ended_as" IN ('put-back', 'destroyed')) = ("ended_witness" IS NOT NULL) OR num_nonnulls("ended_as", "ended_by", "ended_at", "ended_witness") = 0);
-- One dose has one draw that is open or was given; what was put back or destroyed may be followed by another.
CREATE UNIQUE INDEX "stock_draw_one_of_a_dose" ON "stock_draw"("dose_line_id") WHERE "ended_as" IS NULL OR "ended_as" = 'given';

-- The row of the lot is locked by the update, so that movements come one after the other.
CREATE FUNCTION stock_movement_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE stock_lot SET on_hand_units = on_hand_units + NEW.units WHERE id = NEW.lot_id
    RETURNING on_hand_units INTO NEW.on_hand_after;
  RETURN NEW;
END $$;
CREATE TRIGGER stock_movement_counts BEFORE INSERT ON "stock_movement" FOR EACH ROW EXECUTE FUNCTION stock_movement_counts();

CREATE FUNCTION stock_lot_guarded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE'
     OR (NEW.id, NEW.supplier, NEW.medication, NEW.form, NEW.strength_mg, NEW.lot, NEW.beyond_use_date, NEW.entered_by, NEW.entered_at)
        IS DISTINCT FROM (OLD.id, OLD.supplier, OLD.medication, OLD.form, OLD.strength_mg, OLD.lot, OLD.beyond_use_date, OLD.entered_by, OLD.entered_at) THEN
    RAISE EXCEPTION 'what was delivered stays as it was' USING ERRCODE = 'HF001';
  END IF;
  IF NEW.on_hand_units <> OLD.on_hand_units AND pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'what is on hand is the sum of movements' USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stock_lot_guarded BEFORE UPDATE OR DELETE ON "stock_lot" FOR EACH ROW EXECUTE FUNCTION stock_lot_guarded();

CREATE FUNCTION stock_draw_guarded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.ended_as IS NOT NULL
     OR (NEW.id, NEW.lot_id, NEW.patient_id, NEW.dose_line_id, NEW.units, NEW.witness, NEW.drawn_by, NEW.drawn_at)
        IS DISTINCT FROM (OLD.id, OLD.lot_id, OLD.patient_id, OLD.dose_line_id, OLD.units, OLD.witness, OLD.drawn_by, OLD.drawn_at) THEN
    RAISE EXCEPTION 'a draw ends once, and stays' USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stock_draw_guarded BEFORE UPDATE OR DELETE ON "stock_draw" FOR EACH ROW EXECUTE FUNCTION stock_draw_guarded();

CREATE TRIGGER stock_movement_is_a_fact BEFORE UPDATE OR DELETE ON "stock_movement" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER stock_movement_stays BEFORE TRUNCATE ON "stock_movement" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER clinic_emergency_plan_is_a_fact BEFORE UPDATE OR DELETE ON "clinic_emergency_plan" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER clinic_emergency_plan_stays BEFORE TRUNCATE ON "clinic_emergency_plan" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();

-- A dose in the clinic has a member of staff beside it, and medicine that was drawn for it; a programme is told of each session.
CREATE FUNCTION session_in_clinic_laws() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.dosed_at IS NOT NULL AND OLD.dosed_at IS NULL THEN
    IF NOT EXISTS (SELECT 1 FROM session_entry WHERE session_id = NEW.id AND type = 'staff-arrival') THEN
      RAISE EXCEPTION 'a dose in the clinic without staff' USING ERRCODE = 'HF003';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM stock_draw WHERE dose_line_id = NEW.dose_line_id AND ended_as = 'given') THEN
      RAISE EXCEPTION 'a dose in the clinic that was not drawn from its stock' USING ERRCODE = 'HF003';
    END IF;
  END IF;
  IF NEW.discharged_at IS NOT NULL AND NEW.plan ? 'monitoringForm'
     AND NOT EXISTS (SELECT 1 FROM monitoring_form WHERE session_id = NEW.id) THEN
    RAISE EXCEPTION 'a discharge without the form that its programme asks for' USING ERRCODE = 'HF003';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER session_in_clinic_laws AFTER UPDATE OF "dosed_at", "discharged_at" ON "dosing_session"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.plan ->> 'setting' = 'clinic') EXECUTE FUNCTION session_in_clinic_laws();

ALTER TABLE "monitoring_form" ADD CONSTRAINT "monitoring_form_done_whole" CHECK (num_nonnulls("answers_sealed", "done_at", "done_by") IN (0, 3));
ALTER TABLE "monitoring_form" ADD CONSTRAINT "monitoring_form_due_after" CHECK ("due_at" > "discharged_at");
CREATE FUNCTION monitoring_form_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE'
     OR (NEW.id, NEW.session_id, NEW.patient_id, NEW.program, NEW.facts, NEW.discharged_at, NEW.due_at)
        IS DISTINCT FROM (OLD.id, OLD.session_id, OLD.patient_id, OLD.program, OLD.facts, OLD.discharged_at, OLD.due_at)
     OR (OLD.done_at IS NOT NULL AND (NEW.done_at, NEW.done_by) IS DISTINCT FROM (OLD.done_at, OLD.done_by)) THEN
    RAISE EXCEPTION 'a form is done once, and stays' USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER monitoring_form_stays BEFORE UPDATE OR DELETE ON "monitoring_form" FOR EACH ROW EXECUTE FUNCTION monitoring_form_stays();
