-- Video calls of appointments (docs/adr/0026). Expand only.

ALTER TYPE "clinic_alert_kind" ADD VALUE 'video-lost';
ALTER TYPE "clinic_alert_kind" ADD VALUE 'call-unattended';

-- CreateEnum
CREATE TYPE "call_state" AS ENUM ('waiting', 'open', 'ended');

-- CreateEnum
CREATE TYPE "call_role" AS ENUM ('patient', 'chaperone', 'screener', 'therapist', 'prescriber', 'physician');

-- CreateTable
CREATE TABLE "call_room" (
    "id" UUID NOT NULL,
    "appointment_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "state" "call_state" NOT NULL DEFAULT 'waiting',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "opened_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" UUID,
    "late_min" SMALLINT,
    "late_said_at" TIMESTAMPTZ(3),
    "notice" TEXT,
    "notice_about" UUID,
    "lost_at" TIMESTAMPTZ(3),
    "loss_id" UUID,
    "wait_id" UUID,

    CONSTRAINT "call_room_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call_participant" (
    "id" UUID NOT NULL,
    "room_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" "call_role" NOT NULL,
    "is_owner" BOOLEAN NOT NULL DEFAULT false,
    "invited_by" UUID,
    "knocked_at" TIMESTAMPTZ(3),
    "admitted_at" TIMESTAMPTZ(3),
    "admitted_by" UUID,
    "left_at" TIMESTAMPTZ(3),
    "removed_at" TIMESTAMPTZ(3),
    "connection" UUID,
    "claim" UUID,
    "seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "call_participant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
-- Not logged: what is said here is worth nothing after a crash, and neither the write-ahead log nor a backup made of it holds it.
CREATE UNLOGGED TABLE "call_signal" (
    "id" BIGSERIAL NOT NULL,
    "room_id" UUID NOT NULL,
    "from_id" UUID NOT NULL,
    "to_connection" UUID NOT NULL,
    "body" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "call_signal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "device_check" (
    "id" UUID NOT NULL,
    "appointment_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "camera" TEXT NOT NULL,
    "microphone" TEXT NOT NULL,
    "speaker" TEXT NOT NULL,
    "network" TEXT NOT NULL,
    "round_trip_ms" INTEGER,

    CONSTRAINT "device_check_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "call_room_appointment_id_key" ON "call_room"("appointment_id");

-- CreateIndex
CREATE INDEX "call_room_patient_id_idx" ON "call_room"("patient_id");

-- CreateIndex
CREATE INDEX "call_participant_person_id_idx" ON "call_participant"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "call_participant_room_id_person_id_key" ON "call_participant"("room_id", "person_id");

-- CreateIndex
CREATE INDEX "call_signal_to_connection_id_idx" ON "call_signal"("to_connection", "id");

-- CreateIndex
CREATE INDEX "call_signal_created_at_idx" ON "call_signal"("created_at");

-- CreateIndex
CREATE INDEX "device_check_appointment_id_person_id_checked_at_idx" ON "device_check"("appointment_id", "person_id", "checked_at");

-- CreateIndex
CREATE INDEX "device_check_person_id_idx" ON "device_check"("person_id");

-- AddForeignKey
ALTER TABLE "call_room" ADD CONSTRAINT "call_room_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "appointment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call_room" ADD CONSTRAINT "call_room_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call_participant" ADD CONSTRAINT "call_participant_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "call_room"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call_participant" ADD CONSTRAINT "call_participant_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device_check" ADD CONSTRAINT "device_check_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

ALTER TABLE "call_room" ADD CONSTRAINT "call_room_opened" CHECK (("state" = 'waiting') = ("opened_at" IS NULL));
ALTER TABLE "call_room" ADD CONSTRAINT "call_room_ended_whole"
  CHECK (("state" = 'ended') = ("ended_at" IS NOT NULL) AND ("ended_at" IS NULL) = ("ended_by" IS NULL));
ALTER TABLE "call_room" ADD CONSTRAINT "call_room_late_whole"
  CHECK (("late_min" IS NULL) = ("late_said_at" IS NULL) AND "late_min" BETWEEN 0 AND 240);
ALTER TABLE "call_room" ADD CONSTRAINT "call_room_lost_whole" CHECK (("lost_at" IS NULL) = ("loss_id" IS NULL));
ALTER TABLE "call_participant" ADD CONSTRAINT "call_participant_owner_treats" CHECK (NOT "is_owner" OR "role" NOT IN ('patient', 'chaperone'));
ALTER TABLE "call_participant" ADD CONSTRAINT "call_participant_owner_stays" CHECK (NOT "is_owner" OR "removed_at" IS NULL);
ALTER TABLE "call_participant" ADD CONSTRAINT "call_participant_admitted_whole" CHECK (("admitted_at" IS NULL) = ("admitted_by" IS NULL));
ALTER TABLE "call_signal" ADD CONSTRAINT "call_signal_bounded" CHECK (length("body"::text) <= 20000);
CREATE INDEX "call_room_open" ON "call_room" ("id") WHERE "state" = 'open' AND "lost_at" IS NULL;
CREATE UNIQUE INDEX "call_participant_one_owner" ON "call_participant" ("room_id") WHERE "is_owner";
CREATE UNIQUE INDEX "call_participant_one_screen" ON "call_participant" ("connection") WHERE "connection" IS NOT NULL;

-- A call ends and is opened again; it never waits again, nor belongs to another appointment.
CREATE FUNCTION call_room_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.id, NEW.appointment_id, NEW.patient_id) IS DISTINCT FROM (OLD.id, OLD.appointment_id, OLD.patient_id)
     OR (OLD.state <> 'waiting' AND NEW.state = 'waiting') THEN
    RAISE EXCEPTION 'a call stays that of its appointment' USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER call_room_law BEFORE UPDATE OR DELETE ON "call_room" FOR EACH ROW EXECUTE FUNCTION call_room_law();

-- Whoever was in a call stays in its record; and at the end of every transaction a call has an owner, the unique index says not two.
CREATE FUNCTION call_has_an_owner() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE room uuid := CASE TG_TABLE_NAME WHEN 'call_room' THEN NEW.id ELSE NULL END;
BEGIN
  IF room IS NULL THEN room := NEW.room_id; END IF;
  IF NOT EXISTS (SELECT 1 FROM call_participant WHERE room_id = room AND is_owner) THEN
    RAISE EXCEPTION 'a call has an owner' USING ERRCODE = 'HF001';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER call_has_an_owner AFTER INSERT ON "call_room" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION call_has_an_owner();
CREATE CONSTRAINT TRIGGER call_keeps_an_owner AFTER UPDATE OF "is_owner" ON "call_participant" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION call_has_an_owner();
CREATE FUNCTION call_participant_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.id, NEW.room_id, NEW.person_id) IS DISTINCT FROM (OLD.id, OLD.room_id, OLD.person_id) THEN
    RAISE EXCEPTION 'who was let into a call stays in its record' USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER call_participant_stays BEFORE UPDATE OR DELETE ON "call_participant" FOR EACH ROW EXECUTE FUNCTION call_participant_stays();

CREATE TRIGGER device_check_is_a_fact BEFORE UPDATE OR DELETE ON "device_check" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER device_check_stays BEFORE TRUNCATE ON "device_check" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();

-- A companion's sign-in is good for one dosing session: whether this appointment is that one's.
CREATE FUNCTION is_session_of(session uuid, appointment uuid) RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT EXISTS (SELECT 1 FROM dosing_session s WHERE s.id = session AND s.appointment_id = appointment) $$;
