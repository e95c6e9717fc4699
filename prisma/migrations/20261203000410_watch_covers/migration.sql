-- A clinician who watches sessions is away for a while, and somebody covers them (docs/adr/0050). Expand only.

-- CreateTable
CREATE TABLE "watch_cover" (
    "id" UUID NOT NULL,
    "away_id" UUID NOT NULL,
    "cover_id" UUID NOT NULL,
    "minutes" INTEGER NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "accepted_at" TIMESTAMPTZ(3),
    "began_at" TIMESTAMPTZ(3),
    "until_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ended_as" TEXT,

    CONSTRAINT "watch_cover_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "watch_cover_cover_id_idx" ON "watch_cover"("cover_id");

-- AddForeignKey
ALTER TABLE "watch_cover" ADD CONSTRAINT "watch_cover_away_id_fkey" FOREIGN KEY ("away_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "watch_cover" ADD CONSTRAINT "watch_cover_cover_id_fkey" FOREIGN KEY ("cover_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.
ALTER TABLE "watch_cover" ADD CONSTRAINT "watch_cover_by_another" CHECK ("away_id" <> "cover_id");
ALTER TABLE "watch_cover" ADD CONSTRAINT "watch_cover_minutes" CHECK ("minutes" BETWEEN 5 AND 120);
ALTER TABLE "watch_cover" ADD CONSTRAINT "watch_cover_steps" CHECK (
  ("began_at" IS NULL OR "accepted_at" IS NOT NULL) AND ("began_at" IS NULL) = ("until_at" IS NULL) AND ("ended_at" IS NULL) = ("ended_as" IS NULL)
  AND "ended_as" IN ('declined', 'withdrawn', 'lapsed', 'returned', 'given-back', 'over', 'lost'));
CREATE UNIQUE INDEX "watch_cover_one_at_a_time" ON "watch_cover" ("away_id") WHERE "ended_at" IS NULL;

-- Whether somebody's screen has proven within the lease that it shows each dosed session of another; leases are real time.
CREATE FUNCTION watch_is_held(away uuid, cover uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT NOT EXISTS (
    SELECT 1 FROM dosing_session s
    WHERE s.dosed_at IS NOT NULL AND s.discharged_at IS NULL AND away IN (s.therapist_id, s.prescriber_id)
      AND NOT EXISTS (
        SELECT 1 FROM session_watch w WHERE w.session_id = s.id AND w.person_id = cover
          AND w.seen_at > now() - coalesce((s.plan -> 'watch' ->> 'leaseSec')::int, 60) * interval '1 second'))
$$;

-- Nobody who is away covers another, and nobody covers somebody who covers; what a prescriber does only one who prescribes covers.
-- It begins when the other's screen shows every dosed session, and not before: until then whoever asked is the one who watches.
CREATE FUNCTION watch_cover_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP IN ('DELETE', 'TRUNCATE') THEN
    RAISE EXCEPTION 'who covered whom stays' USING ERRCODE = 'HF001';
  END IF;
  IF TG_OP = 'INSERT' THEN
    PERFORM pg_advisory_xact_lock(hashtext('watch_cover'));
    IF EXISTS (SELECT 1 FROM watch_cover c WHERE c.ended_at IS NULL AND (c.away_id = NEW.cover_id OR c.cover_id = NEW.away_id)) THEN
      RAISE EXCEPTION 'a cover of a cover' USING ERRCODE = 'HF003';
    END IF;
    IF NOT EXISTS (
      SELECT 1 FROM person away, person cover
      WHERE away.id = NEW.away_id AND cover.id = NEW.cover_id AND cover.disabled_at IS NULL AND NOT cover.is_external
        AND (cover.role IN ('prescriber', 'physician') OR away.role = 'therapist' AND cover.role = 'therapist')) THEN
      RAISE EXCEPTION 'somebody who cannot cover' USING ERRCODE = 'HF003';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.ended_at IS NOT NULL OR OLD.accepted_at IS NOT NULL AND NEW.accepted_at IS DISTINCT FROM OLD.accepted_at
     OR OLD.began_at IS NOT NULL AND (NEW.began_at, NEW.until_at) IS DISTINCT FROM (OLD.began_at, OLD.until_at)
     OR (NEW.id, NEW.away_id, NEW.cover_id, NEW.minutes, NEW.asked_at) IS DISTINCT FROM (OLD.id, OLD.away_id, OLD.cover_id, OLD.minutes, OLD.asked_at) THEN
    RAISE EXCEPTION 'who covered whom stays' USING ERRCODE = 'HF001';
  END IF;
  IF OLD.began_at IS NULL AND NEW.began_at IS NOT NULL THEN
    IF NOT watch_is_held(NEW.away_id, NEW.cover_id) THEN
      RAISE EXCEPTION 'a dosed session would be without a watcher' USING ERRCODE = 'HF003';
    END IF;
    NEW.until_at := NEW.began_at + NEW.minutes * interval '1 minute';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER watch_cover_law BEFORE INSERT OR UPDATE OR DELETE ON "watch_cover" FOR EACH ROW EXECUTE FUNCTION watch_cover_law();
CREATE TRIGGER watch_cover_stays BEFORE TRUNCATE ON "watch_cover" FOR EACH STATEMENT EXECUTE FUNCTION watch_cover_law();

-- The sweep begins and ends covers, and calls back whoever was away. Of a session it sees who leads it, and no more than before.
GRANT SELECT, UPDATE ("began_at", "ended_at", "ended_as") ON "watch_cover" TO app_sweep;
GRANT SELECT ("therapist_id", "prescriber_id") ON "dosing_session" TO app_sweep;
