-- Programmes as data above the protocols, and who is in which (docs/adr/0041). Expand only.

-- CreateTable
CREATE TABLE "programme" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "programme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "programme_version" (
    "id" UUID NOT NULL,
    "programme_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "content" JSONB NOT NULL,
    "edited_by" UUID NOT NULL,
    "edited_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "published_by" UUID,
    "published_at" TIMESTAMPTZ(3),
    "retired_by" UUID,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "programme_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "programme_enrolment" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'enrolled',
    "enrolled_by" UUID NOT NULL,
    "enrolled_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "own_release_id" UUID,
    "began_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" UUID,
    "ending" TEXT,

    CONSTRAINT "programme_enrolment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "programme_mark" (
    "id" UUID NOT NULL,
    "enrolment_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "which" TEXT NOT NULL,
    "recorded_by" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "programme_mark_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "programme_code_key" ON "programme"("code");
CREATE UNIQUE INDEX "programme_version_programme_id_number_key" ON "programme_version"("programme_id", "number");
CREATE INDEX "programme_enrolment_patient_id_idx" ON "programme_enrolment"("patient_id");
CREATE UNIQUE INDEX "programme_mark_enrolment_id_kind_which_key" ON "programme_mark"("enrolment_id", "kind", "which");

-- AddForeignKey
ALTER TABLE "programme_version" ADD CONSTRAINT "programme_version_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "programme_enrolment" ADD CONSTRAINT "programme_enrolment_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "programme_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "programme_enrolment" ADD CONSTRAINT "programme_enrolment_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "programme_enrolment" ADD CONSTRAINT "programme_enrolment_own_release_id_fkey" FOREIGN KEY ("own_release_id") REFERENCES "outside_release"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "programme_mark" ADD CONSTRAINT "programme_mark_enrolment_id_fkey" FOREIGN KEY ("enrolment_id") REFERENCES "programme_enrolment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

-- Versions: as those of protocol templates (20261201000110).

ALTER TABLE "programme_version" ADD CONSTRAINT "programme_version_state" CHECK ("state" IN ('draft', 'published', 'retired'));
ALTER TABLE "programme_version" ADD CONSTRAINT "programme_version_holds_no_dose" CHECK (NOT "content" ? 'doseMg');
ALTER TABLE "programme_version" ADD CONSTRAINT "programme_version_published_by_a_person"
  CHECK (("state" = 'draft') = ("published_at" IS NULL) AND ("published_by" IS NULL) = ("published_at" IS NULL)
    AND ("state" = 'retired') = ("retired_at" IS NOT NULL) AND ("retired_by" IS NULL) = ("retired_at" IS NULL));
CREATE UNIQUE INDEX "programme_version_one_draft" ON "programme_version"("programme_id") WHERE "state" = 'draft';
CREATE UNIQUE INDEX "programme_version_one_published" ON "programme_version"("programme_id") WHERE "state" = 'published';

CREATE FUNCTION programme_version_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a version of a programme stays' USING ERRCODE = 'HF003';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' THEN
      RAISE EXCEPTION 'a version of a programme begins as a draft' USING ERRCODE = 'HF002';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('draft', 'published'), ('published', 'retired')) THEN
    RAISE EXCEPTION 'a version of a programme cannot go from % to %', OLD.state, NEW.state USING ERRCODE = 'HF002';
  END IF;
  IF (NEW.programme_id, NEW.number) IS DISTINCT FROM (OLD.programme_id, OLD.number)
     OR ((OLD.state <> 'draft' OR NEW.state <> 'draft') AND (NEW.content, NEW.revision) IS DISTINCT FROM (OLD.content, OLD.revision))
     OR (OLD.state <> 'draft' AND (NEW.published_by, NEW.published_at) IS DISTINCT FROM (OLD.published_by, OLD.published_at)) THEN
    RAISE EXCEPTION 'a published version of a programme does not change' USING ERRCODE = 'HF003';
  END IF;
  IF NEW.state = 'published' AND OLD.state = 'draft'
     AND NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.published_by AND is_medical_director AND disabled_at IS NULL) THEN
    RAISE EXCEPTION 'a programme is published by the medical director' USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER programme_version_law BEFORE INSERT OR UPDATE OR DELETE ON "programme_version"
  FOR EACH ROW EXECUTE FUNCTION programme_version_law();

-- Enrolments and what is recorded of them.

ALTER TABLE "programme_enrolment" ADD CONSTRAINT "programme_enrolment_state" CHECK (
  "state" IN ('enrolled', 'active', 'completed', 'ended')
  AND ("state" IN ('completed', 'ended')) = ("ended_at" IS NOT NULL) AND ("ended_at" IS NULL) = ("ended_by" IS NULL)
  AND ("state" = 'ended') = ("ending" IS NOT NULL) AND ("state" NOT IN ('active', 'completed') OR "began_at" IS NOT NULL)
  AND ("ending" IS NULL OR "ending" IN ('patient-wishes', 'clinical-decision', 'moved-away', 'other-programme', 'other')));
CREATE UNIQUE INDEX "programme_enrolment_one_open" ON "programme_enrolment"("patient_id") WHERE "state" IN ('enrolled', 'active');
ALTER TABLE "programme_mark" ADD CONSTRAINT "programme_mark_kind" CHECK (
  "kind" = 'requirement' AND "which" ~ '^[a-z][a-z-]{1,39}$' OR "kind" = 'review' AND "which" ~ '^[1-9][0-9]?$');

CREATE FUNCTION programme_mark_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM programme_enrolment WHERE id = NEW.enrolment_id AND patient_id = NEW.patient_id AND state IN ('enrolled', 'active') FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'nothing is recorded of a programme that is over' USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER programme_mark_law BEFORE INSERT ON "programme_mark" FOR EACH ROW EXECUTE FUNCTION programme_mark_law();
CREATE TRIGGER programme_mark_is_a_fact BEFORE UPDATE OR DELETE ON "programme_mark" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER programme_mark_stays BEFORE TRUNCATE ON "programme_mark" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();

-- What an enrolment's next step is asked of: views over what several contexts own. A session that is not over yet is one to come.
CREATE VIEW "programme_session_fact" AS
SELECT e.id AS enrolment_id, d.id AS dose_line_id, d.taken_at, v.state AS visit_state, s.id AS session_id
FROM programme_enrolment e
JOIN protocol p ON p.patient_id = e.patient_id
JOIN dose_line d ON d.protocol_id = p.id AND d.taken_at >= e.enrolled_at AND d.taken_at <= coalesce(e.ended_at, 'infinity')
LEFT JOIN dosing_session s ON s.dose_line_id = d.id AND s.dosed_at IS NOT NULL
LEFT JOIN integration_visit v ON v.session_id = s.id
WHERE s.id IS NULL OR s.discharged_at IS NOT NULL;

-- Releases by which the clinic may write to somebody outside now.
CREATE VIEW "programme_release" AS
SELECT id AS release_id, patient_id FROM outside_release
WHERE revoked_at IS NULL AND starts_at <= app_now() AND ends_at > app_now();

CREATE VIEW "programme_fact" AS
SELECT e.id AS enrolment_id,
  coalesce(c.state = 'eligible', false) AS is_eligible,
  p.id AS protocol_id,
  regexp_replace(p.template, '-v[0-9]+$', '') AS template,
  p.state = 'paused' AS is_paused,
  (SELECT count(*)::int FROM programme_session_fact f WHERE f.enrolment_id = e.id) AS had,
  coalesce((SELECT f.session_id IS NULL OR coalesce(f.visit_state IN ('done', 'late_done'), false)
            FROM programme_session_fact f WHERE f.enrolment_id = e.id ORDER BY f.taken_at DESC LIMIT 1), true) AS is_visit_held,
  CASE WHEN next.starts_at IS NOT NULL THEN 'booked' WHEN next.state IN ('signed', 'released') THEN 'signed' ELSE 'unsigned' END AS next_dose,
  next.starts_at AS next_at,
  e.own_release_id IN (SELECT release_id FROM programme_release WHERE patient_id = e.patient_id) IS TRUE AS is_release_open,
  ARRAY(SELECT DISTINCT l.template FROM letter l WHERE l.release_id = e.own_release_id) AS letters
FROM programme_enrolment e
LEFT JOIN screening_case c ON c.patient_id = e.patient_id
LEFT JOIN newest_protocol n ON n.patient_id = e.patient_id
LEFT JOIN protocol p ON p.id = n.id AND p.state IN ('signed', 'running', 'paused')
LEFT JOIN LATERAL (
  SELECT d.state, b.starts_at FROM dose_line d LEFT JOIN dose_booking b ON b.dose_line_id = d.id
  LEFT JOIN dosing_session s ON s.id = b.session_id
  WHERE d.protocol_id = p.id AND (d.state IN ('planned', 'proposed', 'signed', 'released') OR d.state = 'taken' AND s.discharged_at IS NULL AND s.id IS NOT NULL)
  ORDER BY d.number LIMIT 1) next ON true;

-- Whom the last decision of the screening lets be enrolled.
CREATE VIEW "programme_candidate" AS
SELECT patient_id FROM screening_case WHERE state = 'eligible';

CREATE FUNCTION programme_enrolment_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'an enrolment stays' USING ERRCODE = 'HF003';
  END IF;
  IF NEW.own_release_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM outside_release WHERE id = NEW.own_release_id AND patient_id = NEW.patient_id) THEN
    RAISE EXCEPTION 'a release of somebody else' USING ERRCODE = 'HF003';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'enrolled' THEN
      RAISE EXCEPTION 'an enrolment begins as one' USING ERRCODE = 'HF002';
    END IF;
    PERFORM 1 FROM programme_version WHERE id = NEW.version_id AND state = 'published' FOR SHARE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'nobody is enrolled in what is not published' USING ERRCODE = 'HF003';
    END IF;
    PERFORM 1 FROM screening_case WHERE patient_id = NEW.patient_id AND state = 'eligible' FOR SHARE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'only whom a prescriber has found eligible is enrolled' USING ERRCODE = 'HF003';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.patient_id, NEW.version_id, NEW.enrolled_by, NEW.enrolled_at)
     IS DISTINCT FROM (OLD.id, OLD.patient_id, OLD.version_id, OLD.enrolled_by, OLD.enrolled_at)
     OR OLD.state IN ('completed', 'ended') THEN
    RAISE EXCEPTION 'an enrolment stays in its version, and is over once' USING ERRCODE = 'HF003';
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
    ('enrolled', 'active'), ('enrolled', 'ended'), ('active', 'completed'), ('active', 'ended')) THEN
    RAISE EXCEPTION 'an enrolment cannot go from % to %', OLD.state, NEW.state USING ERRCODE = 'HF002';
  END IF;
  IF NEW.state = 'active' AND OLD.state <> 'active' AND EXISTS (
    SELECT 1 FROM programme_version v, jsonb_array_elements_text(v.content -> 'requirements') AS asked
    WHERE v.id = NEW.version_id AND NOT EXISTS (
      SELECT 1 FROM programme_mark m WHERE m.enrolment_id = NEW.id AND m.kind = 'requirement' AND m.which = asked)) THEN
    RAISE EXCEPTION 'a programme begins when what it asks for is on file' USING ERRCODE = 'HF003';
  END IF;
  IF NEW.state = 'completed' AND (SELECT count(*) FROM programme_session_fact WHERE enrolment_id = NEW.id)
     < (SELECT (content ->> 'sessions')::int FROM programme_version WHERE id = NEW.version_id) THEN
    RAISE EXCEPTION 'a programme is complete after its last session' USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER programme_enrolment_law BEFORE INSERT OR UPDATE OR DELETE ON "programme_enrolment"
  FOR EACH ROW EXECUTE FUNCTION programme_enrolment_law();
