/** Where a dispense is between the order and the last unit. `withdrawn`: nothing ever left the pharmacy. */
export type DispenseState =
  | 'ordered'
  | 'sent-to-pharmacy'
  | 'filled'
  | 'shipped'
  | 'delivered'
  | 'in-use'
  | 'reconciled'
  | 'exhausted'
  | 'returned'
  | 'destroyed'
  | 'discrepancy'
  | 'withdrawn';

/**
 * What may follow on what. The database holds the same list (`dispense_may_move`).
 *
 * @source docs/clinical-defaults.md, "Supply"
 */
export const transitions = {
  ordered: ['sent-to-pharmacy', 'withdrawn'],
  'sent-to-pharmacy': ['filled', 'withdrawn'],
  filled: ['shipped', 'withdrawn'],
  shipped: ['delivered', 'discrepancy'],
  delivered: ['in-use', 'returned', 'destroyed', 'discrepancy'],
  'in-use': ['reconciled', 'returned', 'destroyed', 'discrepancy'],
  reconciled: ['in-use', 'exhausted', 'returned', 'destroyed', 'discrepancy'],
  discrepancy: ['reconciled'],
  exhausted: [],
  returned: [],
  destroyed: [],
  withdrawn: [],
} as const satisfies Readonly<Record<DispenseState, readonly DispenseState[]>>;

export const mayMove = (from: DispenseState, to: DispenseState): boolean =>
  (transitions[from] as readonly DispenseState[]).includes(to);

const AT_HOME: readonly DispenseState[] = ['delivered', 'in-use', 'reconciled'];
/** Whether the patient has it and its count was right when it was last counted. */
export const isAtHome = (state: DispenseState): boolean => AT_HOME.includes(state);

const AT_PHARMACY: readonly DispenseState[] = ['ordered', 'sent-to-pharmacy', 'filled', 'withdrawn'];
export const hasLeftThePharmacy = (state: DispenseState): boolean => !AT_PHARMACY.includes(state);
