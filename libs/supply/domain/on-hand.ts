import { type DispenseState, isAtHome } from './lifecycle.js';

/** A dispense as far as a dose asks. Days as `2026-11-29`; units and mg as they stand on the label. */
export type Held = Readonly<{
  medication: string;
  state: DispenseState;
  onHandUnits: number;
  strengthMg: number;
  beyondUseDate: string | null;
  isRecalled: boolean;
}>;

/** Why medicine that a patient has, or waits for, is not to be taken; `good` for what may be. */
export type HeldReason = 'good' | 'none-left' | 'not-counted' | 'count-differs' | 'recalled' | 'past-use-by';

/**
 * Whether doses can be of it. The ledger keeps other medicines of a patient, too, as one against nausea; the name is what somebody has
 * typed from a label, so that ketamine and esketamine are whatever says so.
 */
export const isForDoses = ({ medication }: Pick<Held, 'medication'>): boolean => /ketamine/i.test(medication);

/** Hundredths of a unit times hundredths of a mg: exact for every value that the ledger can hold. */
const inParts = (units: number, mg: number): number => Math.round(units * 100) * Math.round(mg * 100);

/**
 * @param today the day on the patient's clock
 */
export function standingOf({ state, onHandUnits, beyondUseDate, isRecalled }: Held, today: string): HeldReason {
  if (isRecalled) return 'recalled';
  if (state === 'discrepancy') return 'count-differs';
  if (state === 'shipped') return 'not-counted';
  if (!isAtHome(state) || onHandUnits === 0) return 'none-left';
  return beyondUseDate !== null && beyondUseDate < today ? 'past-use-by' : 'good';
}

/** What says most about why nothing is there, first. */
const TELLING: readonly HeldReason[] = ['recalled', 'count-differs', 'past-use-by', 'not-counted', 'none-left'];

/** `onHandMg`: of what may be taken, rounded to hundredths. `reason`: why it is not more. */
export type OnHand = Readonly<{ onHandMg: number; reason: HeldReason }>;

/**
 * How much ketamine a patient has that may be taken. A recalled lot, one past its date, and one whose count differs are none.
 *
 * @param today the day on the patient's clock, `2026-11-29`
 */
export function onHand(held: readonly Held[], today: string): OnHand {
  const standings = held.filter(isForDoses).map((one) => ({ one, standing: standingOf(one, today) }));
  const good = standings.filter(({ standing }) => standing === 'good');
  const parts = good.reduce((sum, { one }) => sum + inParts(one.onHandUnits, one.strengthMg), 0);
  const found = new Set(standings.map(({ standing }) => standing));
  const other = TELLING.find((reason) => found.has(reason));
  return { onHandMg: parts / 10_000, reason: parts > 0 ? 'good' : (other ?? 'none-left') };
}

/** A dispense from which a dose may come, as the prescriber stated it. */
export type Source = Held & Readonly<{ id: string; doseUnits: number | null }>;

/**
 * The dispense and the units of a dose, where both are certain: the prescriber stated how many units a dose is, and so many of them are
 * exactly the milligrams that were signed. Of several the one that goes out of date first. Null: a clinician has to say it; nothing here
 * works out a number of tablets.
 *
 * @param doseMg as it was signed
 * @param today  the day on the patient's clock
 */
export function sourceOf(
  sources: readonly Source[],
  doseMg: number,
  today: string,
): Readonly<{ id: string; units: number }> | null {
  const fit = sources.filter(
    (one): one is Source & { doseUnits: number } =>
      one.doseUnits !== null &&
      isForDoses(one) &&
      standingOf(one, today) === 'good' &&
      one.onHandUnits >= one.doseUnits &&
      inParts(one.doseUnits, one.strengthMg) === inParts(1, doseMg),
  );
  const [first] = fit.toSorted(
    (a, b) => (a.beyondUseDate ?? '9').localeCompare(b.beyondUseDate ?? '9') || a.id.localeCompare(b.id),
  );
  return first ? { id: first.id, units: first.doseUnits } : null;
}
