import type { ChangeTerms } from '#contracts';
import { costWords } from './change-cost.js';

const terms = (isLate: boolean, feeCents: number): ChangeTerms => ({
  isLate,
  lateFrom: '2026-11-24T10:00:00.000Z',
  costs: [
    { reason: 'patient-request', feeCents, feeState: feeCents ? 'pending' : 'none' },
    { reason: 'illness', feeCents, feeState: feeCents ? 'automatic' : 'none' },
  ],
});

describe('what people read of the cost of a change', () => {
  it('is that there is none, while it is early, and where the clinic asks for none', () => {
    expect(costWords(terms(false, 0), undefined)).toBe('It costs nothing.');
    expect(costWords(terms(true, 0), 'patient-request')).toBe('It costs nothing.');
  });
  it('names the amount only for whoever may have to pay it', () => {
    expect(costWords(terms(true, 15_000), 'patient-request')).toContain('$150.00');
    expect(costWords(terms(true, 15_000), 'illness')).not.toContain('$');
    expect(costWords(terms(true, 15_000), undefined)).not.toContain('$');
  });
});
