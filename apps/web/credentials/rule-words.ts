import type { PrescribingRule } from '#contracts';

export const DEA: Readonly<Record<PrescribingRule['dea'], string>> = {
  there: 'a registration with the DEA for this state',
  anywhere: 'a registration with the DEA for any state',
  none: 'no registration with the DEA',
};
export const PDMP: Readonly<Record<PrescribingRule['pdmp'], string>> = {
  'each-order': 'before each order',
  'every-days': 'every so many days',
  none: 'not asked',
};

const look = ({ pdmp, pdmpDays }: PrescribingRule): string => {
  if (pdmp === 'none') return 'no look at a monitoring programme';
  return `a look at the monitoring programme ${pdmp === 'each-order' ? 'before each order' : `every ${pdmpDays} days`}`;
};

/** All that a state asks of prescribers, as one sentence. */
export function asksOf(rule: PrescribingRule): string {
  const asked = [
    rule.needsPrescriptiveAuthority && 'an authority to prescribe (of whoever is no physician)',
    rule.needsCollaboration && 'an agreement with a physician (of whoever is no physician)',
    rule.needsStateRegistration && 'a registration of the state for controlled substances',
    DEA[rule.dea],
    look(rule),
  ].filter(Boolean);
  return `Asks for ${asked.slice(0, -1).join(', ')}, and ${asked.at(-1)}.`;
}
