export const DOSE_STATES = ['planned', 'proposed', 'signed', 'released', 'taken', 'skipped', 'voided'] as const;
export type DoseState = (typeof DOSE_STATES)[number];

/** What a dose can become; a change of a signed one is proposed, and it cannot be released until somebody has signed again. */
const NEXT: Readonly<Record<DoseState, readonly DoseState[]>> = {
  planned: ['proposed', 'voided'],
  proposed: ['planned', 'signed', 'voided'],
  signed: ['proposed', 'released', 'skipped', 'voided'],
  released: ['taken', 'signed', 'skipped', 'voided'],
  taken: [],
  skipped: [],
  voided: [],
};

/** Whether a dose may go from one state to another. The trigger `dose_line_transition` says the same. */
export const mayBecome = (from: DoseState, to: DoseState): boolean => NEXT[from].includes(to);

/** Whether the dose is still to come. */
export const isToCome = (state: DoseState): boolean => NEXT[state].length > 0;
