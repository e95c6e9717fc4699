import type { CountFinding, Dispense, DispenseState, HeldReason } from '#contracts';

export const STATES: Readonly<Record<DispenseState, string>> = {
  ordered: 'Ordered',
  'sent-to-pharmacy': 'At the pharmacy',
  filled: 'Filled',
  shipped: 'On its way',
  delivered: 'Delivered and counted',
  'in-use': 'In use',
  reconciled: 'In use, count right',
  exhausted: 'Used up',
  returned: 'Returned',
  destroyed: 'Destroyed',
  discrepancy: 'Count differs',
  withdrawn: 'Withdrawn',
};

export const STANDINGS: Readonly<Record<HeldReason, string>> = {
  good: 'May be taken',
  'none-left': 'None at home',
  'not-counted': 'Not counted yet',
  'count-differs': 'Held: a count differs',
  recalled: 'Recalled: nothing of it is to be taken',
  'past-use-by': 'Past its date: nothing of it is to be taken',
};

export const FINDINGS: Readonly<Record<CountFinding, string>> = {
  'counted-again': 'Counted again, and it was right',
  'pharmacy-error': 'The pharmacy sent another number',
  lost: 'Lost',
  damaged: 'Damaged',
  'taken-outside-session': 'Taken outside of a session',
  'diversion-suspected': 'May have been taken by somebody else',
  'not-explained': 'Not explained',
};

export const MOVES: Readonly<Record<Dispense['movements'][number]['kind'], string>> = {
  received: 'Received',
  taken: 'Taken in a session',
  returned: 'Returned',
  destroyed: 'Destroyed',
  adjusted: 'Set right after a review',
};

/** `2.5 troches`; the form of a medicine is what one unit of it is called. */
export const unitsWords = (units: number, form: string): string => `${units} ${units === 1 ? form : `${form}s`}`;

export const medicineName = ({ medication, strengthMg, form }: Pick<Dispense, 'medication' | 'strengthMg' | 'form'>): string =>
  `${medication} ${strengthMg} mg, ${form}`;
