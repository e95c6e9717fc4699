-- From where on the rules for pausing speak: the clinic's own limits, and those of one patient, each a signed version; the strictest holds
-- (docs/adr/0033). Expand only.

-- CreateTable
CREATE TABLE "pause_limits" (
    "id" UUID NOT NULL,
    "patient_id" UUID,
    "version" INTEGER NOT NULL,
    "limits" JSONB NOT NULL,
    "reason" TEXT,
    "reason_sealed" TEXT,
    "signed_by" UUID NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "pause_limits_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "pause_limits_patient_id_version_key" ON "pause_limits"("patient_id", "version");

-- What Prisma's schema cannot say.

CREATE UNIQUE INDEX "pause_limits_clinic_version_key" ON "pause_limits"("version") WHERE "patient_id" IS NULL;
-- What is said of a patient is sealed with their key.
ALTER TABLE "pause_limits" ADD CONSTRAINT "pause_limits_reason"
  CHECK (("patient_id" IS NULL) = ("reason" IS NOT NULL) AND ("patient_id" IS NULL) = ("reason_sealed" IS NULL));

-- The floor of each, and what Hearth brings. A test compares it with the program; whoever changes it there makes a migration that replaces it.
CREATE FUNCTION pause_limits_bounds() RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN '{
  "graveLevel": [2, 3], "worseBy": [2, 5], "worseTimes": [1, 2], "visitsMissed": [1, 2], "urinarySymptoms": [1, 2],
  "gapDays": [14, 90], "responseFrom": [5, 10], "responseLeftPct": [25, 50]
}'::jsonb;

CREATE FUNCTION pause_limits_law() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  bounds CONSTANT jsonb := pause_limits_bounds();
BEGIN
  IF jsonb_typeof(NEW.limits) <> 'object' OR EXISTS (
    SELECT 1 FROM jsonb_each(NEW.limits) own
    WHERE coalesce(jsonb_typeof(own.value) <> 'number' OR own.value < bounds -> own.key -> 0 OR own.value > bounds -> own.key -> 1
      OR own.value::text !~ '^[0-9]+$', true)) THEN
    RAISE EXCEPTION 'limits for pausing lie between their floor and what Hearth brings' USING ERRCODE = 'HF003';
  END IF;
  IF NOT EXISTS (
    SELECT 1 FROM person WHERE id = NEW.signed_by AND disabled_at IS NULL AND NOT is_external
      AND CASE WHEN NEW.patient_id IS NULL THEN is_medical_director ELSE role IN ('prescriber', 'physician') END) THEN
    RAISE EXCEPTION 'the medical director signs limits of the clinic, a prescriber those of a patient' USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pause_limits_law BEFORE INSERT ON "pause_limits" FOR EACH ROW EXECUTE FUNCTION pause_limits_law();
CREATE TRIGGER pause_limits_is_a_fact BEFORE UPDATE OR DELETE ON "pause_limits" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER pause_limits_stays BEFORE TRUNCATE ON "pause_limits" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();

-- Days without a dose after which a course of this patient is paused, by the newest limits of the clinic and of the patient.
CREATE FUNCTION pause_gap_days(patient uuid) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT least(90, min((limits ->> 'gapDays')::int)) FROM (
    SELECT DISTINCT ON (patient_id) limits FROM pause_limits WHERE patient_id IS NULL OR patient_id = patient
    ORDER BY patient_id, version DESC) newest
$$;

-- As before, by those limits: the row waits for the gap from the dose on. A minute more, so that it is over.
CREATE OR REPLACE FUNCTION dose_asks_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM course_due(patient_id, NEW.taken_at + days * interval '24 hours' + interval '1 minute')
  FROM protocol, LATERAL (SELECT DISTINCT unnest(ARRAY[90, pause_gap_days(patient_id)]) AS days) gap WHERE id = NEW.protocol_id;
  RETURN NULL;
END $$;

-- Other limits are a new fact of every course that they are about: each is looked at now, and when its gap is over.
CREATE FUNCTION pause_limits_ask_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM course_due(n.patient_id, due.at)
  FROM newest_protocol n
  LEFT JOIN LATERAL (
    SELECT max(d.taken_at) AS at FROM dose_line d JOIN protocol p ON p.id = d.protocol_id WHERE p.patient_id = n.patient_id) last ON true
  CROSS JOIN LATERAL (
    VALUES (app_now()), (last.at + pause_gap_days(n.patient_id) * interval '24 hours' + interval '1 minute')) due (at)
  WHERE n.holds AND (NEW.patient_id IS NULL OR n.patient_id = NEW.patient_id) AND due.at >= app_now();
  RETURN NULL;
END $$;
CREATE TRIGGER pause_limits_ask_rules AFTER INSERT ON "pause_limits" FOR EACH ROW EXECUTE FUNCTION pause_limits_ask_rules();
