-- Who may do their part in what is booked, and what an admin was told of those who may not. Expand only.

ALTER TYPE "clinic_alert_kind" ADD VALUE 'cover-lost';

-- CreateTable
CREATE TABLE "cover_gap" (
    "id" UUID NOT NULL,
    "appointment_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "pass_id" UUID NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "cover_gap_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "cover_gap" ADD CONSTRAINT "cover_gap_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "appointment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cover_gap" ADD CONSTRAINT "cover_gap_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

-- One that is open of each part in an appointment: it is told once.
CREATE UNIQUE INDEX "cover_gap_one_open" ON "cover_gap" ("appointment_id", "person_id") WHERE "settled_at" IS NULL;
ALTER TABLE "cover_gap" ADD CONSTRAINT "cover_gap_settled_after" CHECK ("settled_at" >= "found_at");

-- The parts in what is booked, each with the act that it is (`prescribe` in a dosing session), the day on the clock of the patient, where
-- the patient was at last, and whether its clinician may do it: what `mayHaveAuthority` says, for all at once. A test compares the two.
CREATE VIEW "appointment_cover" AS
SELECT part.appointment_id, part.starts_at, part.person_id, part.patient_id, part.act, part.day, here.jurisdiction AS place,
  EXISTS (
    SELECT FROM licence l
    LEFT JOIN LATERAL (
      SELECT n.* FROM prescribing_rule n WHERE n.jurisdiction = l.jurisdiction ORDER BY n.version DESC LIMIT 1) rule ON true
    WHERE l.person_id = part.person_id AND l.ended_at IS NULL AND part.day BETWEEN l.valid_from AND l.valid_to
      AND l.kind NOT IN ('prescriptive-authority', 'state-registration', 'dea-registration', 'collaboration')
      AND l.jurisdiction = coalesce(here.jurisdiction, l.jurisdiction)
      AND (part.act = 'treat' OR (
        (EXISTS (SELECT FROM licence e WHERE e.person_id = part.person_id AND e.kind = 'physician'
                   AND e.ended_at IS NULL AND part.day BETWEEN e.valid_from AND e.valid_to)
          OR ((NOT coalesce(rule.needs_prescriptive_authority, true)
                OR EXISTS (SELECT FROM licence e WHERE e.person_id = part.person_id AND e.kind = 'prescriptive-authority' AND e.jurisdiction = l.jurisdiction
                             AND e.ended_at IS NULL AND part.day BETWEEN e.valid_from AND e.valid_to))
            AND (NOT coalesce(rule.needs_collaboration, true)
                OR EXISTS (SELECT FROM licence e WHERE e.person_id = part.person_id AND e.kind = 'collaboration' AND e.jurisdiction = l.jurisdiction
                             AND e.ended_at IS NULL AND part.day BETWEEN e.valid_from AND e.valid_to))))
        AND (NOT coalesce(rule.needs_state_registration, true)
            OR EXISTS (SELECT FROM licence e WHERE e.person_id = part.person_id AND e.kind = 'state-registration' AND e.jurisdiction = l.jurisdiction
                         AND e.ended_at IS NULL AND part.day BETWEEN e.valid_from AND e.valid_to))
        AND (coalesce(rule.dea, 'there') = 'none'
            OR EXISTS (SELECT FROM licence e WHERE e.person_id = part.person_id AND e.kind = 'dea-registration'
                         AND (rule.dea = 'anywhere' OR e.jurisdiction = l.jurisdiction)
                         AND e.ended_at IS NULL AND part.day BETWEEN e.valid_from AND e.valid_to))
        AND EXISTS (SELECT FROM legal_basis b
                    WHERE (b.patient_id IS NULL OR (b.patient_id = part.patient_id AND b.prescriber_id = part.person_id))
                      AND b.ended_at IS NULL AND part.day BETWEEN b.valid_from AND b.valid_to)))) AS has_authority
FROM (
  SELECT DISTINCT a.id AS appointment_id, a.starts_at, y.person_id, a.patient_id, (a.starts_at AT TIME ZONE a.patient_zone)::date AS day,
    CASE WHEN y.part = 'prescriber' AND s.id IS NOT NULL THEN 'prescribe' ELSE 'treat' END AS act
  FROM appointment a
  JOIN appointment_party y ON y.appointment_id = a.id AND y.part IN ('therapist', 'prescriber')
  LEFT JOIN dosing_session s ON s.appointment_id = a.id
  WHERE a.state = 'booked' AND a.patient_id IS NOT NULL) part
LEFT JOIN LATERAL (
  SELECT w.jurisdiction FROM patient_location w WHERE w.patient_id = part.patient_id ORDER BY w.stated_at DESC, w.id LIMIT 1) here ON true;

-- Who looks after whom now, each with the act that it is, and where the patient was at last.
CREATE VIEW "team_part" AS
SELECT DISTINCT c.patient_id, c.person_id, CASE WHEN p.role = 'therapist' THEN 'treat' ELSE 'prescribe' END AS act, here.jurisdiction AS place
FROM care_assignment c
JOIN person p ON p.id = c.person_id AND p.disabled_at IS NULL AND p.role IN ('therapist', 'prescriber', 'physician')
JOIN person patient ON patient.id = c.patient_id AND patient.disabled_at IS NULL
LEFT JOIN LATERAL (
  SELECT w.jurisdiction FROM patient_location w WHERE w.patient_id = c.patient_id ORDER BY w.stated_at DESC, w.id LIMIT 1) here ON true
WHERE c.reason = 'team' AND c.starts_at <= app_now() AND (c.ends_at IS NULL OR c.ends_at > app_now());
