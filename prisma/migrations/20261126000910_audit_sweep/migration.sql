-- What the sweep records is audited in the same statement: it needs to know whose session it is, and may add rows to the audit only.
GRANT INSERT ON "audit_event" TO app_sweep;
GRANT SELECT ("patient_id") ON "dosing_session" TO app_sweep;
