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
