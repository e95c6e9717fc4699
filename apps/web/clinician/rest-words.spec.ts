import type { RestMember } from '#contracts';
import { clinicCostWords } from './rest-words.js';

const cost = (isLate: boolean, feeCents: number): Pick<RestMember, 'isLate' | 'costs'> => ({
  isLate,
  costs: [
    { reason: 'patient-request', feeCents, feeState: feeCents ? 'pending' : 'none' },
    { reason: 'illness', feeCents, feeState: feeCents ? 'automatic' : 'none' },
  ],
});

describe('what staff reads of the cost of a change', () => {
  it('tells what is in time from what the clinic asks nothing for', () => {
    expect(clinicCostWords(cost(false, 0), 'patient-request')).toContain('in time');
    expect(clinicCostWords(cost(true, 0), 'patient-request')).toContain('costs nothing in this clinic');
  });
  it('names an amount only where somebody decides it, and a waiver where the rule does', () => {
    expect(clinicCostWords(cost(true, 15_000), 'patient-request')).toContain('$150.00 by the rule');
    expect(clinicCostWords(cost(true, 15_000), 'illness')).toBe('late, waived by the rule for this reason');
    expect(clinicCostWords(cost(true, 15_000), undefined)).not.toContain('$');
  });
});
