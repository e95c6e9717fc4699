-- From which screen a signal came: what an old screen said is not taken for the word of the new one of the same person (docs/adr/0038). Expand
-- only: programs from before leave it out, and what they say is taken as it always was.

ALTER TABLE "call_signal" ADD COLUMN "from_connection" UUID;
