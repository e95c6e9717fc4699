-- An authenticator app that is to replace another waits here for its first code. The one in use stays: without it a password alone would
-- let somebody enrol an app of their own. The version before still replaces it at once.
ALTER TABLE "totp_secret" ADD COLUMN "next_sealed" TEXT;
