/** Whom the last tier of a ladder calls where an emergency has to be thought of. */
export const EVERYBODY = ['chaperone', 'therapist', 'prescriber', 'on-call', 'physician', 'admin'] as const;

/** Minutes between its repetitions: two while it is fresh, then rarer, but never an end: only a person ends it. */
export const REPEAT = [2, 2, 2, 2, 2, 5, 5, 10, 10, 15, 30, 60];
