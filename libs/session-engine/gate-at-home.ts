import type { GateFinding } from './entry.js';

/** Why there is no more medicine that may be taken; `good` when there is some. */
export type MedicineReason = 'good' | 'none-left' | 'not-counted' | 'count-differs' | 'recalled' | 'past-use-by';
/** What is ready at the patient's home. Milligrams. `open`: what is still to be done before this dose, the first by name. */
export type ReadyAtHome = Readonly<{
  medicine: Readonly<{ onHandMg: number; doseMg: number; reason: MedicineReason }>;
  preparation: Readonly<{ openItems: number; firstOpen: string | null }>;
}>;

/** No session without the medicine for its dose: counted, in date, and of no lot that was recalled. */
function judgeMedicine({ medicine: { onHandMg, doseMg, reason } }: ReadyAtHome): GateFinding {
  const isMet = reason === 'good' && onHandMg >= doseMg;
  const why = isMet ? 'on-hand' : reason === 'good' ? 'not-enough' : reason;
  return { item: 'medicine-on-hand', isMet, reason: why, evidence: { onHandMg, doseMg } };
}

function judgePreparation({ preparation: { openItems, firstOpen } }: ReadyAtHome): GateFinding {
  const isMet = openItems === 0;
  return { item: 'prep-done', isMet, reason: isMet ? 'prepared' : 'preparation-open', evidence: { openItems, firstOpen } };
}

/** The items of the gate that people get ready at home before they come to it, in the gate's order. */
export const judgeReadyAtHome = (ready: ReadyAtHome): readonly GateFinding[] => [judgeMedicine(ready), judgePreparation(ready)];
