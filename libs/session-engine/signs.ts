import type { Level, Sign } from './entry.js';

/** The level that each sign calls for, whenever it is seen. Source: docs/clinical-defaults.md, "Levels". */
export const SIGN_LEVELS: Readonly<Record<Sign, Level>> = {
  seizure: 4,
  'chest-pain': 4,
  'stroke-signs': 4,
  choking: 4,
  'suicidal-thoughts': 3,
  'unsafe-behaviour': 3,
  injured: 3,
  'took-more': 3,
  'wants-to-leave': 2,
  'chaperone-unfit': 2,
  panic: 1,
  'asks-to-be-alone': 1,
  'another-person': 1,
};

/** Signs that leave a patient without a companion who can look after them. */
export const leavesAlone = (sign: Sign): boolean => sign === 'chaperone-unfit';

/** Signs after which a dose that was released and not taken yet waits for another judgement of the gate. */
export const holdsDose = (sign: Sign): boolean => SIGN_LEVELS[sign] >= 2 || sign === 'another-person';
