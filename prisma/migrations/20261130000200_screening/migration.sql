-- Screening: a case with one owner, hand-offs, decisions and clearances (docs/adr/0027). Expand only.

ALTER TYPE "clinic_alert_kind" ADD VALUE 'case-unowned';
ALTER TYPE "clinic_alert_kind" ADD VALUE 'clearance-overdue';

-- CreateEnum
CREATE TYPE "screening_state" AS ENUM ('intake_started', 'screening_booked', 'in_screening', 'handed_over', 'needs_clearance', 'eligible', 'not_eligible', 'deferred');

-- CreateEnum
CREATE TYPE "hand_off_state" AS ENUM ('offered', 'accepted', 'declined', 'withdrawn', 'timed_out');

-- CreateEnum
CREATE TYPE "clearance_state" AS ENUM ('asked', 'answered', 'read', 'withdrawn');

-- CreateTable
CREATE TABLE "screening_case" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "state" "screening_state" NOT NULL DEFAULT 'intake_started',
    "state_since" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "owner_id" UUID NOT NULL,
    "owner_since" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "owner_cause" TEXT NOT NULL DEFAULT 'opened',
    "owner_by" UUID NOT NULL,
    "hand_off_id" UUID,
    "appointment_id" UUID,
    "decision_number" INTEGER NOT NULL DEFAULT 0,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "screening_case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "screening_ownership" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "case_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "cause" TEXT NOT NULL,
    "by" UUID NOT NULL,
    "hand_off_id" UUID,

    CONSTRAINT "screening_ownership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "screening_hand_off" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "is_warm" BOOLEAN NOT NULL,
    "from_id" UUID NOT NULL,
    "to_id" UUID NOT NULL,
    "state" "hand_off_state" NOT NULL DEFAULT 'offered',
    "room_id" UUID,
    "offered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "until" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "decline_reason" TEXT,
    "summary_sealed" TEXT NOT NULL,

    CONSTRAINT "screening_hand_off_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "screening_decision" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "outcome" "screening_state" NOT NULL,
    "decided_by" UUID NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "revisit_on" DATE,
    "identity_check_id" UUID,
    "safety_answered_at" TIMESTAMPTZ(3),
    "location_stated_at" TIMESTAMPTZ(3),
    "licensed_until" DATE,
    "content_sealed" TEXT NOT NULL,
    "letter_sealed" TEXT NOT NULL,

    CONSTRAINT "screening_decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "screening_clearance" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "state" "clearance_state" NOT NULL DEFAULT 'asked',
    "asked_by" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "answered_by" UUID,
    "read_at" TIMESTAMPTZ(3),
    "read_by" UUID,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by" UUID,
    "question_sealed" TEXT NOT NULL,
    "answer_sealed" TEXT,

    CONSTRAINT "screening_clearance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "screening_identity_check" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "document_kind" TEXT NOT NULL,
    "seen_by" UUID NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "screening_identity_check_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "screening_case_patient_id_key" ON "screening_case"("patient_id");

-- CreateIndex
CREATE UNIQUE INDEX "screening_case_hand_off_id_key" ON "screening_case"("hand_off_id");

-- CreateIndex
CREATE INDEX "screening_case_owner_id_idx" ON "screening_case"("owner_id");

-- CreateIndex
CREATE UNIQUE INDEX "screening_ownership_hand_off_id_key" ON "screening_ownership"("hand_off_id");

-- CreateIndex
CREATE INDEX "screening_ownership_case_id_since_idx" ON "screening_ownership"("case_id", "since");

-- CreateIndex
CREATE INDEX "screening_hand_off_case_id_offered_at_idx" ON "screening_hand_off"("case_id", "offered_at");

-- CreateIndex
CREATE INDEX "screening_hand_off_to_id_idx" ON "screening_hand_off"("to_id");

-- CreateIndex
CREATE UNIQUE INDEX "screening_decision_case_id_number_key" ON "screening_decision"("case_id", "number");

-- CreateIndex
CREATE INDEX "screening_clearance_case_id_idx" ON "screening_clearance"("case_id");

-- CreateIndex
CREATE INDEX "screening_identity_check_case_id_idx" ON "screening_identity_check"("case_id");

-- AddForeignKey
ALTER TABLE "screening_case" ADD CONSTRAINT "screening_case_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "screening_case" ADD CONSTRAINT "screening_case_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "screening_hand_off" ADD CONSTRAINT "screening_hand_off_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "screening_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "screening_decision" ADD CONSTRAINT "screening_decision_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "screening_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "screening_clearance" ADD CONSTRAINT "screening_clearance_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "screening_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "screening_identity_check" ADD CONSTRAINT "screening_identity_check_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "screening_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

ALTER TABLE "screening_case" ADD CONSTRAINT "screening_case_owner_cause" CHECK (
  "owner_cause" IN ('opened', 'assigned', 'handed-off') AND ("owner_cause" = 'handed-off') = ("hand_off_id" IS NOT NULL));
ALTER TABLE "screening_case" ADD CONSTRAINT "screening_case_decided" CHECK (
  "decision_number" >= 0 AND ("decision_number" > 0 OR "state" IN ('intake_started', 'screening_booked', 'in_screening', 'handed_over')));
-- A case is offered to one colleague at a time, so two can never accept it.
CREATE UNIQUE INDEX "screening_hand_off_one_open" ON "screening_hand_off" ("case_id") WHERE "state" = 'offered';
ALTER TABLE "screening_hand_off" ADD CONSTRAINT "screening_hand_off_whole" CHECK (
  "from_id" <> "to_id" AND "until" > "offered_at" AND ("state" = 'offered') = ("ended_at" IS NULL)
  AND ("state" = 'declined') = ("decline_reason" IS NOT NULL)
  -- accepted in time, or not at all; over only when its time was over
  AND ("state" <> 'accepted' OR "ended_at" < "until") AND ("state" <> 'timed_out' OR "ended_at" >= "until"));
ALTER TABLE "screening_decision" ADD CONSTRAINT "screening_decision_outcome" CHECK (
  "outcome" IN ('eligible', 'not_eligible', 'deferred', 'needs_clearance') AND ("revisit_on" IS NULL OR "outcome" = 'deferred'));
-- Nobody is eligible of whom nobody has seen who they are, who has not answered the safety questions within seven days, or whose
-- place nobody has asked for and covered by a licence. Source: domain.md §4.1, Enrolment.
ALTER TABLE "screening_decision" ADD CONSTRAINT "screening_decision_eligible_stands" CHECK (
  "outcome" <> 'eligible' OR ("identity_check_id" IS NOT NULL AND "location_stated_at" IS NOT NULL
    AND "safety_answered_at" IS NOT NULL AND "safety_answered_at" > "decided_at" - interval '7 days'
    AND "licensed_until" IS NOT NULL AND "licensed_until" >= ("decided_at" AT TIME ZONE 'UTC')::date - 1));
ALTER TABLE "screening_clearance" ADD CONSTRAINT "screening_clearance_whole" CHECK (
  num_nonnulls("answered_at", "answered_by", "answer_sealed") IN (0, 3) AND num_nonnulls("read_at", "read_by") IN (0, 2)
  AND num_nonnulls("withdrawn_at", "withdrawn_by") IN (0, 2)
  AND ("state" = 'asked') = (num_nonnulls("answered_at", "withdrawn_at") = 0)
  AND ("state" = 'read') = ("read_at" IS NOT NULL) AND ("state" = 'withdrawn') = ("withdrawn_at" IS NOT NULL)
  AND ("state" NOT IN ('answered', 'read') OR "answered_at" IS NOT NULL));

-- A clinician who works here; with `prescribes` one who may decide.
CREATE FUNCTION is_clinician_here(person uuid, prescribes boolean) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM person p WHERE p.id = person AND p.disabled_at IS NULL AND NOT p.is_external
    AND p.role::text IN ('prescriber', 'physician', CASE WHEN prescribes THEN 'prescriber' ELSE 'therapist' END))
$$;

-- The steps of a case, and whose it is. One owner at every moment; a hand-over is the acceptance of an offer, or it does not happen.
CREATE FUNCTION screening_case_law() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  allowed CONSTANT jsonb := '{
    "intake_started": ["screening_booked", "in_screening"],
    "screening_booked": ["intake_started", "in_screening"],
    "in_screening": ["intake_started", "handed_over", "needs_clearance", "eligible", "not_eligible", "deferred"],
    "handed_over": ["needs_clearance", "eligible", "not_eligible", "deferred"],
    "needs_clearance": ["needs_clearance", "eligible", "not_eligible", "deferred"],
    "eligible": ["needs_clearance", "not_eligible", "deferred"],
    "not_eligible": ["intake_started"],
    "deferred": ["intake_started"]}';
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a case is not taken away' USING ERRCODE = 'HF001';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'intake_started' OR NEW.owner_cause <> 'opened' OR NOT is_clinician_here(NEW.owner_id, false) THEN
      RAISE EXCEPTION 'a case begins with its questions and a clinician' USING ERRCODE = 'HS001';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.patient_id, NEW.opened_at) IS DISTINCT FROM (OLD.id, OLD.patient_id, OLD.opened_at) THEN
    RAISE EXCEPTION 'a case stays its patient''s' USING ERRCODE = 'HF001';
  END IF;
  IF NEW.decision_number <> OLD.decision_number THEN
    IF NEW.decision_number <> OLD.decision_number + 1 OR NOT allowed -> OLD.state::text ? NEW.state::text OR NOT EXISTS (
      SELECT FROM screening_decision d WHERE d.case_id = NEW.id AND d.number = NEW.decision_number AND d.outcome = NEW.state) THEN
      RAISE EXCEPTION 'nobody has decided that % becomes %', OLD.state, NEW.state USING ERRCODE = 'HS001';
    END IF;
  ELSIF NEW.state <> OLD.state THEN
    IF NOT allowed -> OLD.state::text ? NEW.state::text OR NEW.state IN ('needs_clearance', 'eligible', 'not_eligible', 'deferred') THEN
      RAISE EXCEPTION '% does not become %', OLD.state, NEW.state USING ERRCODE = 'HS001';
    END IF;
  ELSIF NEW.state_since <> OLD.state_since THEN
    RAISE EXCEPTION 'a state is as old as it is' USING ERRCODE = 'HF001';
  END IF;
  IF (NEW.owner_id, NEW.owner_since, NEW.owner_cause, NEW.owner_by, NEW.hand_off_id)
     IS NOT DISTINCT FROM (OLD.owner_id, OLD.owner_since, OLD.owner_cause, OLD.owner_by, OLD.hand_off_id) THEN
    IF NEW.state = 'handed_over' AND OLD.state <> 'handed_over' THEN
      RAISE EXCEPTION 'nobody was handed anything' USING ERRCODE = 'HS001';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.owner_id = OLD.owner_id OR NEW.owner_cause = 'opened' OR NOT is_clinician_here(NEW.owner_id, false)
     OR (NEW.state = 'handed_over' AND OLD.state <> 'handed_over' AND NEW.owner_cause <> 'handed-off')
     OR EXISTS (SELECT FROM screening_hand_off h WHERE h.case_id = NEW.id AND h.state = 'offered')
     OR (NEW.owner_cause = 'handed-off' AND NOT EXISTS (
       SELECT FROM screening_hand_off h WHERE h.id = NEW.hand_off_id AND h.case_id = NEW.id AND h.state = 'accepted'
         AND h.from_id = OLD.owner_id AND h.to_id = NEW.owner_id)) THEN
    RAISE EXCEPTION 'the case does not become %''s', NEW.owner_id USING ERRCODE = 'HS002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER screening_case_law BEFORE INSERT OR UPDATE OR DELETE ON "screening_case" FOR EACH ROW EXECUTE FUNCTION screening_case_law();

CREATE FUNCTION screening_case_keeps_owners() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR (NEW.owner_id, NEW.owner_since) IS DISTINCT FROM (OLD.owner_id, OLD.owner_since) THEN
    INSERT INTO screening_ownership (case_id, patient_id, owner_id, since, cause, by, hand_off_id)
    VALUES (NEW.id, NEW.patient_id, NEW.owner_id, NEW.owner_since, NEW.owner_cause, NEW.owner_by, NEW.hand_off_id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER screening_case_keeps_owners AFTER INSERT OR UPDATE ON "screening_case" FOR EACH ROW EXECUTE FUNCTION screening_case_keeps_owners();

-- Whoever writes of a hand-off has the case to themselves until they are done.
CREATE FUNCTION screening_hand_off_law() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  owner uuid;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'what was offered was offered' USING ERRCODE = 'HF001';
  END IF;
  IF TG_OP = 'UPDATE' AND ((NEW.id, NEW.case_id, NEW.patient_id, NEW.is_warm, NEW.from_id, NEW.to_id, NEW.room_id, NEW.offered_at, NEW.until)
     IS DISTINCT FROM (OLD.id, OLD.case_id, OLD.patient_id, OLD.is_warm, OLD.from_id, OLD.to_id, OLD.room_id, OLD.offered_at, OLD.until)
     OR (OLD.state <> 'offered' AND (NEW.state, NEW.ended_at, NEW.decline_reason) IS DISTINCT FROM (OLD.state, OLD.ended_at, OLD.decline_reason))) THEN
    RAISE EXCEPTION 'what was offered was offered' USING ERRCODE = 'HF001';
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.state = OLD.state THEN
    RETURN NEW; -- the same, under another key
  END IF;
  SELECT owner_id INTO owner FROM screening_case WHERE id = NEW.case_id AND patient_id = NEW.patient_id FOR UPDATE;
  IF TG_OP = 'INSERT' AND NOT coalesce(NEW.state = 'offered' AND owner = NEW.from_id AND NEW.until > app_now() AND is_clinician_here(NEW.to_id, true), false) THEN
    RAISE EXCEPTION 'this is not % to offer, or not to %', NEW.from_id, NEW.to_id USING ERRCODE = 'HS002';
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.state = 'accepted' AND NOT coalesce(owner = NEW.from_id AND is_clinician_here(NEW.to_id, true), false) THEN
    RAISE EXCEPTION 'nobody can take this over any more' USING ERRCODE = 'HS002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER screening_hand_off_law BEFORE INSERT OR UPDATE OR DELETE ON "screening_hand_off" FOR EACH ROW EXECUTE FUNCTION screening_hand_off_law();

-- What was accepted has an owner by it when the transaction is over.
CREATE FUNCTION screening_hand_off_arrives() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM screening_ownership o WHERE o.hand_off_id = NEW.id AND o.owner_id = NEW.to_id) THEN
    RAISE EXCEPTION 'accepted, and nobody''s' USING ERRCODE = 'HS002';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER screening_hand_off_arrives AFTER UPDATE ON "screening_hand_off" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.state = 'accepted' AND OLD.state <> 'accepted') EXECUTE FUNCTION screening_hand_off_arrives();

-- Who decides owns the case and may prescribe; decisions follow each other without a gap.
CREATE FUNCTION screening_decision_law() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  found screening_case;
BEGIN
  SELECT * INTO found FROM screening_case WHERE id = NEW.case_id AND patient_id = NEW.patient_id FOR UPDATE;
  IF NOT coalesce(found.owner_id = NEW.decided_by AND is_clinician_here(NEW.decided_by, true) AND found.decision_number + 1 = NEW.number, false) THEN
    RAISE EXCEPTION 'this is not %''s to decide', NEW.decided_by USING ERRCODE = 'HS003';
  END IF;
  IF EXISTS (SELECT FROM screening_hand_off h WHERE h.case_id = NEW.case_id AND h.state = 'offered') THEN
    RAISE EXCEPTION 'the case is being handed over' USING ERRCODE = 'HS003';
  END IF;
  IF NEW.outcome = 'eligible' AND (NOT EXISTS (
      SELECT FROM screening_identity_check i WHERE i.id = NEW.identity_check_id AND i.patient_id = NEW.patient_id)
    OR EXISTS (SELECT FROM screening_clearance c WHERE c.case_id = NEW.case_id AND c.state IN ('asked', 'answered'))) THEN
    RAISE EXCEPTION 'nobody has seen who this is, or a clearance is out' USING ERRCODE = 'HS003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER screening_decision_law BEFORE INSERT ON "screening_decision" FOR EACH ROW EXECUTE FUNCTION screening_decision_law();

-- A decision that was written is the case's when the transaction is over.
CREATE FUNCTION screening_decision_arrives() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM screening_case c WHERE c.id = NEW.case_id AND c.decision_number >= NEW.number) THEN
    RAISE EXCEPTION 'decided, and nothing came of it' USING ERRCODE = 'HS003';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER screening_decision_arrives AFTER INSERT ON "screening_decision" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION screening_decision_arrives();

CREATE FUNCTION screening_clearance_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.id, NEW.case_id, NEW.patient_id, NEW.asked_by, NEW.asked_at, NEW.due_at)
     IS DISTINCT FROM (OLD.id, OLD.case_id, OLD.patient_id, OLD.asked_by, OLD.asked_at, OLD.due_at)
     OR (OLD.state IN ('read', 'withdrawn') AND (NEW.state, NEW.read_at, NEW.withdrawn_at) IS DISTINCT FROM (OLD.state, OLD.read_at, OLD.withdrawn_at))
     OR (OLD.answered_at IS NOT NULL AND (NEW.answered_at, NEW.answered_by) IS DISTINCT FROM (OLD.answered_at, OLD.answered_by))
     OR (OLD.state, NEW.state) IN (('asked', 'read'), ('answered', 'asked')) THEN
    RAISE EXCEPTION 'what was asked and answered stays' USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER screening_clearance_law BEFORE UPDATE OR DELETE ON "screening_clearance" FOR EACH ROW EXECUTE FUNCTION screening_clearance_law();

CREATE TRIGGER screening_decision_is_a_fact BEFORE UPDATE OR DELETE ON "screening_decision" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER screening_decision_stays BEFORE TRUNCATE ON "screening_decision" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER screening_ownership_is_a_fact BEFORE UPDATE OR DELETE ON "screening_ownership" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER screening_ownership_stays BEFORE TRUNCATE ON "screening_ownership" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER screening_identity_check_is_a_fact BEFORE UPDATE OR DELETE ON "screening_identity_check" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER screening_identity_check_stays BEFORE TRUNCATE ON "screening_identity_check" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();

-- An owner who leaves the clinic, has another part there, or may not see the patient any more: in the same transaction a row that asks
-- for somebody else.
CREATE FUNCTION screening_owner_left() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox_event (name, payload, direct)
  SELECT 'screening.owner-left', jsonb_build_object('caseId', c.id), true FROM screening_case c
  WHERE c.owner_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER "person_leaves_screenings" AFTER UPDATE OF "disabled_at", "role", "is_external" ON "person" FOR EACH ROW
  WHEN ((NEW.disabled_at, NEW.role, NEW.is_external) IS DISTINCT FROM (OLD.disabled_at, OLD.role, OLD.is_external))
  EXECUTE FUNCTION screening_owner_left();
CREATE FUNCTION screening_owner_let_go() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox_event (name, payload, direct)
  SELECT 'screening.owner-left', jsonb_build_object('caseId', c.id), true FROM screening_case c
  WHERE c.owner_id = NEW.person_id AND c.patient_id = NEW.patient_id;
  RETURN NULL;
END $$;
CREATE TRIGGER "care_assignment_leaves_screenings" AFTER UPDATE OF "ends_at" ON "care_assignment" FOR EACH ROW
  WHEN (NEW.ends_at IS NOT NULL AND OLD.ends_at IS NULL) EXECUTE FUNCTION screening_owner_let_go();
