import type { Coverage, LicenceEndReason, LicenceKind, LicenceStanding } from '#contracts';

export const KINDS: Readonly<Record<LicenceKind, string>> = {
  physician: 'Physician',
  'nurse-practitioner': 'Nurse practitioner',
  'physician-assistant': 'Physician assistant',
  nurse: 'Nurse',
  psychologist: 'Psychologist',
  'clinical-social-worker': 'Clinical social worker',
  'marriage-family-therapist': 'Marriage and family therapist',
  counselor: 'Counselor',
  'telehealth-registration': 'Registration for care from another state',
  other: 'Another licence',
};

export const END_REASONS: Readonly<Record<LicenceEndReason, string>> = {
  surrendered: 'Given up',
  suspended: 'Suspended',
  revoked: 'Revoked',
  'left-clinic': 'Has left the clinic',
  correction: 'Was entered wrongly',
};

export const STANDINGS: Readonly<Record<LicenceStanding, Readonly<{ words: string; kind: 'done' | 'due' | 'late' }>>> = {
  active: { words: 'Valid', kind: 'done' },
  'ends-soon': { words: 'Ends soon', kind: 'due' },
  'not-yet': { words: 'Not yet', kind: 'due' },
  over: { words: 'Over', kind: 'late' },
  ended: { words: 'Ended', kind: 'late' },
};

/** What somebody may, said after their name. */
export const COVERAGE: Readonly<Record<Coverage, string>> = {
  covered: 'may treat there',
  'not-stated': 'nobody has said where the patient is today',
  'no-licence-there': 'has no licence there',
  'not-yet': 'has a licence there that is not valid yet',
  over: 'has a licence there that is over',
  ended: 'has a licence there that was ended',
};
