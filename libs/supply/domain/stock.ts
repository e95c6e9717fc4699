/** A lot of the clinic's own stock, as far as a dose asks. Days as `2026-11-29`; units as they are counted. */
export type StockFacts = Readonly<{ onHandUnits: number; beyondUseDate: string; isRecalled: boolean }>;
export type StockStanding = 'good' | 'none-left' | 'recalled' | 'past-use-by';

/** @param today the day on the clinic's clock */
export function stockStanding({ onHandUnits, beyondUseDate, isRecalled }: StockFacts, today: string): StockStanding {
  if (isRecalled) return 'recalled';
  if (beyondUseDate < today) return 'past-use-by';
  return onHandUnits > 0 ? 'good' : 'none-left';
}

/** What was taken out of the stock for a dose, and has neither been put back nor destroyed. */
export type DrawFacts = Omit<StockFacts, 'onHandUnits'> & Readonly<{ units: number; strengthMg: number }>;
/** Why it is not to be given; `good` when it may be. */
export type DrawnReason = 'good' | 'not-drawn' | 'recalled' | 'past-use-by';

/** Milligrams of so many units, exact to the hundredth that the ledger holds. */
export const drawnMg = ({ units, strengthMg }: Pick<DrawFacts, 'units' | 'strengthMg'>): number =>
  (Math.round(units * 100) * Math.round(strengthMg * 100)) / 10_000;

/**
 * How much was drawn for a dose, and whether it may be given.
 *
 * @param draw  null: nothing was
 * @param today the day on the clinic's clock
 */
export function drawStanding(draw: DrawFacts | null, today: string): Readonly<{ drawnMg: number; reason: DrawnReason }> {
  if (!draw) return { drawnMg: 0, reason: 'not-drawn' };
  const reason = draw.isRecalled ? 'recalled' : draw.beyondUseDate < today ? 'past-use-by' : 'good';
  return { drawnMg: drawnMg(draw), reason };
}
