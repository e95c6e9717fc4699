/** What a state asks of whoever prescribes a controlled substance of schedule III to somebody who is there. Each version is the clinic's. */
export type PrescribingRule = Readonly<{
  /** ISO 3166-2. */
  jurisdiction: string;
  /** Whoever is no physician needs a prescriptive authority of the state beside the licence. */
  needsPrescriptiveAuthority: boolean;
  /** Whoever is no physician needs an agreement with a collaborating or supervising physician. */
  needsCollaboration: boolean;
  /** A controlled-substance registration of the state itself. */
  needsStateRegistration: boolean;
  /** A registration with the DEA: for that state, for any, or none (where its law does not reach). */
  dea: 'there' | 'anywhere' | 'none';
  /** How often the state's prescription monitoring programme has to be looked at: for each order, or every so many days. */
  pdmp: 'each-order' | 'every-days' | 'none';
  /** Of `every-days`; null otherwise. */
  pdmpDays: number | null;
}>;

/**
 * What is asked where the clinic has not looked up the state's own rule: everything. It is nobody's law, and is shown as "to be verified
 * by the clinic": a state that asks for less lets a clinic enter less, with the source, and never by itself.
 *
 * Source: 21 CFR 1301.12 (a registration for each state), 21 CFR 1306.03 (the state's authority comes first); the states differ in the rest.
 */
export const UNVERIFIED: Omit<PrescribingRule, 'jurisdiction'> = {
  needsPrescriptiveAuthority: true,
  needsCollaboration: true,
  needsStateRegistration: true,
  dea: 'there',
  pdmp: 'each-order',
  pdmpDays: null,
};

/** @returns the clinic's rule of a place, or all that may be asked */
export const ruleOf = (rules: readonly PrescribingRule[], jurisdiction: string): PrescribingRule =>
  rules.find((rule) => rule.jurisdiction === jurisdiction) ?? { ...UNVERIFIED, jurisdiction };
