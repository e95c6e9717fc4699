-- Medicine of a lot that was recalled does not leave the pharmacy, and none is entered for anybody: those who had some when it was recalled were
-- told, and nobody would tell those to whom it comes later. Expand only: a program from before sends less.
CREATE FUNCTION dispense_is_not_recalled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM lot_recall r WHERE r.pharmacy = NEW.pharmacy AND r.lot = NEW.lot) THEN
    RAISE EXCEPTION 'medicine of a lot that was recalled stays at the pharmacy' USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER dispense_is_not_recalled BEFORE UPDATE OF "state" ON "medication_dispense" FOR EACH ROW
  WHEN (NEW.state IN ('filled', 'shipped') AND NEW.state <> OLD.state) EXECUTE FUNCTION dispense_is_not_recalled();
