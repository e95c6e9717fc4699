-- A prescriber reviews what they have seen: what has come while they were reading waits for its own review. Expand only: of a review from
-- before, and of a program from before, that is everything until it was written.
ALTER TABLE "protocol_review" ADD COLUMN "seen_until" TIMESTAMPTZ(3);
ALTER TABLE "protocol_review" ADD CONSTRAINT "protocol_review_of_the_past" CHECK ("seen_until" <= "reviewed_at");

-- Until when what went wrong with a patient was reviewed.
CREATE FUNCTION course_reviewed_until(patient uuid) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT coalesce(max(coalesce(seen_until, reviewed_at)), '-infinity') FROM protocol_review WHERE patient_id = patient
$$;
