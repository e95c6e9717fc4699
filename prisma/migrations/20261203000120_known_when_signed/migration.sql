-- What had happened when a version of a protocol was signed is kept with it, as reason and fact: whatever else comes to light pauses the course,
-- also when it happened, or was begun, before the signature and was committed after it (docs/adr/0033). Expand only: null is a version from
-- before, of which the time of its signature says what was known.

-- AlterTable
ALTER TABLE "protocol_version" ADD COLUMN     "known_facts" JSONB;
