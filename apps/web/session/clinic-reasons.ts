import type { CancelReason } from '#contracts';

export type Reasons = readonly Readonly<{ value: CancelReason; words: string }>[];

/** Why the clinic changes something, as its people say it. */
export const CLINIC_REASONS: Reasons = [
  { value: 'clinic', words: 'It is on our side' },
  { value: 'patient-request', words: 'The patient asked for it' },
  { value: 'illness', words: 'The patient is ill' },
  { value: 'no-chaperone', words: 'Nobody can be with the patient' },
  { value: 'safety', words: 'It is not safe' },
  { value: 'technical', words: 'Phone or internet' },
];
