-- Pairing: who is offered to whom, and why; from the wish for somebody to the hand-over (docs/adr/0034). Expand only.

ALTER TYPE "clinic_alert_kind" ADD VALUE 'patient-unpaired';
ALTER TYPE "clinic_alert_kind" ADD VALUE 'hand-over-unread';

CREATE TYPE "pairing_state" AS ENUM ('requested', 'ranked', 'offered', 'active', 'handover_pending', 'ended');
CREATE TYPE "pairing_part" AS ENUM ('prescriber', 'therapist');
CREATE TYPE "pairing_offer_state" AS ENUM ('offered', 'accepted', 'declined', 'expired', 'withdrawn');

CREATE TABLE "clinician_profile" (
    "person_id" UUID NOT NULL,
    "languages" TEXT[],
    "specialties" TEXT[],
    "gender" TEXT,
    "about_sealed" TEXT,
    "capacity" SMALLINT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "clinician_profile_pkey" PRIMARY KEY ("person_id")
);

CREATE TABLE "pairing_wish" (
    "patient_id" UUID NOT NULL,
    "languages" TEXT[],
    "topics" TEXT[],
    "gender" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "pairing_wish_pkey" PRIMARY KEY ("patient_id")
);

CREATE TABLE "pairing_bar" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "clinician_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "set_by" UUID NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "pairing_bar_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "pairing_rules" (
    "version" INTEGER NOT NULL,
    "continuity" SMALLINT NOT NULL,
    "specialty" SMALLINT NOT NULL,
    "soon" SMALLINT NOT NULL,
    "zone" SMALLINT NOT NULL,
    "preference" SMALLINT NOT NULL,
    "offer_hours" SMALLINT NOT NULL,
    "overlap_days" SMALLINT NOT NULL,
    "course_days" SMALLINT NOT NULL,
    "changed_by" UUID,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "pairing_rules_pkey" PRIMARY KEY ("version")
);

CREATE TABLE "pairing" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "part" "pairing_part" NOT NULL,
    "state" "pairing_state" NOT NULL DEFAULT 'requested',
    "state_since" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "clinician_id" UUID,
    "cause" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "pairing_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "pairing_candidate" (
    "pairing_id" UUID NOT NULL,
    "clinician_id" UUID NOT NULL,
    "place" SMALLINT NOT NULL,
    "fit" SMALLINT NOT NULL,
    "reasons" JSONB NOT NULL,
    "days_until_free" SMALLINT,

    CONSTRAINT "pairing_candidate_pkey" PRIMARY KEY ("pairing_id","clinician_id")
);

CREATE TABLE "pairing_offer" (
    "id" UUID NOT NULL,
    "pairing_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "clinician_id" UUID NOT NULL,
    "state" "pairing_offer_state" NOT NULL DEFAULT 'offered',
    "offered_by" UUID NOT NULL,
    "offered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "until" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "decline_reason" TEXT,

    CONSTRAINT "pairing_offer_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "pairing_hand_over" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "from_pairing_id" UUID NOT NULL,
    "to_pairing_id" UUID NOT NULL,
    "to_id" UUID NOT NULL,
    "written_by" UUID NOT NULL,
    "summary_sealed" TEXT NOT NULL,
    "overlap_days" SMALLINT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "overlap_until" TIMESTAMPTZ(3),
    "read_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "pairing_hand_over_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "pairing_gap" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "part" "pairing_part" NOT NULL,
    "clinician_id" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "pairing_gap_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "pairing_bar_patient_id_clinician_id_kind_key" ON "pairing_bar"("patient_id", "clinician_id", "kind");
CREATE INDEX "pairing_patient_id_idx" ON "pairing"("patient_id");
CREATE INDEX "pairing_clinician_id_idx" ON "pairing"("clinician_id");
CREATE INDEX "pairing_offer_pairing_id_idx" ON "pairing_offer"("pairing_id");
CREATE INDEX "pairing_offer_clinician_id_state_idx" ON "pairing_offer"("clinician_id", "state");
CREATE UNIQUE INDEX "pairing_hand_over_to_pairing_id_key" ON "pairing_hand_over"("to_pairing_id");
CREATE INDEX "pairing_hand_over_from_pairing_id_idx" ON "pairing_hand_over"("from_pairing_id");
CREATE INDEX "pairing_gap_patient_id_idx" ON "pairing_gap"("patient_id");

ALTER TABLE "clinician_profile" ADD CONSTRAINT "clinician_profile_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "pairing_wish" ADD CONSTRAINT "pairing_wish_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "pairing_bar" ADD CONSTRAINT "pairing_bar_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "pairing_bar" ADD CONSTRAINT "pairing_bar_clinician_id_fkey" FOREIGN KEY ("clinician_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "pairing" ADD CONSTRAINT "pairing_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "pairing" ADD CONSTRAINT "pairing_clinician_id_fkey" FOREIGN KEY ("clinician_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "pairing_candidate" ADD CONSTRAINT "pairing_candidate_pairing_id_fkey" FOREIGN KEY ("pairing_id") REFERENCES "pairing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "pairing_offer" ADD CONSTRAINT "pairing_offer_pairing_id_fkey" FOREIGN KEY ("pairing_id") REFERENCES "pairing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "pairing_hand_over" ADD CONSTRAINT "pairing_hand_over_from_pairing_id_fkey" FOREIGN KEY ("from_pairing_id") REFERENCES "pairing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "pairing_hand_over" ADD CONSTRAINT "pairing_hand_over_to_pairing_id_fkey" FOREIGN KEY ("to_pairing_id") REFERENCES "pairing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "pairing_gap" ADD CONSTRAINT "pairing_gap_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

ALTER TABLE "clinician_profile" ADD CONSTRAINT "clinician_profile_whole" CHECK (
  "capacity" BETWEEN 0 AND 500 AND cardinality("languages") BETWEEN 1 AND 20 AND cardinality("specialties") <= 20);
ALTER TABLE "pairing_wish" ADD CONSTRAINT "pairing_wish_whole" CHECK (cardinality("languages") BETWEEN 1 AND 20 AND cardinality("topics") <= 20);
ALTER TABLE "pairing_bar" ADD CONSTRAINT "pairing_bar_kind" CHECK ("kind" IN ('wants-not', 'not-taken', 'conflict'));
ALTER TABLE "pairing_rules" ADD CONSTRAINT "pairing_rules_whole" CHECK (
  "continuity" BETWEEN 0 AND 100 AND "specialty" BETWEEN 0 AND 100 AND "soon" BETWEEN 0 AND 100 AND "zone" BETWEEN 0 AND 100
  AND "preference" BETWEEN 0 AND 100 AND "offer_hours" BETWEEN 1 AND 336 AND "overlap_days" BETWEEN 1 AND 90 AND "course_days" BETWEEN 1 AND 365 AND "version" > 0);
ALTER TABLE "pairing" ADD CONSTRAINT "pairing_whole" CHECK (
  "cause" IN ('asked', 'assigned', 'covered', 'handed-over')
  AND ("state" NOT IN ('active', 'handover_pending') OR "clinician_id" IS NOT NULL)
  AND ("state" NOT IN ('requested', 'ranked', 'offered') OR "clinician_id" IS NULL));
-- Somebody is looked for once at a time, and nobody is twice the same one's.
CREATE UNIQUE INDEX "pairing_one_search" ON "pairing" ("patient_id", "part") WHERE "state" IN ('requested', 'ranked', 'offered');
CREATE UNIQUE INDEX "pairing_one_each" ON "pairing" ("patient_id", "clinician_id") WHERE "state" IN ('active', 'handover_pending');
CREATE UNIQUE INDEX "pairing_offer_one_open" ON "pairing_offer" ("pairing_id") WHERE "state" = 'offered';
ALTER TABLE "pairing_offer" ADD CONSTRAINT "pairing_offer_whole" CHECK (
  "until" > "offered_at" AND ("state" = 'offered') = ("ended_at" IS NULL) AND ("state" = 'declined') = ("decline_reason" IS NOT NULL)
  -- accepted in time, or not at all; expired only when its time was over
  AND ("state" <> 'accepted' OR "ended_at" < "until") AND ("state" <> 'expired' OR "ended_at" >= "until"));
ALTER TABLE "pairing_hand_over" ADD CONSTRAINT "pairing_hand_over_whole" CHECK (
  "overlap_days" BETWEEN 1 AND 90 AND "from_pairing_id" <> "to_pairing_id" AND ("read_at" IS NULL OR "overlap_until" IS NOT NULL));
ALTER TABLE "pairing_gap" ADD CONSTRAINT "pairing_gap_cause" CHECK ("cause" IN ('let-go', 'left', 'licence'));
CREATE UNIQUE INDEX "pairing_gap_one_open" ON "pairing_gap" ("patient_id", "part") WHERE "closed_at" IS NULL;

-- The states of a pairing. Whoever looks after somebody has said yes, or was assigned by those who run the clinic.
CREATE FUNCTION pairing_law() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  allowed CONSTANT jsonb := '{
    "requested": ["ranked", "ended"],
    "ranked": ["ranked", "offered", "ended"],
    "offered": ["ranked", "active", "ended"],
    "active": ["handover_pending", "ended"],
    "handover_pending": ["ended"],
    "ended": []}';
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a pairing is not taken away' USING ERRCODE = 'HF001';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NOT (NEW.state = 'requested' OR (NEW.state = 'active' AND NEW.cause IN ('assigned', 'covered'))) THEN
      RAISE EXCEPTION 'a pairing begins with somebody who is looked for' USING ERRCODE = 'HF001';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.patient_id, NEW.part, NEW.cause, NEW.opened_at) IS DISTINCT FROM (OLD.id, OLD.patient_id, OLD.part, OLD.cause, OLD.opened_at)
     OR (OLD.clinician_id IS NOT NULL AND NEW.clinician_id IS DISTINCT FROM OLD.clinician_id) THEN
    RAISE EXCEPTION 'a pairing stays who it is of' USING ERRCODE = 'HF001';
  END IF;
  IF NOT allowed -> OLD.state::text ? NEW.state::text THEN
    RAISE EXCEPTION 'a pairing does not become % from %', NEW.state, OLD.state USING ERRCODE = 'HF001';
  END IF;
  IF (OLD.state, NEW.state) = ('offered', 'active') AND NOT EXISTS (
    SELECT FROM pairing_offer o WHERE o.pairing_id = NEW.id AND o.clinician_id = NEW.clinician_id AND o.state = 'accepted') THEN
    RAISE EXCEPTION 'nobody has said yes' USING ERRCODE = 'HF001';
  END IF;
  IF NEW.state = 'offered' AND NOT EXISTS (SELECT FROM pairing_offer o WHERE o.pairing_id = NEW.id AND o.state = 'offered') THEN
    RAISE EXCEPTION 'nobody is asked' USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pairing_law BEFORE INSERT OR UPDATE OR DELETE ON "pairing" FOR EACH ROW EXECUTE FUNCTION pairing_law();

CREATE FUNCTION pairing_offer_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.id, NEW.pairing_id, NEW.patient_id, NEW.clinician_id, NEW.offered_by, NEW.offered_at, NEW.until)
     IS DISTINCT FROM (OLD.id, OLD.pairing_id, OLD.patient_id, OLD.clinician_id, OLD.offered_by, OLD.offered_at, OLD.until)
     OR (OLD.state <> 'offered' AND (NEW.state, NEW.ended_at, NEW.decline_reason) IS DISTINCT FROM (OLD.state, OLD.ended_at, OLD.decline_reason)) THEN
    RAISE EXCEPTION 'what was offered was offered' USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pairing_offer_law BEFORE UPDATE OR DELETE ON "pairing_offer" FOR EACH ROW EXECUTE FUNCTION pairing_offer_law();

-- Once read, read; only the key under which it is sealed may change, and its course goes on.
CREATE FUNCTION pairing_hand_over_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.id, NEW.patient_id, NEW.from_pairing_id, NEW.to_pairing_id, NEW.to_id, NEW.written_by, NEW.overlap_days, NEW.written_at)
     IS DISTINCT FROM (OLD.id, OLD.patient_id, OLD.from_pairing_id, OLD.to_pairing_id, OLD.to_id, OLD.written_by, OLD.overlap_days, OLD.written_at)
     OR (OLD.overlap_until IS NOT NULL AND NEW.overlap_until IS DISTINCT FROM OLD.overlap_until)
     OR (OLD.read_at IS NOT NULL AND NEW.read_at IS DISTINCT FROM OLD.read_at)
     OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at) THEN
    RAISE EXCEPTION 'what was handed over stays written, and read once' USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pairing_hand_over_law BEFORE UPDATE OR DELETE ON "pairing_hand_over" FOR EACH ROW EXECUTE FUNCTION pairing_hand_over_law();
CREATE TRIGGER pairing_rules_is_a_fact BEFORE UPDATE OR DELETE ON "pairing_rules" FOR EACH ROW EXECUTE FUNCTION is_a_fact();

-- The part that somebody takes in a team; null for whoever takes none.
CREATE FUNCTION pairing_part_of(person uuid) RETURNS pairing_part LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN p.role::text = 'therapist' THEN 'therapist'::pairing_part WHEN p.role::text IN ('prescriber', 'physician') THEN 'prescriber' END
  FROM person p WHERE p.id = person AND NOT p.is_external
$$;

-- Whether somebody of the clinic looks after a patient in a part.
CREATE FUNCTION is_paired(patient uuid, wanted pairing_part) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM pairing p JOIN person c ON c.id = p.clinician_id
    WHERE p.patient_id = patient AND p.part = wanted AND p.state IN ('active', 'handover_pending') AND c.disabled_at IS NULL AND NOT c.is_external
      AND pairing_part_of(c.id) = wanted)
$$;

-- A patient has lost somebody and has nobody else: a row, and in the same transaction another that raises the alarm.
CREATE FUNCTION open_pairing_gap(patient uuid, wanted pairing_part, whom uuid, why text) RETURNS void LANGUAGE sql AS $$
  WITH opened AS (
    INSERT INTO pairing_gap (id, patient_id, part, clinician_id, cause)
    SELECT gen_random_uuid(), patient, wanted, whom, why FROM person p WHERE p.id = patient AND p.disabled_at IS NULL
    ON CONFLICT (patient_id, part) WHERE closed_at IS NULL DO NOTHING RETURNING id)
  INSERT INTO outbox_event (name, payload, direct) SELECT 'pairing.gap-found', jsonb_build_object('gapId', id), true FROM opened
$$;

-- Whoever is let into a team is paired, however they came there; whoever is let go is not any more.
CREATE FUNCTION pairing_follows_team() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted pairing_part := pairing_part_of(NEW.person_id);
BEGIN
  IF wanted IS NULL THEN
    RETURN NULL;
  END IF;
  IF NEW.ends_at IS NULL THEN
    INSERT INTO pairing (id, patient_id, part, state, clinician_id, cause)
    VALUES (gen_random_uuid(), NEW.patient_id, wanted, 'active', NEW.person_id, 'assigned')
    ON CONFLICT (patient_id, clinician_id) WHERE state IN ('active', 'handover_pending') DO NOTHING;
    UPDATE pairing_gap SET closed_at = app_now() WHERE patient_id = NEW.patient_id AND part = wanted AND closed_at IS NULL
      AND is_paired(NEW.patient_id, wanted);
  ELSE
    UPDATE pairing SET state = 'ended', state_since = app_now()
    WHERE patient_id = NEW.patient_id AND clinician_id = NEW.person_id AND state IN ('active', 'handover_pending');
    IF FOUND AND NOT is_paired(NEW.patient_id, wanted) THEN
      PERFORM open_pairing_gap(NEW.patient_id, wanted, NEW.person_id, 'let-go');
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER care_assignment_pairs AFTER INSERT ON "care_assignment" FOR EACH ROW
  WHEN (NEW.reason = 'team' AND NEW.ends_at IS NULL) EXECUTE FUNCTION pairing_follows_team();
CREATE TRIGGER care_assignment_unpairs AFTER UPDATE OF "ends_at" ON "care_assignment" FOR EACH ROW
  WHEN (NEW.reason = 'team' AND NEW.ends_at IS NOT NULL AND OLD.ends_at IS NULL) EXECUTE FUNCTION pairing_follows_team();

-- A clinician who leaves the clinic, or has another part there; one who comes back.
CREATE FUNCTION pairing_follows_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM open_pairing_gap(p.patient_id, p.part, NEW.id, 'left') FROM pairing p
  WHERE p.clinician_id = NEW.id AND p.state IN ('active', 'handover_pending') AND NOT is_paired(p.patient_id, p.part);
  UPDATE pairing_gap g SET closed_at = app_now() WHERE g.clinician_id = NEW.id AND g.cause = 'left' AND g.closed_at IS NULL AND is_paired(g.patient_id, g.part);
  RETURN NULL;
END $$;
CREATE TRIGGER "person_unpairs" AFTER UPDATE OF "disabled_at", "role", "is_external" ON "person" FOR EACH ROW
  WHEN ((NEW.disabled_at, NEW.role, NEW.is_external) IS DISTINCT FROM (OLD.disabled_at, OLD.role, OLD.is_external))
  EXECUTE FUNCTION pairing_follows_person();

-- The day after the last one of a licence, and when one ends before, its holder's patients are looked at; when one comes, those who miss it.
CREATE FUNCTION pairing_follows_licence() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  zone text := coalesce((SELECT c.zone FROM clinic_settings c), 'UTC');
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO outbox_event (name, payload, due_at, key)
    SELECT 'pairing.licences-changed', jsonb_build_object('personId', NEW.person_id), over, 'pairing-licence:' || NEW.id
    FROM (SELECT (NEW.valid_to + 1 + time '00:05') AT TIME ZONE zone AS over) d WHERE over > app_now();
  END IF;
  IF TG_OP = 'UPDATE' OR EXISTS (SELECT FROM pairing_gap g WHERE g.clinician_id = NEW.person_id AND g.cause = 'licence' AND g.closed_at IS NULL) THEN
    INSERT INTO outbox_event (name, payload) VALUES ('pairing.licences-changed', jsonb_build_object('personId', NEW.person_id));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER licence_pairs AFTER INSERT ON "licence" FOR EACH ROW EXECUTE FUNCTION pairing_follows_licence();
CREATE TRIGGER licence_unpairs AFTER UPDATE OF "ended_at" ON "licence" FOR EACH ROW
  WHEN (NEW.ended_at IS NOT NULL AND OLD.ended_at IS NULL) EXECUTE FUNCTION pairing_follows_licence();

-- What a patient has wished, whom they do not want, and why somebody was shown to them, is forgotten with them.
CREATE FUNCTION forget_pairing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM pairing_wish WHERE patient_id = NEW.person_id;
  DELETE FROM pairing_bar WHERE patient_id = NEW.person_id;
  DELETE FROM pairing_candidate c USING pairing p WHERE p.id = c.pairing_id AND p.patient_id = NEW.person_id;
  RETURN NULL;
END $$;
CREATE TRIGGER data_key_forgets_pairing AFTER INSERT OR UPDATE OF "shredded_at" ON "data_key" FOR EACH ROW
  WHEN (NEW.shredded_at IS NOT NULL) EXECUTE FUNCTION forget_pairing();

-- Who is of a team already.
INSERT INTO "pairing" ("id", "patient_id", "part", "state", "state_since", "clinician_id", "cause", "opened_at")
SELECT gen_random_uuid(), a.patient_id, pairing_part_of(a.person_id), 'active', min(a.starts_at), a.person_id, 'assigned', min(a.starts_at)
FROM care_assignment a WHERE a.reason = 'team' AND a.ends_at IS NULL AND pairing_part_of(a.person_id) IS NOT NULL
GROUP BY a.patient_id, a.person_id;
