-- Consent as clauses, each with its own version; what a patient has signed of them, and until when the whole holds (docs/adr/0037).
-- Expand only: a consent of a version that has no clauses stays what it was.

-- AlterTable
ALTER TABLE "consent" ADD COLUMN     "valid_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "consent_clause" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "edition" INTEGER NOT NULL,
    "position" SMALLINT NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "is_retired" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT NOT NULL,
    "published_by" UUID,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "consent_clause_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent_signature" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "clause_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "name_sealed" TEXT NOT NULL,
    "is_proven" BOOLEAN NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "consent_signature_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "consent_clause_code_version_key" ON "consent_clause"("code", "version");

-- CreateIndex
CREATE INDEX "consent_signature_patient_id_clause_id_idx" ON "consent_signature"("patient_id", "clause_id");

-- AddForeignKey
ALTER TABLE "consent_signature" ADD CONSTRAINT "consent_signature_clause_id_fkey" FOREIGN KEY ("clause_id") REFERENCES "consent_clause"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

ALTER TABLE "consent_clause" ADD CONSTRAINT "consent_clause_code" CHECK ("code" ~ '^[a-z][a-z0-9-]{1,39}$' AND "version" > 0 AND "edition" > 0);
CREATE TRIGGER consent_clause_is_a_fact BEFORE UPDATE OR DELETE ON "consent_clause" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER consent_clause_stays BEFORE TRUNCATE ON "consent_clause" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();

-- The newest version of each clause, unless it was taken out.
CREATE VIEW "consent_clause_in_force" AS
SELECT * FROM (
  SELECT DISTINCT ON (code) id, code, version, edition, position, title, text, is_retired, reason, published_by, published_at
  FROM consent_clause ORDER BY code, version DESC) newest
WHERE NOT is_retired;

-- What a signature is over: the same text as `canonicalClause` of libs/care/domain/clauses.ts.
CREATE FUNCTION clause_digest(code text, version int, title text, body text) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT encode(sha256(convert_to(concat_ws(E'\n', code, version::text, title, body), 'UTF8')), 'hex') $$;

-- How long a signature holds: 365 days (docs/clinical-defaults.md).
CREATE FUNCTION consent_signature_holds(signed_at timestamptz, withdrawn_at timestamptz) RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT withdrawn_at IS NULL AND signed_at > app_now() - interval '8760 hours' $$;

-- Only what is in force is signed, and over its very text.
CREATE FUNCTION consent_signature_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM consent_clause_in_force f WHERE f.id = NEW.clause_id AND clause_digest(f.code, f.version, f.title, f.text) = NEW.digest;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a signature of a text that is not in force' USING ERRCODE = 'HC001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER consent_signature_law BEFORE INSERT ON "consent_signature" FOR EACH ROW EXECUTE FUNCTION consent_signature_law();

-- What was signed stays as it was; it is taken back once, and only the key under which the name is sealed may change.
CREATE FUNCTION consent_signature_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.id, NEW.patient_id, NEW.clause_id, NEW.digest, NEW.is_proven, NEW.signed_at)
     IS DISTINCT FROM (OLD.id, OLD.patient_id, OLD.clause_id, OLD.digest, OLD.is_proven, OLD.signed_at)
     OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at) THEN
    RAISE EXCEPTION 'what was signed stays as it was' USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER consent_signature_stays BEFORE UPDATE OR DELETE ON "consent_signature"
  FOR EACH ROW EXECUTE FUNCTION consent_signature_stays();

-- A consent of an edition with clauses is there only when each of them is signed, and ends with the first that is too old.
CREATE FUNCTION consent_law() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  lacking boolean;
  oldest timestamptz;
BEGIN
  IF NEW.version IS DISTINCT FROM (SELECT consent_version FROM clinic_settings) THEN
    RETURN NEW;
  END IF;
  SELECT bool_or(newest IS NULL), min(newest) INTO lacking, oldest FROM (
    SELECT (SELECT max(s.signed_at) FROM consent_signature s
            WHERE s.patient_id = NEW.patient_id AND s.clause_id = f.id AND consent_signature_holds(s.signed_at, s.withdrawn_at)) AS newest
    FROM consent_clause_in_force f) signed;
  IF lacking THEN
    RAISE EXCEPTION 'a consent of which a clause is not signed' USING ERRCODE = 'HC002';
  END IF;
  NEW.valid_until := oldest + interval '8760 hours';
  RETURN NEW;
END $$;
CREATE TRIGGER consent_law BEFORE INSERT ON "consent" FOR EACH ROW EXECUTE FUNCTION consent_law();

CREATE FUNCTION consent_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.id, NEW.patient_id, NEW.version, NEW.signed_at, NEW.valid_until)
     IS DISTINCT FROM (OLD.id, OLD.patient_id, OLD.version, OLD.signed_at, OLD.valid_until)
     OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at) THEN
    RAISE EXCEPTION 'a consent stays as it was given' USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER consent_stays BEFORE UPDATE OR DELETE ON "consent" FOR EACH ROW EXECUTE FUNCTION consent_stays();

-- The last word, beside the gate: no dose is released without a consent that holds. Who withdraws it meanwhile waits for this
-- transaction, or this one for them.
CREATE FUNCTION dose_line_consent_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM consent c JOIN protocol own ON own.patient_id = c.patient_id JOIN clinic_settings k ON k.consent_version = c.version
  WHERE own.id = NEW.protocol_id AND c.withdrawn_at IS NULL AND (c.valid_until IS NULL OR c.valid_until > app_now()) FOR SHARE OF c;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a dose without a consent that holds' USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER dose_line_consent_law BEFORE UPDATE OF "state" ON "dose_line" FOR EACH ROW
  WHEN (NEW.state = 'released' AND OLD.state <> 'released') EXECUTE FUNCTION dose_line_consent_law();

-- An appointment is at risk, too, when the consent ends before it; a protocol that is paused or ended plans nothing, what was replaced never
-- comes back, and a dose that somebody proposes to change is still to come (docs/adr/0032). The view of 20261130000620 with that.
CREATE OR REPLACE VIEW "appointment_risk_fact" AS
SELECT a.id AS appointment_id, a.kind, a.patient_id, a.patient_zone, a.starts_at, a.ends_at, l.confirmed_at,
  coalesce(s.id, v.session_id) AS session_id,
  s.id IS NOT NULL AS is_session,
  coalesce(s.last_seq > 0, false) AS has_begun,
  (SELECT count(*)::int FROM message m
   WHERE m.recipient_id IN (a.patient_id, s.chaperone_id) AND m.subject_id = a.id
     AND m.state IN ('failed', 'unknown', 'undeliverable') AND m.resolved_at IS NULL) AS undelivered,
  EXISTS (SELECT 1 FROM integration_visit w JOIN appointment b ON b.id = w.appointment_id
          WHERE w.session_id = s.id AND w.state <> 'cancelled' AND b.state IN ('booked', 'completed')) AS has_visit,
  -- whoever has left, or has another part now, answers nothing, whatever the rota says
  coalesce((SELECT range_agg(tstzrange(d.starts_at, d.ends_at)) @> tstzrange(a.starts_at, a.ends_at)
            FROM on_call_duty d JOIN person p ON p.id = d.person_id
            WHERE d.starts_at < a.ends_at AND d.ends_at > a.starts_at
              AND p.disabled_at IS NULL AND NOT p.is_external AND p.role IN ('prescriber', 'physician')), false) AS is_covered,
  EXISTS (SELECT 1 FROM care_assignment c
          WHERE c.patient_id = a.patient_id AND c.person_id = s.chaperone_id AND c.reason IN ('team', 'chaperone')
            AND c.starts_at <= app_now() AND (c.ends_at IS NULL OR c.ends_at > app_now())) AS has_chaperone,
  EXISTS (SELECT 1 FROM person p WHERE p.id = s.chaperone_id AND p.phone_index IS NOT NULL) AS is_chaperone_reachable,
  EXISTS (SELECT 1 FROM consent c JOIN clinic_settings k ON k.consent_version = c.version
          WHERE c.patient_id = a.patient_id AND c.withdrawn_at IS NULL
            AND (c.valid_until IS NULL OR c.valid_until > a.starts_at)) AS has_consent,
  EXISTS (SELECT 1 FROM emergency_card c WHERE c.patient_id = a.patient_id) AS has_emergency_card,
  EXISTS (SELECT 1 FROM integration_visit w JOIN dosing_session o ON o.id = w.session_id
          WHERE o.patient_id = a.patient_id AND w.state = 'missed') AS is_visit_owed,
  ARRAY(SELECT DISTINCT p.id FROM appointment_party y JOIN person p ON p.id = y.person_id
        WHERE y.appointment_id = a.id AND y.part IN ('therapist', 'prescriber') AND p.disabled_at IS NOT NULL) AS left_ids,
  -- by the newest protocol, whatever the session was booked under
  s.id IS NULL OR coalesce(d.protocol_id = newest.id AND newest.holds AND d.state IN ('signed', 'released'), false) AS is_dose_planned,
  s.id IS NULL OR NOT EXISTS (
    SELECT 1 FROM appointment o
    WHERE o.patient_id = a.patient_id AND o.id <> a.id AND o.course_id IS NOT NULL AND o.state IN ('booked', 'completed')
      AND apart_span(o.starts_at, newest.min_days_between) && apart_span(a.starts_at, newest.min_days_between)) AS is_apart,
  -- each dose before it comes before it, and what opens it is still to come, unless it is open
  s.id IS NULL OR (
    NOT EXISTS (
      SELECT 1 FROM dose_line e LEFT JOIN dose_booking b ON b.dose_line_id = e.id
      WHERE e.protocol_id = d.protocol_id AND e.number < d.number AND e.state IN ('planned', 'proposed', 'signed', 'released')
        AND (b.starts_at IS NULL OR b.starts_at >= a.starts_at))
    AND (d.unlocked_at IS NOT NULL OR EXISTS (
      SELECT 1 FROM dose_line e JOIN dose_booking b ON b.dose_line_id = e.id
      WHERE e.protocol_id = d.protocol_id AND e.number = d.number - 1 AND e.state IN ('signed', 'released', 'taken')))) AS is_in_order,
  CASE WHEN s.id IS NOT NULL THEN (
    SELECT max(t.taken_at) + newest.min_days_between * interval '24 hours' FROM dose_line t JOIN protocol o ON o.id = t.protocol_id
    WHERE o.patient_id = a.patient_id) END AS dose_not_before,
  g.taken AS places_taken,
  g.patients_per_staff
FROM appointment a
LEFT JOIN appointment_link l ON l.appointment_id = a.id AND l.revoked_at IS NULL
LEFT JOIN dosing_session s ON s.appointment_id = a.id
LEFT JOIN integration_visit v ON v.appointment_id = a.id
LEFT JOIN group_session g ON g.appointment_id = a.id
LEFT JOIN dose_line d ON d.id = s.dose_line_id
LEFT JOIN LATERAL (
  SELECT id, min_days_between, holds FROM newest_protocol WHERE s.id IS NOT NULL AND patient_id = a.patient_id) newest ON true
WHERE a.state = 'booked';
