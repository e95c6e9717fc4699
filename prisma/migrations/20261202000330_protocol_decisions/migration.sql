-- A prescriber ends a protocol, skips a dose or withdraws it, and says why (docs/adr/0032). Expand only.

-- CreateTable
CREATE TABLE "protocol_decision" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "protocol_id" UUID NOT NULL,
    "dose_line_id" UUID,
    "kind" TEXT NOT NULL,
    "reason_sealed" TEXT NOT NULL,
    "decided_by" UUID NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "protocol_decision_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "protocol_decision_dose_line_id_key" ON "protocol_decision"("dose_line_id");

-- CreateIndex
CREATE INDEX "protocol_decision_patient_id_idx" ON "protocol_decision"("patient_id");

-- AddForeignKey
ALTER TABLE "protocol_decision" ADD CONSTRAINT "protocol_decision_protocol_id_fkey" FOREIGN KEY ("protocol_id") REFERENCES "protocol"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "protocol_decision" ADD CONSTRAINT "protocol_decision_dose_line_id_fkey" FOREIGN KEY ("dose_line_id") REFERENCES "dose_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

ALTER TABLE "protocol_decision" ADD CONSTRAINT "protocol_decision_kind"
  CHECK ("kind" IN ('ended', 'skipped', 'voided') AND ("kind" = 'ended') = ("dose_line_id" IS NULL));

CREATE FUNCTION protocol_decision_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.decided_by AND role IN ('prescriber', 'physician') AND NOT is_external AND disabled_at IS NULL) THEN
    RAISE EXCEPTION 'only a prescriber of the clinic decides this' USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER protocol_decision_law BEFORE INSERT ON "protocol_decision" FOR EACH ROW EXECUTE FUNCTION protocol_decision_law();
CREATE TRIGGER protocol_decision_is_a_fact BEFORE UPDATE OR DELETE ON "protocol_decision" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER protocol_decision_stays BEFORE TRUNCATE ON "protocol_decision" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();

CREATE FUNCTION dose_line_decision_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM protocol_decision WHERE dose_line_id = NEW.id AND kind = NEW.state::text) THEN
    RAISE EXCEPTION 'a dose is skipped or withdrawn by somebody who says why' USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER dose_line_decision_law BEFORE UPDATE OF "state" ON "dose_line" FOR EACH ROW
  WHEN (NEW.state <> OLD.state AND NEW.state IN ('skipped', 'voided')) EXECUTE FUNCTION dose_line_decision_law();
