-- What a clinician sees or hears in a session is an entry of its log.
ALTER TABLE "session_entry" DROP CONSTRAINT "session_entry_type";
ALTER TABLE "session_entry" ADD CONSTRAINT "session_entry_type" CHECK ("type" IN (
  'arrival', 'chaperone-left', 'vitals', 'gate', 'release', 'dose-taken', 'phase', 'safety-check', 'help', 'observation', 'alert',
  'acknowledgement', 'alert-closed', 'discharge-confirmation', 'discharge', 'abort'));
