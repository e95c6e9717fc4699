export type Route = 'sublingual' | 'oral' | 'intramuscular' | 'intravenous';

/** How much of a dose reaches the blood, percent; the range is the published one. */
type Bioavailability = Readonly<{ lowPct: number; meanPct: number; highPct: number; source: string }>;

const CHONG = 'Chong et al., Pain Medicine 2006;7:469';
const BIOAVAILABILITY: Readonly<Record<Route, Bioavailability>> = {
  sublingual: { lowPct: 15, meanPct: 32, highPct: 49, source: `${CHONG} (32 ± 17 %)` },
  oral: { lowPct: 14, meanPct: 23, highPct: 32, source: `${CHONG} (23 ± 9 %)` },
  intramuscular: { lowPct: 93, meanPct: 93, highPct: 93, source: 'about 93 %: general knowledge, no range published here' },
  intravenous: { lowPct: 100, meanPct: 100, highPct: 100, source: '100 % by definition' },
};

/** The route of a template by its name; null where the name tells none. */
export function routeOf(template: string): Route | null {
  const name = template.toLowerCase();
  if (/\b(sublingual|buccal|sl|low-dose)\b/.test(name)) return 'sublingual';
  if (/\boral\b/.test(name)) return 'oral';
  if (/\b(intramuscular|im)\b/.test(name)) return 'intramuscular';
  return /\b(intravenous|iv|infusion)\b/.test(name) ? 'intravenous' : null;
}

export type AbsorbedDose = Readonly<{ route: Route; lowMg: number; meanMg: number; highMg: number; source: string }>;

const part = (mg: number, pct: number) => Math.round(mg * pct) / 100;

/**
 * About how much of a dose reaches the blood: arithmetic with a published range, for clinicians, and no suggestion of anything. It leaves
 * out norketamine, and how the dose is spread over time.
 *
 * @param doseMg mg that were taken
 * @returns      mg; null where the route is not known
 * @source       Chong 2006 for what is taken by mouth; docs/clinical-defaults.md, "Ledger and pauses"
 */
export function absorbedDose(route: Route | null, doseMg: number): AbsorbedDose | null {
  if (route === null) return null;
  const { lowPct, meanPct, highPct, source } = BIOAVAILABILITY[route];
  return { route, lowMg: part(doseMg, lowPct), meanMg: part(doseMg, meanPct), highMg: part(doseMg, highPct), source };
}
