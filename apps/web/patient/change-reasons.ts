import type { CancelReason } from '#contracts';

/** Why patients change a session, in their own words. */
export const REASONS: readonly { value: CancelReason; words: string }[] = [
  { value: 'patient-request', words: 'It does not suit me' },
  { value: 'illness', words: 'I am ill' },
  { value: 'no-chaperone', words: 'Nobody can be with me' },
  { value: 'safety', words: 'I do not feel safe' },
  { value: 'technical', words: 'My phone or internet' },
];
