-- Versions that the medical director drafts, publishes and retires have one law, whatever they are versions of. What held before holds; what only
-- templates have, a needle at home, is a law of theirs. Expand only.

-- Arguments: what it is a version of, in words, and the column that says which one.
CREATE FUNCTION published_version_law() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  what CONSTANT text := TG_ARGV[0];
  whose CONSTANT text := TG_ARGV[1];
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a version of % stays', what USING ERRCODE = 'HF003';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' THEN
      RAISE EXCEPTION 'a version of % begins as a draft', what USING ERRCODE = 'HF002';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('draft', 'published'), ('published', 'retired')) THEN
    RAISE EXCEPTION 'a version of % cannot go from % to %', what, OLD.state, NEW.state USING ERRCODE = 'HF002';
  END IF;
  IF (to_jsonb(NEW) -> whose, NEW.number) IS DISTINCT FROM (to_jsonb(OLD) -> whose, OLD.number)
     OR ((OLD.state <> 'draft' OR NEW.state <> 'draft') AND (NEW.content, NEW.revision) IS DISTINCT FROM (OLD.content, OLD.revision))
     OR (OLD.state <> 'draft' AND (NEW.published_by, NEW.published_at) IS DISTINCT FROM (OLD.published_by, OLD.published_at)) THEN
    RAISE EXCEPTION 'a published version of % does not change', what USING ERRCODE = 'HF003';
  END IF;
  IF NEW.state = 'published' AND OLD.state = 'draft'
     AND NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.published_by AND is_medical_director AND disabled_at IS NULL) THEN
    RAISE EXCEPTION '% is published by the medical director', what USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER programme_version_law BEFORE INSERT OR UPDATE OR DELETE ON "programme_version"
  FOR EACH ROW EXECUTE FUNCTION published_version_law('a programme', 'programme_id');
CREATE OR REPLACE TRIGGER protocol_template_version_law BEFORE INSERT OR UPDATE OR DELETE ON "protocol_template_version"
  FOR EACH ROW EXECUTE FUNCTION published_version_law('a template', 'template_id');

CREATE FUNCTION protocol_template_needle_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT coalesce((SELECT subcutaneous_at_home FROM protocol_permission ORDER BY number DESC LIMIT 1), false) THEN
    RAISE EXCEPTION 'subcutaneous ketamine at home is not allowed in this clinic' USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER protocol_template_version_needle_law BEFORE UPDATE OF "state" ON "protocol_template_version" FOR EACH ROW
  WHEN (NEW.state = 'published' AND OLD.state = 'draft' AND NEW.route = 'subcutaneous' AND NEW.setting <> 'clinic')
  EXECUTE FUNCTION protocol_template_needle_law();

DROP FUNCTION programme_version_law();
DROP FUNCTION protocol_template_version_law();
