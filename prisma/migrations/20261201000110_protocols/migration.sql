-- Templates with versions, a patient's protocol with versions, proposals and signatures (docs/adr/0032). Expand only: a program from before
-- reads what it read, and signs nothing more, for the database asks for a signature now.

CREATE TABLE "protocol_template" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    CONSTRAINT "protocol_template_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "protocol_template_code_key" ON "protocol_template"("code");

CREATE TABLE "protocol_template_version" (
    "id" UUID NOT NULL,
    "template_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "medication" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "setting" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "edited_by" UUID NOT NULL,
    "edited_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "published_by" UUID,
    "published_at" TIMESTAMPTZ(3),
    "retired_by" UUID,
    "retired_at" TIMESTAMPTZ(3),
    CONSTRAINT "protocol_template_version_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "protocol_template_version_template_id_number_key" ON "protocol_template_version"("template_id", "number");
ALTER TABLE "protocol_template_version" ADD CONSTRAINT "protocol_template_version_template_id_fkey"
  FOREIGN KEY ("template_id") REFERENCES "protocol_template"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "protocol_permission" (
    "number" INTEGER NOT NULL,
    "subcutaneous_at_home" BOOLEAN NOT NULL,
    "decided_by" UUID NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "reason" TEXT NOT NULL,
    CONSTRAINT "protocol_permission_pkey" PRIMARY KEY ("number")
);

ALTER TABLE "protocol"
    ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "phase" TEXT,
    ADD COLUMN "sessions" SMALLINT,
    ADD COLUMN "end_point_review_on" DATE,
    ADD COLUMN "guardrails" JSONB;

CREATE TABLE "protocol_version" (
    "id" UUID NOT NULL,
    "protocol_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "template_version_id" UUID,
    "template" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "plan" JSONB NOT NULL,
    "patient_limits" JSONB NOT NULL DEFAULT '{}',
    "min_days_between" SMALLINT NOT NULL,
    "sessions" SMALLINT NOT NULL,
    "end_point_review_on" DATE NOT NULL,
    "guardrails" JSONB NOT NULL,
    "words_sealed" TEXT NOT NULL,
    "edited_by" UUID NOT NULL,
    "edited_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    CONSTRAINT "protocol_version_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "protocol_version_protocol_id_number_key" ON "protocol_version"("protocol_id", "number");
CREATE INDEX "protocol_version_patient_id_idx" ON "protocol_version"("patient_id");
ALTER TABLE "protocol_version" ADD CONSTRAINT "protocol_version_protocol_id_fkey"
  FOREIGN KEY ("protocol_id") REFERENCES "protocol"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "dose_proposal" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "dose_line_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "dose_mg" DECIMAL(7,2) NOT NULL,
    "prior_mg" DECIMAL(7,2),
    "signatures_needed" SMALLINT NOT NULL,
    "findings" JSONB NOT NULL,
    "reason_sealed" TEXT NOT NULL,
    "proposed_by" UUID NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "ended_at" TIMESTAMPTZ(3),
    CONSTRAINT "dose_proposal_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "dose_proposal_dose_line_id_idx" ON "dose_proposal"("dose_line_id");
CREATE INDEX "dose_proposal_patient_id_idx" ON "dose_proposal"("patient_id");
ALTER TABLE "dose_proposal" ADD CONSTRAINT "dose_proposal_dose_line_id_fkey"
  FOREIGN KEY ("dose_line_id") REFERENCES "dose_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "protocol_signature" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "version_id" UUID,
    "proposal_id" UUID,
    "dose_mg" DECIMAL(7,2),
    "signer_id" UUID NOT NULL,
    "licence_id" UUID NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "text_sealed" TEXT NOT NULL,
    "text_sha256" BYTEA NOT NULL,
    CONSTRAINT "protocol_signature_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "protocol_signature_version_id_key" ON "protocol_signature"("version_id");
CREATE UNIQUE INDEX "protocol_signature_proposal_id_signer_id_key" ON "protocol_signature"("proposal_id", "signer_id");
CREATE INDEX "protocol_signature_patient_id_idx" ON "protocol_signature"("patient_id");
ALTER TABLE "protocol_signature" ADD CONSTRAINT "protocol_signature_version_id_fkey"
  FOREIGN KEY ("version_id") REFERENCES "protocol_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "protocol_signature" ADD CONSTRAINT "protocol_signature_proposal_id_fkey"
  FOREIGN KEY ("proposal_id") REFERENCES "dose_proposal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "dose_request" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "wish" TEXT NOT NULL,
    "reason_sealed" TEXT NOT NULL,
    "asked_by" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "answered_by" UUID,
    "answered_at" TIMESTAMPTZ(3),
    CONSTRAINT "dose_request_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "dose_request_patient_id_idx" ON "dose_request"("patient_id");

CREATE TABLE "protocol_review" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "reviewed_by" UUID NOT NULL,
    "reviewed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "reason_sealed" TEXT NOT NULL,
    CONSTRAINT "protocol_review_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "protocol_review_patient_id_idx" ON "protocol_review"("patient_id");

-- Templates: what cannot be, and what never changes

ALTER TABLE "protocol_template_version" ADD CONSTRAINT "protocol_template_version_state" CHECK ("state" IN ('draft', 'published', 'retired'));
ALTER TABLE "protocol_template_version" ADD CONSTRAINT "protocol_template_version_esketamine_never_at_home"
  CHECK (NOT ("medication" = 'esketamine' AND "setting" <> 'clinic'));
ALTER TABLE "protocol_template_version" ADD CONSTRAINT "protocol_template_version_holds_no_dose"
  CHECK ("content" -> 'doseMg' IS NOT DISTINCT FROM 'null'::jsonb);
ALTER TABLE "protocol_template_version" ADD CONSTRAINT "protocol_template_version_columns_are_the_content"
  CHECK ("content" ->> 'medication' = "medication" AND "content" ->> 'route' = "route" AND "content" ->> 'setting' = "setting");
ALTER TABLE "protocol_template_version" ADD CONSTRAINT "protocol_template_version_published_by_a_person"
  CHECK (("state" = 'draft') = ("published_at" IS NULL) AND ("published_by" IS NULL) = ("published_at" IS NULL)
    AND ("state" = 'retired') = ("retired_at" IS NOT NULL) AND ("retired_by" IS NULL) = ("retired_at" IS NULL));
CREATE UNIQUE INDEX "protocol_template_version_one_draft" ON "protocol_template_version"("template_id") WHERE "state" = 'draft';
CREATE UNIQUE INDEX "protocol_template_version_one_published" ON "protocol_template_version"("template_id") WHERE "state" = 'published';

CREATE FUNCTION protocol_template_version_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a version of a template stays' USING ERRCODE = 'HF003';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' THEN
      RAISE EXCEPTION 'a version of a template begins as a draft' USING ERRCODE = 'HF002';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('draft', 'published'), ('published', 'retired')) THEN
    RAISE EXCEPTION 'a version of a template cannot go from % to %', OLD.state, NEW.state USING ERRCODE = 'HF002';
  END IF;
  IF (NEW.template_id, NEW.number) IS DISTINCT FROM (OLD.template_id, OLD.number)
     OR ((OLD.state <> 'draft' OR NEW.state <> 'draft') AND (NEW.content, NEW.revision) IS DISTINCT FROM (OLD.content, OLD.revision))
     OR (OLD.state <> 'draft' AND (NEW.published_by, NEW.published_at) IS DISTINCT FROM (OLD.published_by, OLD.published_at)) THEN
    RAISE EXCEPTION 'a published version of a template does not change' USING ERRCODE = 'HF003';
  END IF;
  IF NEW.state = 'published' AND OLD.state = 'draft' THEN
    IF NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.published_by AND is_medical_director AND disabled_at IS NULL) THEN
      RAISE EXCEPTION 'a template is published by the medical director' USING ERRCODE = 'HF003';
    END IF;
    IF NEW.route = 'subcutaneous' AND NEW.setting <> 'clinic'
       AND NOT coalesce((SELECT subcutaneous_at_home FROM protocol_permission ORDER BY number DESC LIMIT 1), false) THEN
      RAISE EXCEPTION 'subcutaneous ketamine at home is not allowed in this clinic' USING ERRCODE = 'HF003';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER protocol_template_version_law BEFORE INSERT OR UPDATE OR DELETE ON "protocol_template_version"
  FOR EACH ROW EXECUTE FUNCTION protocol_template_version_law();

CREATE FUNCTION protocol_permission_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.decided_by AND is_medical_director AND disabled_at IS NULL) THEN
    RAISE EXCEPTION 'a permission is the medical director''s' USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER protocol_permission_law BEFORE INSERT ON "protocol_permission" FOR EACH ROW EXECUTE FUNCTION protocol_permission_law();

-- A patient's protocol: its row is what its last signed version says, and each version stays as it was signed

ALTER TABLE "protocol_version" ADD CONSTRAINT "protocol_version_state" CHECK ("state" IN ('draft', 'signed', 'superseded', 'dropped'));
ALTER TABLE "protocol_version" ADD CONSTRAINT "protocol_version_counts"
  CHECK ("number" > 0 AND "sessions" BETWEEN 1 AND 60 AND "min_days_between" BETWEEN 1 AND 365);
CREATE UNIQUE INDEX "protocol_version_one_draft" ON "protocol_version"("patient_id") WHERE "state" = 'draft';
CREATE UNIQUE INDEX "protocol_version_one_signed" ON "protocol_version"("protocol_id") WHERE "state" = 'signed';

CREATE FUNCTION protocol_version_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a version of a protocol stays' USING ERRCODE = 'HF003';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' THEN
      RAISE EXCEPTION 'a version of a protocol begins as a draft' USING ERRCODE = 'HF002';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('draft', 'signed'), ('draft', 'dropped'), ('signed', 'superseded')) THEN
    RAISE EXCEPTION 'a version of a protocol cannot go from % to %', OLD.state, NEW.state USING ERRCODE = 'HF002';
  END IF;
  IF (OLD.state <> 'draft' OR NEW.state <> 'draft') AND (to_jsonb(NEW) - 'state') IS DISTINCT FROM (to_jsonb(OLD) - 'state') THEN
    RAISE EXCEPTION 'a signed version of a protocol does not change' USING ERRCODE = 'HF003';
  END IF;
  IF NEW.state = 'signed' AND OLD.state = 'draft' AND NOT EXISTS (SELECT 1 FROM protocol_signature WHERE version_id = NEW.id) THEN
    RAISE EXCEPTION 'a version of a protocol without a signature' USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER protocol_version_law BEFORE INSERT OR UPDATE OR DELETE ON "protocol_version" FOR EACH ROW EXECUTE FUNCTION protocol_version_law();

CREATE FUNCTION protocol_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' THEN
      RAISE EXCEPTION 'a protocol begins as a draft' USING ERRCODE = 'HF002';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state::text, NEW.state::text) NOT IN (
    ('draft', 'signed'), ('draft', 'ended'), ('signed', 'running'), ('signed', 'paused'), ('signed', 'ended'),
    ('running', 'paused'), ('running', 'ended'), ('paused', 'signed'), ('paused', 'running'), ('paused', 'ended')) THEN
    RAISE EXCEPTION 'a protocol cannot go from % to %', OLD.state, NEW.state USING ERRCODE = 'HF002';
  END IF;
  IF NEW.patient_id <> OLD.patient_id OR NEW.version < OLD.version THEN
    RAISE EXCEPTION 'a protocol stays its patient''s, and its versions rise' USING ERRCODE = 'HF003';
  END IF;
  IF (OLD.state = 'draft' AND NEW.state = 'signed')
     OR (NEW.version, NEW.template, NEW.phase, NEW.plan, NEW.patient_limits, NEW.min_days_between, NEW.sessions, NEW.end_point_review_on, NEW.guardrails)
        IS DISTINCT FROM
        (OLD.version, OLD.template, OLD.phase, OLD.plan, OLD.patient_limits, OLD.min_days_between, OLD.sessions, OLD.end_point_review_on, OLD.guardrails) THEN
    IF NOT EXISTS (
      SELECT 1 FROM protocol_version v WHERE v.protocol_id = NEW.id AND v.number = NEW.version AND v.state = 'signed'
        AND (v.template, v.phase, v.plan, v.patient_limits, v.min_days_between, v.sessions, v.end_point_review_on, v.guardrails)
          IS NOT DISTINCT FROM
          (NEW.template, NEW.phase, NEW.plan, NEW.patient_limits, NEW.min_days_between, NEW.sessions, NEW.end_point_review_on, NEW.guardrails)) THEN
      RAISE EXCEPTION 'a protocol says what its signed version says' USING ERRCODE = 'HF003';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER protocol_law BEFORE INSERT OR UPDATE ON "protocol" FOR EACH ROW EXECUTE FUNCTION protocol_law();

-- Of a patient the one that was signed last, whatever has become of it: what was replaced never comes back
CREATE VIEW "newest_protocol" AS
SELECT DISTINCT ON (patient_id) patient_id, id, min_days_between, state IN ('signed', 'running') AS holds
FROM protocol WHERE signed_at IS NOT NULL ORDER BY patient_id, signed_at DESC, id;

-- Signatures: by somebody who may prescribe, with a licence that holds on the day. They stay.

ALTER TABLE "protocol_signature" ADD CONSTRAINT "protocol_signature_of_one_thing"
  CHECK (num_nonnulls("version_id", "proposal_id") = 1 AND ("proposal_id" IS NULL) = ("dose_mg" IS NULL));
ALTER TABLE "protocol_signature" ADD CONSTRAINT "protocol_signature_hash" CHECK (octet_length("text_sha256") = 32);

CREATE FUNCTION protocol_signature_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.signer_id AND role IN ('prescriber', 'physician') AND NOT is_external AND disabled_at IS NULL) THEN
    RAISE EXCEPTION 'only a prescriber of the clinic signs' USING ERRCODE = 'HF003';
  END IF;
  -- the day of the patient is at most one beside that of UTC; the program asks for the very day and place
  IF NOT EXISTS (SELECT 1 FROM licence WHERE id = NEW.licence_id AND person_id = NEW.signer_id AND ended_at IS NULL
      AND (app_now() AT TIME ZONE 'UTC')::date BETWEEN valid_from - 1 AND valid_to + 1) THEN
    RAISE EXCEPTION 'a signature without a licence' USING ERRCODE = 'HF003';
  END IF;
  IF NEW.version_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM protocol_version WHERE id = NEW.version_id AND state = 'draft' AND patient_id = NEW.patient_id) THEN
    RAISE EXCEPTION 'a signature under nothing that waits for one' USING ERRCODE = 'HF003';
  END IF;
  IF NEW.proposal_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM dose_proposal WHERE id = NEW.proposal_id AND state = 'open' AND dose_mg = NEW.dose_mg AND patient_id = NEW.patient_id) THEN
    RAISE EXCEPTION 'a signature under another dose than was proposed' USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER protocol_signature_law BEFORE INSERT ON "protocol_signature" FOR EACH ROW EXECUTE FUNCTION protocol_signature_law();
CREATE TRIGGER protocol_signature_is_a_fact BEFORE UPDATE OR DELETE ON "protocol_signature" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER protocol_signature_stays BEFORE TRUNCATE ON "protocol_signature" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER protocol_review_is_a_fact BEFORE UPDATE OR DELETE ON "protocol_review" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER protocol_review_stays BEFORE TRUNCATE ON "protocol_review" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER protocol_permission_is_a_fact BEFORE UPDATE OR DELETE ON "protocol_permission" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER protocol_permission_stays BEFORE TRUNCATE ON "protocol_permission" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();

-- Proposals

ALTER TABLE "dose_proposal" ADD CONSTRAINT "dose_proposal_state" CHECK ("state" IN ('open', 'signed', 'withdrawn') AND ("state" = 'open') = ("ended_at" IS NULL));
ALTER TABLE "dose_proposal" ADD CONSTRAINT "dose_proposal_numbers" CHECK ("dose_mg" > 0 AND "signatures_needed" IN (1, 2));
CREATE UNIQUE INDEX "dose_proposal_one_open" ON "dose_proposal"("dose_line_id") WHERE "state" = 'open';
ALTER TABLE "dose_request" ADD CONSTRAINT "dose_request_wish" CHECK ("wish" IN ('lower', 'higher', 'later', 'talk'));

CREATE FUNCTION dose_proposal_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a proposal stays' USING ERRCODE = 'HF003';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'open' THEN
      RAISE EXCEPTION 'a proposal begins open' USING ERRCODE = 'HF002';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> 'open' OR (to_jsonb(NEW) - 'state' - 'ended_at') IS DISTINCT FROM (to_jsonb(OLD) - 'state' - 'ended_at') THEN
    RAISE EXCEPTION 'a proposal does not change' USING ERRCODE = 'HF003';
  END IF;
  IF NEW.state = 'signed'
     AND (SELECT count(DISTINCT signer_id) FROM protocol_signature WHERE proposal_id = NEW.id) < NEW.signatures_needed THEN
    RAISE EXCEPTION 'a proposal that lacks a signature' USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER dose_proposal_law BEFORE INSERT OR UPDATE OR DELETE ON "dose_proposal" FOR EACH ROW EXECUTE FUNCTION dose_proposal_law();

-- Doses: a number comes from a proposal that was signed, and from nowhere else

ALTER TABLE "dose_line" ALTER COLUMN "dose_mg" DROP NOT NULL;
ALTER TABLE "dose_line" ADD CONSTRAINT "dose_line_signed_has_dose" CHECK ("state" NOT IN ('signed', 'released', 'taken') OR "dose_mg" IS NOT NULL);

CREATE OR REPLACE FUNCTION dose_line_transition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state NOT IN ('planned', 'proposed') AND NEW.dose_mg IS DISTINCT FROM OLD.dose_mg THEN
    RAISE EXCEPTION 'a signed dose does not change' USING ERRCODE = 'HF003';
  END IF;
  IF NEW.state <> OLD.state AND NOT (
    (OLD.state = 'planned' AND NEW.state IN ('proposed', 'voided')) OR
    (OLD.state = 'proposed' AND NEW.state IN ('planned', 'signed', 'voided')) OR
    (OLD.state = 'signed' AND NEW.state IN ('proposed', 'released', 'skipped', 'voided')) OR
    (OLD.state = 'released' AND NEW.state IN ('taken', 'signed', 'skipped', 'voided'))
  ) THEN
    RAISE EXCEPTION 'a dose cannot go from % to %', OLD.state, NEW.state USING ERRCODE = 'HF002';
  END IF;
  IF OLD.state = 'proposed' AND NEW.state = 'signed' THEN
    IF NOT EXISTS (
      SELECT 1 FROM dose_proposal p WHERE p.dose_line_id = NEW.id AND p.state = 'signed' AND p.dose_mg = NEW.dose_mg
        AND (SELECT count(DISTINCT s.signer_id) FROM protocol_signature s WHERE s.proposal_id = p.id) >= p.signatures_needed) THEN
      RAISE EXCEPTION 'a dose without a signature' USING ERRCODE = 'HF003';
    END IF;
    IF NOT EXISTS (
      SELECT 1 FROM protocol p WHERE p.id = NEW.protocol_id AND p.state IN ('signed', 'running')
        AND NEW.dose_mg <= coalesce((p.guardrails ->> 'maxMgPerSession')::numeric, NEW.dose_mg)) THEN
      RAISE EXCEPTION 'a dose above what was signed, or of a protocol that does not hold' USING ERRCODE = 'HF003';
    END IF;
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION dose_line_begins_planned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a dose begins planned' USING ERRCODE = 'HF002';
END $$;
CREATE TRIGGER dose_line_begins_planned BEFORE INSERT ON "dose_line" FOR EACH ROW
  WHEN (NEW.state <> 'planned') EXECUTE FUNCTION dose_line_begins_planned();

-- The law of 20261130000502, which asks now for the protocol that was signed last, and that it holds: one that is paused or ended does not;
-- and that the dose is within what its last version allows.
CREATE OR REPLACE FUNCTION dose_line_release_law() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  own record;
  last_taken timestamptz;
BEGIN
  SELECT n.id, n.holds, n.min_days_between, n.patient_id INTO own FROM newest_protocol n
  WHERE n.patient_id = (SELECT patient_id FROM protocol WHERE id = NEW.protocol_id);
  IF own.id IS DISTINCT FROM NEW.protocol_id OR NOT own.holds THEN
    RAISE EXCEPTION 'a dose of a protocol that does not hold any more' USING ERRCODE = 'HF003';
  END IF;
  IF NEW.dose_mg > (SELECT (guardrails ->> 'maxMgPerSession')::numeric FROM protocol WHERE id = NEW.protocol_id) THEN
    RAISE EXCEPTION 'a dose above what is signed by now' USING ERRCODE = 'HF003';
  END IF;
  SELECT max(d.taken_at) INTO last_taken FROM dose_line d JOIN protocol p ON p.id = d.protocol_id WHERE p.patient_id = own.patient_id;
  IF app_now() < last_taken + own.min_days_between * interval '24 hours' THEN
    RAISE EXCEPTION 'a dose nearer to the last one than was signed' USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;

-- What a proposal has to be weighed against: what went wrong, and when. It reads what several contexts own, and writes nothing.
CREATE VIEW "titration_event" AS
SELECT s.patient_id, 'serious-event'::text AS kind, e.recorded_at AS happened_at, NULL::timestamptz AS reviewed_at
FROM session_entry e JOIN dosing_session s ON s.id = e.session_id
WHERE e.type = 'alert' AND (e.payload ->> 'level')::int >= 3 AND e.payload ->> 'kind' <> 'unwatched'
UNION ALL
SELECT s.patient_id, 'vitals-breach', e.recorded_at, NULL
FROM session_entry e JOIN dosing_session s ON s.id = e.session_id
WHERE e.type = 'alert' AND (e.payload ->> 'level')::int >= 2 AND e.payload ->> 'kind' = 'vitals'
UNION ALL
SELECT s.patient_id, 'vitals-breach', e.recorded_at, NULL
FROM session_entry e JOIN dosing_session s ON s.id = e.session_id
WHERE e.type = 'gate' AND (e.payload @> '{"findings": [{"item": "vitals", "reason": "held"}]}'
  OR e.payload @> '{"findings": [{"item": "vitals", "reason": "still-high"}]}')
UNION ALL
SELECT s.patient_id, 'missed-integration', coalesce(v.recorded_at, a.ends_at), NULL
FROM integration_visit v JOIN dosing_session s ON s.id = v.session_id JOIN appointment a ON a.id = v.appointment_id
WHERE v.state = 'missed'
UNION ALL
SELECT g.patient_id, 'suicidality', g.raised_at, g.reviewed_at
FROM assessment_signal g WHERE g.rule IN ('A2', 'A4', 'A5', 'A11');

-- Until anybody has written into a session, its plan follows the protocol; from then on it is frozen.
DROP TRIGGER dosing_session_plan_is_frozen ON "dosing_session";
CREATE TRIGGER dosing_session_plan_is_frozen BEFORE UPDATE OF "plan" ON "dosing_session" FOR EACH ROW
  WHEN (OLD.plan IS DISTINCT FROM NEW.plan AND OLD.last_seq > 0) EXECUTE FUNCTION dosing_session_plan_is_frozen();
