import { type DispenseState, isAtHome } from './lifecycle.js';

/** What a count leads to: the states that the dispense goes through, and whether it differs from what was to be there. */
export type CountOutcome = Readonly<{ through: readonly DispenseState[]; isDiscrepancy: boolean }>;

const EQUAL: Readonly<Partial<Record<DispenseState, readonly DispenseState[]>>> = {
  shipped: ['delivered'],
  delivered: [],
  'in-use': ['reconciled'],
  reconciled: [],
};

/**
 * Judges a count against the ledger. A difference of a quarter of a unit is one, in either direction; nothing is rounded away.
 *
 * @param state    before the count
 * @param expected units that were to be there: what was filled for a parcel that has just come, else what is on hand
 * @param counted  units that somebody saw
 * @returns        null where there is nothing to count: not sent yet, gone, or waiting for its review
 */
export function judgeCount(state: DispenseState, expected: number, counted: number): CountOutcome | null {
  const equal = EQUAL[state];
  if (!equal) return null;
  if (counted !== expected) return { through: ['discrepancy'], isDiscrepancy: true };
  const isEmpty = counted === 0 && state !== 'shipped';
  if (!isEmpty) return { through: equal, isDiscrepancy: false };
  const reconciled = state === 'reconciled' ? [] : (['reconciled'] as const);
  return { through: [...reconciled, 'exhausted'], isDiscrepancy: false };
}

/**
 * How soon somebody has to be there for a count that differs: less than was left at home may have been taken, and that is asked about now.
 *
 * @source docs/clinical-defaults.md, "Supply" (a wrong count of what is at home is urgent, L3)
 */
export const howSoon = (state: DispenseState, expected: number, counted: number): 'now' | 'urgent' =>
  isAtHome(state) && counted < expected ? 'now' : 'urgent';
