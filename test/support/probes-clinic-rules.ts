const said = 'The matrix tries every door.';
/** Based on a version that nobody has seen: nothing comes of it. */
const LIMITS = { basedOn: 999, reason: said, limits: { gapDays: 60 } };

/** What is sent to the doors of what a clinic sets for itself. */
export const CLINIC_RULE_BODIES = {
  'POST /v1/pause-limits': LIMITS,
  'POST /v1/patients/{patientId}/pause-limits': LIMITS,
} as const;
