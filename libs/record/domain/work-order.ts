/** What waits, as far as it decides what comes first. Instants in epoch ms. */
export type Waiting<Kind extends string> = Readonly<{ kind: Kind; level: number; isTaken: boolean; at: number }>;

/**
 * Kinds of work in the order of danger: alerts, live sessions that need a release, screenings, incidents, doses that are asked about or lack a
 * signature, end-point reviews, what has come back from outside, what
 * runs out, and what is not signed.
 *
 * @source docs/clinical-defaults.md, "Work list"
 */
export const WORK_ORDER = [
  ...(['session-alert', 'clinic-alert', 'release-waiting', 'screening-offered', 'screening-due', 'screening-unopened'] as const),
  ...(['incident-review', 'incident-action'] as const),
  ...([
    'dose-unsigned',
    'dose-asked',
    'end-point-review',
    'clearance-back',
    'pdmp-due',
    'basis-ending',
    'licence-ending',
    'note-left',
    'note-unsigned',
  ] as const),
] as const;

/** From here on an alert is urgent: it comes before all that has no level, even when somebody has taken it on. */
const URGENT = 3;
const ALERTS: ReadonlySet<string> = new Set(['session-alert', 'clinic-alert']);

/** Alerts that nobody has taken on and urgent ones, by level; then the kinds in their order; then what waits longest. */
function rankOf({ kind, level, isTaken }: Waiting<(typeof WORK_ORDER)[number]>): readonly [number, number] {
  const place = WORK_ORDER.indexOf(kind);
  if (!ALERTS.has(kind)) return [1, place];
  return isTaken && level < URGENT ? [1, WORK_ORDER.length] : [0, -2 * level - Number(!isTaken)];
}

/** The most dangerous first. */
export function workOrder<T extends Waiting<(typeof WORK_ORDER)[number]>>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => {
    const [first, second] = [rankOf(a), rankOf(b)];
    return first[0] - second[0] || first[1] - second[1] || a.at - b.at;
  });
}
