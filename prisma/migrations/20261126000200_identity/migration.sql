-- Second factors, devices, links by e-mail and the first admin. Expand only: what signs in without knowing of them goes on as before.

CREATE TYPE "sign_in_assurance" AS ENUM ('pending', 'full', 'capability');
CREATE TYPE "ceremony_purpose" AS ENUM ('sign_in', 'proof', 'enrolment');
CREATE TYPE "account_link_purpose" AS ENUM ('invitation', 'password_reset');

ALTER TABLE "person"
    ADD COLUMN "is_external" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "email_verified_at" TIMESTAMPTZ(3);

ALTER TABLE "sign_in"
    ADD COLUMN "assurance" "sign_in_assurance" NOT NULL DEFAULT 'full',
    ADD COLUMN "last_active_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    ADD COLUMN "device_id" UUID,
    ADD COLUMN "agent" TEXT,
    ADD COLUMN "network" TEXT;
CREATE INDEX "sign_in_session_scope_idx" ON "sign_in"("session_scope");

CREATE TABLE "totp_secret" (
    "person_id" UUID NOT NULL,
    "secret_sealed" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_counter" BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT "totp_secret_pkey" PRIMARY KEY ("person_id")
);

CREATE TABLE "passkey" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "credential_id" BYTEA NOT NULL,
    "public_key" BYTEA NOT NULL,
    "sign_count" BIGINT NOT NULL,
    "transports" TEXT[],
    "is_synced" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    CONSTRAINT "passkey_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "passkey_credential_id_key" ON "passkey"("credential_id");
CREATE INDEX "passkey_person_id_idx" ON "passkey"("person_id");

CREATE TABLE "recovery_code" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3),
    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "recovery_code_code_hash_key" ON "recovery_code"("code_hash");
CREATE INDEX "recovery_code_person_id_idx" ON "recovery_code"("person_id");

CREATE TABLE "passkey_ceremony" (
    "challenge_hash" BYTEA NOT NULL,
    "purpose" "ceremony_purpose" NOT NULL,
    "person_id" UUID,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "passkey_ceremony_pkey" PRIMARY KEY ("challenge_hash")
);
CREATE INDEX "passkey_ceremony_expires_at_idx" ON "passkey_ceremony"("expires_at");

CREATE TABLE "device" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),
    CONSTRAINT "device_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "device_person_id_token_hash_key" ON "device"("person_id", "token_hash");

CREATE TABLE "account_link" (
    "id" UUID NOT NULL,
    "purpose" "account_link_purpose" NOT NULL,
    "person_id" UUID NOT NULL,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    CONSTRAINT "account_link_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "account_link_person_id_idx" ON "account_link"("person_id");
CREATE INDEX "account_link_expires_at_idx" ON "account_link"("expires_at");

CREATE TABLE "setup_token" (
    "one" BOOLEAN NOT NULL DEFAULT true,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "setup_token_pkey" PRIMARY KEY ("one"),
    CONSTRAINT "setup_token_is_one" CHECK ("one")
);

ALTER TABLE "totp_secret" ADD CONSTRAINT "totp_secret_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "device" ADD CONSTRAINT "device_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "account_link" ADD CONSTRAINT "account_link_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A capability is for one session, whoever writes the row.
ALTER TABLE "sign_in" ADD CONSTRAINT "sign_in_capability_has_scope" CHECK ("assurance" <> 'capability' OR "session_scope" IS NOT NULL);

-- A one-time code is good once: its half minute only ever rises, unless the secret itself is another.
CREATE FUNCTION totp_counter_rises() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.secret_sealed = OLD.secret_sealed AND NEW.last_counter < OLD.last_counter THEN
    RAISE EXCEPTION 'the counter of a one-time code only rises' USING ERRCODE = 'check_violation', CONSTRAINT = 'totp_counter_rises';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER totp_counter_rises BEFORE UPDATE ON "totp_secret" FOR EACH ROW EXECUTE FUNCTION totp_counter_rises();

-- What was used, or taken back, stays so.
CREATE FUNCTION used_stays_used() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.used_at IS NOT NULL AND NEW.used_at IS DISTINCT FROM OLD.used_at THEN
    RAISE EXCEPTION 'what was used once stays used' USING ERRCODE = 'check_violation', CONSTRAINT = 'used_stays_used';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER used_stays_used BEFORE UPDATE ON "recovery_code" FOR EACH ROW EXECUTE FUNCTION used_stays_used();
CREATE TRIGGER used_stays_used BEFORE UPDATE ON "account_link" FOR EACH ROW EXECUTE FUNCTION used_stays_used();
