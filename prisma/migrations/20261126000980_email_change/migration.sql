-- Another e-mail address, by a link that is sent to it. Expand only: what knows of the other links goes on as before.
ALTER TYPE "account_link_purpose" ADD VALUE 'email_change';

ALTER TABLE "account_link"
    ADD COLUMN "email_sealed" TEXT,
    ADD COLUMN "sign_in_id" UUID;
