-- What a clinic says about itself, and every version of it.

-- AlterTable
ALTER TABLE "clinic_settings" ADD COLUMN     "changed_by" UUID,
ADD COLUMN     "change_reason" TEXT,
ADD COLUMN     "crisis_numbers" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "holidays" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "home_text" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "sites" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "clinic_settings_version" (
    "version" INTEGER NOT NULL,
    "settings" JSONB NOT NULL,
    "changed_by" UUID,
    "reason" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "clinic_settings_version_pkey" PRIMARY KEY ("version")
);

-- What Prisma's schema cannot say: whatever changes the settings leaves a version, and versions stay.

CREATE FUNCTION clinic_settings_next_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.version := coalesce((SELECT max(version) FROM clinic_settings_version), 0) + 1;
  RETURN NEW;
END $$;
CREATE TRIGGER clinic_settings_next_version BEFORE INSERT OR UPDATE ON "clinic_settings"
  FOR EACH ROW EXECUTE FUNCTION clinic_settings_next_version();

CREATE FUNCTION clinic_settings_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO clinic_settings_version (version, settings, changed_by, reason)
  VALUES (NEW.version, to_jsonb(NEW) - ARRAY['one', 'version', 'changed_by', 'change_reason'], NEW.changed_by, NEW.change_reason);
  RETURN NULL;
END $$;
CREATE TRIGGER clinic_settings_keep_version AFTER INSERT OR UPDATE ON "clinic_settings"
  FOR EACH ROW EXECUTE FUNCTION clinic_settings_keep_version();

CREATE TRIGGER clinic_settings_version_is_a_fact BEFORE UPDATE OR DELETE ON "clinic_settings_version" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER clinic_settings_version_stays BEFORE TRUNCATE ON "clinic_settings_version" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();

-- The settings that are there become the first version.
UPDATE "clinic_settings" SET "version" = "version";
