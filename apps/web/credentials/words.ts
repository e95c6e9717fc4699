import type { Coverage, LegalBasisKind, LicenceEndReason, LicenceKind, LicenceStanding } from '#contracts';

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
  'prescriptive-authority': 'Authority of the state to prescribe',
  'state-registration': 'Registration of the state for controlled substances',
  'dea-registration': 'Registration with the DEA (schedule III)',
  collaboration: 'Agreement with a collaborating physician',
};

/** As it is named in a sentence: what lets somebody treat patients is a licence. */
export const nameOf = (kind: LicenceKind): string => {
  const isBeside = ['prescriptive-authority', 'state-registration', 'dea-registration', 'collaboration'].includes(kind);
  return isBeside ? `the ${KINDS[kind].charAt(0).toLowerCase()}${KINDS[kind].slice(1)}` : 'the licence';
};

export const BASES: Readonly<Record<LegalBasisKind, string>> = {
  'telemedicine-flexibility': 'Flexibilities for telemedicine (DEA)',
  'in-person-exam': 'Examined in person',
  'special-registration': 'Special registration for telemedicine',
  other: 'Another rule',
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

const NEEDS: Readonly<Record<string, string>> = {
  licence: 'licence there',
  'prescriptive-authority': 'authority of the state to prescribe',
  collaboration: 'agreement with a collaborating physician',
  'state-registration': 'registration of the state for controlled substances',
  'dea-registration': 'registration with the DEA for it',
  'legal-basis': 'basis in law for prescribing at a distance',
};
const LACKS: Readonly<Record<string, (need: string) => string>> = {
  missing: (need) => `has no ${need}`,
  ended: (need) => `has ${articled(need)} that was ended`,
  over: (need) => `has ${articled(need)} that is over`,
  'not-yet': (need) => `has ${articled(need)} that is not valid yet`,
};
const articled = (need: string): string => `${/^[aeiou]/.test(need) ? 'an' : 'a'} ${need}`;
const LACK = /^(.+)-(missing|ended|over|not-yet)$/;

/**
 * What a clinician lacks, said after their name.
 *
 * @param lack the stable reason: `dea-registration-over`
 * @returns    undefined when it is none
 */
export function authorityWords(lack: string): string | undefined {
  if (lack === 'not-stated') return 'is not told where the patient is';
  const [, need = '', how = ''] = LACK.exec(lack) ?? [];
  return NEEDS[need] && LACKS[how]?.(NEEDS[need]);
}
