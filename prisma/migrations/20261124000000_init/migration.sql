-- CreateEnum
CREATE TYPE "clinic_alert_kind" AS ENUM ('nobody-on-call', 'message-parked', 'message-failed', 'visit-missed', 'visit-out-of-time');

-- CreateEnum
CREATE TYPE "assignment_reason" AS ENUM ('team', 'chaperone', 'paged');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('patient', 'chaperone', 'therapist', 'prescriber', 'physician', 'admin', 'auditor');

-- CreateEnum
CREATE TYPE "visit_state" AS ENUM ('booked', 'done', 'missed', 'late_done', 'cancelled');

-- CreateEnum
CREATE TYPE "message_channel" AS ENUM ('email', 'sms');

-- CreateEnum
CREATE TYPE "message_state" AS ENUM ('claimed', 'sent', 'failed', 'unknown');

-- CreateEnum
CREATE TYPE "protocol_state" AS ENUM ('draft', 'signed', 'running', 'paused', 'ended');

-- CreateEnum
CREATE TYPE "dose_state" AS ENUM ('planned', 'signed', 'released', 'taken', 'skipped', 'voided');

-- CreateEnum
CREATE TYPE "appointment_kind" AS ENUM ('dosing', 'integration');

-- CreateEnum
CREATE TYPE "appointment_state" AS ENUM ('booked', 'completed', 'cancelled_patient', 'cancelled_clinic', 'cancelled_safety');

-- CreateEnum
CREATE TYPE "appointment_part" AS ENUM ('patient', 'chaperone', 'therapist', 'prescriber');

-- CreateEnum
CREATE TYPE "deadline_kind" AS ENUM ('phase', 'check', 'vitals', 'alert');

-- CreateTable
CREATE TABLE "on_call_duty" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "on_call_duty_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clinic_alert" (
    "id" UUID NOT NULL,
    "kind" "clinic_alert_kind" NOT NULL,
    "level" SMALLINT NOT NULL,
    "subject_id" UUID NOT NULL,
    "patient_id" UUID,
    "raised_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by" UUID,

    CONSTRAINT "clinic_alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "page" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "alert_ref" TEXT NOT NULL,
    "tier" SMALLINT NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "page_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "actor_id" UUID,
    "actor_role" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_person_id" UUID,
    "object_type" TEXT NOT NULL,
    "object_id" UUID,
    "reason" TEXT,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clinic_settings" (
    "one" BOOLEAN NOT NULL DEFAULT true,
    "name" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "consent_version" TEXT NOT NULL,
    "gate_limits" JSONB NOT NULL DEFAULT '{}',
    "max_concurrent_sessions" SMALLINT NOT NULL DEFAULT 4,
    "online_within_sec" SMALLINT NOT NULL DEFAULT 60,

    CONSTRAINT "clinic_settings_pkey" PRIMARY KEY ("one")
);

-- CreateTable
CREATE TABLE "care_assignment" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "reason" "assignment_reason" NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "ends_at" TIMESTAMPTZ(3),

    CONSTRAINT "care_assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "version" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "emergency_card" (
    "patient_id" UUID NOT NULL,
    "address_sealed" TEXT NOT NULL,
    "entry_note_sealed" TEXT NOT NULL,
    "allergies_sealed" TEXT NOT NULL,
    "local_number" TEXT NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "emergency_card_pkey" PRIMARY KEY ("patient_id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "display_name" TEXT NOT NULL,
    "profession" TEXT,
    "zone" TEXT NOT NULL,
    "email_sealed" TEXT,
    "email_index" TEXT,
    "phone_sealed" TEXT,
    "is_medical_director" BOOLEAN NOT NULL DEFAULT false,
    "is_privacy_officer" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "password_credential" (
    "person_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "password_credential_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "sign_in" (
    "id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "person_id" UUID NOT NULL,
    "session_scope" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "stepped_up_at" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_failure" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sign_in_failure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "integration_visit" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "appointment_id" UUID NOT NULL,
    "therapist_id" UUID NOT NULL,
    "state" "visit_state" NOT NULL DEFAULT 'booked',
    "is_in_time" BOOLEAN NOT NULL DEFAULT true,
    "nudges" SMALLINT NOT NULL DEFAULT 0,
    "recorded_at" TIMESTAMPTZ(3),
    "recorded_by" UUID,

    CONSTRAINT "integration_visit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "recipient_id" UUID NOT NULL,
    "channel" "message_channel" NOT NULL,
    "template" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "state" "message_state" NOT NULL DEFAULT 'claimed',
    "attempts" SMALLINT NOT NULL DEFAULT 1,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "sent_at" TIMESTAMPTZ(3),
    "error_code" TEXT,

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "captured_message" (
    "message_id" UUID NOT NULL,
    "to" TEXT NOT NULL,
    "subject" TEXT,
    "text" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "captured_message_pkey" PRIMARY KEY ("message_id")
);

-- CreateTable
CREATE TABLE "protocol" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "template" TEXT NOT NULL,
    "plan" JSONB NOT NULL,
    "patient_limits" JSONB NOT NULL DEFAULT '{}',
    "min_days_between" SMALLINT NOT NULL,
    "state" "protocol_state" NOT NULL DEFAULT 'draft',
    "signed_by" UUID,
    "signed_at" TIMESTAMPTZ(3),

    CONSTRAINT "protocol_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dose_line" (
    "id" UUID NOT NULL,
    "protocol_id" UUID NOT NULL,
    "number" SMALLINT NOT NULL,
    "dose_mg" DECIMAL(7,2) NOT NULL,
    "state" "dose_state" NOT NULL DEFAULT 'planned',
    "signed_by" UUID,
    "signed_at" TIMESTAMPTZ(3),
    "unlocked_at" TIMESTAMPTZ(3),
    "taken_at" TIMESTAMPTZ(3),

    CONSTRAINT "dose_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "working_hours" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "iso_weekday" SMALLINT NOT NULL,
    "from_min" SMALLINT NOT NULL,
    "to_min" SMALLINT NOT NULL,

    CONSTRAINT "working_hours_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appointment" (
    "id" UUID NOT NULL,
    "kind" "appointment_kind" NOT NULL,
    "patient_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "patient_zone" TEXT NOT NULL,
    "state" "appointment_state" NOT NULL DEFAULT 'booked',
    "version" INTEGER NOT NULL DEFAULT 1,
    "booked_by" UUID NOT NULL,
    "booked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "appointment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appointment_party" (
    "appointment_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "part" "appointment_part" NOT NULL,
    "lane" SMALLINT NOT NULL DEFAULT 0,
    "during" tstzrange NOT NULL,

    CONSTRAINT "appointment_party_pkey" PRIMARY KEY ("appointment_id","person_id","lane")
);

-- CreateTable
CREATE TABLE "dosing_session" (
    "id" UUID NOT NULL,
    "appointment_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "chaperone_id" UUID NOT NULL,
    "therapist_id" UUID NOT NULL,
    "prescriber_id" UUID NOT NULL,
    "dose_line_id" UUID NOT NULL,
    "plan" JSONB NOT NULL,
    "last_seq" INTEGER NOT NULL DEFAULT 0,
    "gate_passed_at" TIMESTAMPTZ(3),
    "released_at" TIMESTAMPTZ(3),
    "dosed_at" TIMESTAMPTZ(3),
    "min_discharge_at" TIMESTAMPTZ(3),
    "discharged_at" TIMESTAMPTZ(3),
    "aborted_at" TIMESTAMPTZ(3),

    CONSTRAINT "dosing_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_entry" (
    "session_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "author_id" UUID,
    "author_role" TEXT NOT NULL,

    CONSTRAINT "session_entry_pkey" PRIMARY KEY ("session_id","seq")
);

-- CreateTable
CREATE TABLE "session_snapshot" (
    "session_id" UUID NOT NULL,
    "at_seq" INTEGER NOT NULL,
    "state" JSONB NOT NULL,

    CONSTRAINT "session_snapshot_pkey" PRIMARY KEY ("session_id")
);

-- CreateTable
CREATE TABLE "deadline" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "session_id" UUID NOT NULL,
    "kind" "deadline_kind" NOT NULL,
    "ref" TEXT NOT NULL,
    "number" INTEGER,
    "tier" SMALLINT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "delays_sec" INTEGER[],
    "levels" SMALLINT[],
    "every_sec" INTEGER,
    "fired_at" TIMESTAMPTZ(3),
    "voided_at" TIMESTAMPTZ(3),

    CONSTRAINT "deadline_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chaperone_link" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "chaperone_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_watch" (
    "session_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_watch_pkey" PRIMARY KEY ("session_id","person_id")
);

-- CreateIndex
CREATE INDEX "on_call_duty_starts_at_ends_at_idx" ON "on_call_duty"("starts_at", "ends_at");

-- CreateIndex
CREATE UNIQUE INDEX "clinic_alert_kind_subject_id_key" ON "clinic_alert"("kind", "subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "page_session_id_alert_ref_tier_person_id_key" ON "page"("session_id", "alert_ref", "tier", "person_id");

-- CreateIndex
CREATE INDEX "audit_event_subject_person_id_at_idx" ON "audit_event"("subject_person_id", "at");

-- CreateIndex
CREATE INDEX "care_assignment_person_id_patient_id_idx" ON "care_assignment"("person_id", "patient_id");

-- CreateIndex
CREATE INDEX "care_assignment_patient_id_idx" ON "care_assignment"("patient_id");

-- CreateIndex
CREATE INDEX "consent_patient_id_idx" ON "consent"("patient_id");

-- CreateIndex
CREATE UNIQUE INDEX "person_email_index_key" ON "person"("email_index");

-- CreateIndex
CREATE UNIQUE INDEX "sign_in_token_hash_key" ON "sign_in"("token_hash");

-- CreateIndex
CREATE INDEX "sign_in_person_id_idx" ON "sign_in"("person_id");

-- CreateIndex
CREATE INDEX "sign_in_failure_key_at_idx" ON "sign_in_failure"("key", "at");

-- CreateIndex
CREATE UNIQUE INDEX "integration_visit_session_id_key" ON "integration_visit"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "integration_visit_appointment_id_key" ON "integration_visit"("appointment_id");

-- CreateIndex
CREATE UNIQUE INDEX "message_key_key" ON "message"("key");

-- CreateIndex
CREATE INDEX "captured_message_sent_at_idx" ON "captured_message"("sent_at");

-- CreateIndex
CREATE INDEX "protocol_patient_id_idx" ON "protocol"("patient_id");

-- CreateIndex
CREATE UNIQUE INDEX "dose_line_protocol_id_number_key" ON "dose_line"("protocol_id", "number");

-- CreateIndex
CREATE INDEX "working_hours_person_id_idx" ON "working_hours"("person_id");

-- CreateIndex
CREATE INDEX "appointment_patient_id_starts_at_idx" ON "appointment"("patient_id", "starts_at");

-- CreateIndex
CREATE INDEX "appointment_starts_at_idx" ON "appointment"("starts_at");

-- CreateIndex
CREATE INDEX "appointment_party_person_id_idx" ON "appointment_party"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "dosing_session_appointment_id_key" ON "dosing_session"("appointment_id");

-- CreateIndex
CREATE INDEX "dosing_session_patient_id_idx" ON "dosing_session"("patient_id");

-- CreateIndex
CREATE INDEX "dosing_session_dose_line_id_idx" ON "dosing_session"("dose_line_id");

-- CreateIndex
CREATE UNIQUE INDEX "session_entry_session_id_id_key" ON "session_entry"("session_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "deadline_session_id_kind_ref_tier_key" ON "deadline"("session_id", "kind", "ref", "tier");

-- CreateIndex
CREATE UNIQUE INDEX "chaperone_link_session_id_key" ON "chaperone_link"("session_id");

-- AddForeignKey
ALTER TABLE "on_call_duty" ADD CONSTRAINT "on_call_duty_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "care_assignment" ADD CONSTRAINT "care_assignment_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "care_assignment" ADD CONSTRAINT "care_assignment_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "password_credential" ADD CONSTRAINT "password_credential_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_in" ADD CONSTRAINT "sign_in_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "integration_visit" ADD CONSTRAINT "integration_visit_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "dosing_session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "integration_visit" ADD CONSTRAINT "integration_visit_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "appointment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "captured_message" ADD CONSTRAINT "captured_message_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dose_line" ADD CONSTRAINT "dose_line_protocol_id_fkey" FOREIGN KEY ("protocol_id") REFERENCES "protocol"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "working_hours" ADD CONSTRAINT "working_hours_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointment_party" ADD CONSTRAINT "appointment_party_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "appointment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointment_party" ADD CONSTRAINT "appointment_party_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dosing_session" ADD CONSTRAINT "dosing_session_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "appointment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dosing_session" ADD CONSTRAINT "dosing_session_dose_line_id_fkey" FOREIGN KEY ("dose_line_id") REFERENCES "dose_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_entry" ADD CONSTRAINT "session_entry_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "dosing_session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_snapshot" ADD CONSTRAINT "session_snapshot_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "dosing_session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deadline" ADD CONSTRAINT "deadline_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "dosing_session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chaperone_link" ADD CONSTRAINT "chaperone_link_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "dosing_session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_watch" ADD CONSTRAINT "session_watch_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "dosing_session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

