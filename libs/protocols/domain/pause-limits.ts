/** From where on the rules for pausing speak. The lower each of them, the sooner a course is paused. */
export type PauseLimits = Readonly<{
  /** The level of an alert. */
  graveLevel: number;
  /** Points of PHQ-9 or GAD-7 above the first one, and how often. */
  worseBy: number;
  worseTimes: number;
  visitsMissed: number;
  /** Symptoms at one check. */
  urinarySymptoms: number;
  /** Days without a dose. */
  gapDays: number;
  /** From which first PHQ-9 on there is a response to ask for, and which share of it may be left, in percent. */
  responseFrom: number;
  responseLeftPct: number;
}>;
export type PauseLimitName = keyof PauseLimits;

/** What Hearth brings: nobody's own is above it. Source: docs/clinical-defaults.md, "Ledger and pauses". */
export const PAUSE_LIMITS: PauseLimits = {
  ...{ graveLevel: 3, worseBy: 5, worseTimes: 2, visitsMissed: 2, urinarySymptoms: 2, gapDays: 90 },
  ...{ responseFrom: 10, responseLeftPct: 50 },
};

/** Below these a rule would speak of what happens in every course. Source: Hearth's own, to be reviewed. */
export const PAUSE_FLOORS: PauseLimits = {
  ...{ graveLevel: 2, worseBy: 2, worseTimes: 1, visitsMissed: 1, urinarySymptoms: 1, gapDays: 14 },
  ...{ responseFrom: 5, responseLeftPct: 25 },
};

export const PAUSE_LIMIT_NAMES = Object.keys(PAUSE_LIMITS) as readonly PauseLimitName[];

/** The strictest of what Hearth brings, the clinic's and the patient's own: of each the lowest. */
export const strictestPauseLimits = (...own: readonly Partial<PauseLimits>[]): PauseLimits =>
  Object.fromEntries(
    PAUSE_LIMIT_NAMES.map((name) => [name, Math.min(PAUSE_LIMITS[name], ...own.map((each) => each[name] ?? PAUSE_LIMITS[name]))]),
  ) as PauseLimits;

/** Names that are unknown, or of what is no whole number between its floor and what Hearth brings. The database refuses the same. */
export const refusedPauseLimits = (own: Readonly<Record<string, number>>): string[] =>
  Object.entries(own).flatMap(([name, limit]) => {
    const isKnown = (PAUSE_LIMIT_NAMES as readonly string[]).includes(name);
    const [floor, brought] = [PAUSE_FLOORS[name as PauseLimitName], PAUSE_LIMITS[name as PauseLimitName]];
    return isKnown && Number.isInteger(limit) && limit >= floor && limit <= brought ? [] : [name];
  });
