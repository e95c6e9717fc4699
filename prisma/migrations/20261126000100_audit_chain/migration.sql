-- Why and from where; which transaction; when in real time. The version before writes none of it.
ALTER TABLE "audit_event"
    ADD COLUMN "purpose" TEXT NOT NULL DEFAULT 'unstated',
    ADD COLUMN "sign_in_id" UUID,
    ADD COLUMN "address" TEXT,
    ADD COLUMN "txid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    ADD COLUMN "written_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp();

CREATE INDEX "audit_event_actor_id_at_idx" ON "audit_event"("actor_id", "at");
CREATE INDEX "audit_event_at_idx" ON "audit_event"("at");
-- By which the sealer finds what is new.
CREATE INDEX "audit_event_txid_idx" ON "audit_event"("txid");

-- The chain: a dense position and a hash for each event, given by the sealer after the event's commit. The event itself never changes.
-- No foreign key: it would lock, and so rewrite, every event that is sealed.
CREATE TABLE "audit_seal" (
    "position" BIGINT NOT NULL,
    "event_id" UUID NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_seal_pkey" PRIMARY KEY ("position"),
    CONSTRAINT "audit_seal_is_sha256" CHECK (octet_length("hash") = 32),
    CONSTRAINT "audit_seal_positive" CHECK ("position" > 0)
);
CREATE UNIQUE INDEX "audit_seal_event_id_key" ON "audit_seal"("event_id");

-- The last seal of each round, signed.
CREATE TABLE "audit_head" (
    "position" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,
    "key_id" TEXT NOT NULL,
    "signature" BYTEA NOT NULL,
    "sealed_below" xid8 NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("position")
);

CREATE TRIGGER audit_seal_is_a_fact BEFORE UPDATE OR DELETE ON "audit_seal" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER audit_seal_stays BEFORE TRUNCATE ON "audit_seal" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER audit_head_is_a_fact BEFORE UPDATE OR DELETE ON "audit_head" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER audit_head_stays BEFORE TRUNCATE ON "audit_head" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();

-- Events with their place, under the names in which the program reads them.
CREATE VIEW "audit_trail" AS
  SELECT e.id, e.at, e.actor_id, e.actor_role AS "actorRole", e.action, e.purpose, e.subject_person_id, e.object_type AS "objectType",
    e.object_id AS "objectId", e.reason, e.address, s.position, e.actor_id AS "actorId", e.subject_person_id AS "subjectId"
  FROM "audit_event" e LEFT JOIN "audit_seal" s ON s.event_id = e.id;
