-- A key for each person: what is sealed about them can be made unreadable for ever by forgetting one row's value (docs/adr/0013).
CREATE TABLE "data_key" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "version" SMALLINT NOT NULL DEFAULT 1,
    "kek_id" TEXT,
    "wrapped" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "shredded_at" TIMESTAMPTZ(3),

    CONSTRAINT "data_key_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "data_key_whole_or_shredded" CHECK (num_nonnulls("kek_id", "wrapped") = CASE WHEN "shredded_at" IS NULL THEN 2 ELSE 0 END)
);
CREATE UNIQUE INDEX "data_key_person_id_version_key" ON "data_key"("person_id", "version");
CREATE INDEX "data_key_kek_id_idx" ON "data_key"("kek_id");

-- A key is never deleted, given to somebody else or brought back; processes that hold it in memory hear of its end.
CREATE FUNCTION data_key_keeps_its_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.id, NEW.person_id, NEW.version) IS DISTINCT FROM (OLD.id, OLD.person_id, OLD.version)
     OR OLD.shredded_at IS NOT NULL THEN
    RAISE EXCEPTION 'a data key is whole or shredded, and for one person' USING ERRCODE = 'HF001';
  END IF;
  IF NEW.shredded_at IS NOT NULL THEN
    PERFORM hint('data-key', NEW.person_id::text);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER data_key_keeps_its_end BEFORE UPDATE OR DELETE ON "data_key" FOR EACH ROW EXECUTE FUNCTION data_key_keeps_its_end();

-- The keys of the key file that this installation has met, by name, with a digest that tells one from another and nothing else.
CREATE TABLE "installation_key" (
    "id" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "copy_seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "installation_key_pkey" PRIMARY KEY ("id")
);

-- The number by which a person can be found, as the address has one; a household may share it.
ALTER TABLE "person" ADD COLUMN "phone_index" TEXT;
CREATE INDEX "person_phone_index_idx" ON "person"("phone_index");

-- The number of the nearest emergency service tells where somebody lives. `local_number` is written empty from here on.
ALTER TABLE "emergency_card" ADD COLUMN "local_number_sealed" TEXT;

-- Recipient's address, subject and text, sealed; "to", "subject" and "text" are written empty from here on.
ALTER TABLE "captured_message" ADD COLUMN "message_sealed" TEXT;

-- Erasure. A tombstone says of whom the clinic has forgotten everything but what happened, so that a restored backup forgets it again.
CREATE TABLE "tombstone" (
    "person_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "erased_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "tombstone_pkey" PRIMARY KEY ("person_id")
);

-- While a row is here, the patient is not erased.
CREATE TABLE "legal_hold" (
    "patient_id" UUID NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "legal_hold_pkey" PRIMARY KEY ("patient_id")
);

CREATE FUNCTION is_patient(asked uuid) RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (SELECT 1 FROM person WHERE id = asked AND role = 'patient');

-- Forgets one person: the key of all that is sealed about them, name, indexes, ways to sign in. Asks for nothing: a restore calls it, too.
CREATE FUNCTION erase_person(erased uuid, why text, at timestamptz DEFAULT app_now()) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tombstone (person_id, reason, erased_at) VALUES (erased, why, at) ON CONFLICT DO NOTHING;
  INSERT INTO data_key (id, person_id, shredded_at) VALUES (gen_random_uuid(), erased, at) ON CONFLICT DO NOTHING; -- so that none is made
  UPDATE data_key SET kek_id = NULL, wrapped = NULL, shredded_at = at WHERE person_id = erased AND shredded_at IS NULL;

  -- What an older Hearth sealed under the installation's key, or not at all, does not end with the person's.
  DELETE FROM emergency_card WHERE patient_id = erased
    AND (local_number <> '' OR address_sealed LIKE 'v1.%' OR entry_note_sealed LIKE 'v1.%' OR allergies_sealed LIKE 'v1.%');
  DELETE FROM captured_message c USING message m WHERE m.id = c.message_id AND m.recipient_id = erased;

  UPDATE person SET display_name = 'Erased', email_index = NULL, phone_index = NULL, disabled_at = coalesce(disabled_at, at),
    email_sealed = CASE WHEN email_sealed LIKE 'v2.%' THEN email_sealed END,
    phone_sealed = CASE WHEN phone_sealed LIKE 'v2.%' THEN phone_sealed END
  WHERE id = erased;
  DELETE FROM password_credential WHERE person_id = erased;
  DELETE FROM totp_secret WHERE person_id = erased;
  DELETE FROM passkey WHERE person_id = erased;
  DELETE FROM recovery_code WHERE person_id = erased;
  DELETE FROM device WHERE person_id = erased;
  UPDATE account_link SET revoked_at = now() WHERE person_id = erased AND used_at IS NULL AND revoked_at IS NULL;
  UPDATE sign_in SET agent = NULL, network = NULL, device_id = NULL WHERE person_id = erased;
  DELETE FROM idempotency_key WHERE person_id = erased;
  PERFORM hint('sign-in', id::text) FROM sign_in WHERE person_id = erased AND revoked_at IS NULL;
  UPDATE sign_in SET revoked_at = greatest(now(), last_used_at) WHERE person_id = erased AND revoked_at IS NULL;
END $$;

-- Forgets a patient, and the companions who accompany nobody else; refuses while anything about them is still to come or to be kept.
CREATE FUNCTION erase_patient(patient uuid, why text) RETURNS SETOF uuid LANGUAGE plpgsql AS $$
DECLARE
  erased uuid;
BEGIN
  PERFORM FROM person WHERE id = patient AND role = 'patient' FOR UPDATE; -- waits for bookings under way
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not a patient' USING ERRCODE = 'HE001';
  END IF;
  IF EXISTS (SELECT 1 FROM legal_hold WHERE patient_id = patient) THEN
    RAISE EXCEPTION 'on hold' USING ERRCODE = 'HE002';
  END IF;
  IF EXISTS (SELECT 1 FROM dosing_session WHERE patient_id = patient AND discharged_at IS NULL AND aborted_at IS NULL)
     OR EXISTS (SELECT 1 FROM appointment WHERE patient_id = patient AND state = 'booked' AND ends_at > app_now()) THEN
    RAISE EXCEPTION 'still in care' USING ERRCODE = 'HE003';
  END IF;
  FOR erased IN
    SELECT patient
    UNION ALL
    SELECT p.id FROM person p WHERE p.role = 'chaperone'
      AND EXISTS (SELECT 1 FROM care_assignment a WHERE a.person_id = p.id AND a.patient_id = patient)
      AND NOT EXISTS (SELECT 1 FROM care_assignment a WHERE a.person_id = p.id AND a.patient_id <> patient
                      AND NOT EXISTS (SELECT 1 FROM tombstone t WHERE t.person_id = a.patient_id))
  LOOP
    PERFORM erase_person(erased, why);
    RETURN NEXT erased;
  END LOOP;
END $$;
