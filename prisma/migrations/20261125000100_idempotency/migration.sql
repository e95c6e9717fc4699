CREATE TABLE "idempotency_key" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "route" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "reply_sealed" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "idempotency_key_person_id_route_key_key" ON "idempotency_key"("person_id", "route", "key");

-- What housekeeping looks for, each minute in each process.
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");
CREATE INDEX "outbox_event_ended" ON "outbox_event"(coalesce("done_at", "voided_at"))
    WHERE "done_at" IS NOT NULL OR "voided_at" IS NOT NULL;
CREATE INDEX "sign_in_expires_at_idx" ON "sign_in"("expires_at");
CREATE INDEX "sign_in_failure_at_idx" ON "sign_in_failure"("at");
