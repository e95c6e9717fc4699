import { type PhasedCourse, phasesOf } from './phases.js';
import { type Guardrails, isUnderTheSkinAtHome, strictestGuardrails, type TemplateFacts } from './template-laws.js';

/** What an editor sets of a patient's protocol, as far as its laws are about it. Days as `2026-11-29`. */
export type VersionFacts = PhasedCourse &
  Readonly<{
    endPointReviewOn: string;
    guardrails: Guardrails;
  }>;
/** What it may not go beyond. `plannedSessions`: lines that the protocol has already. `lastReviewDay`: by the template, from today. */
export type VersionBounds = Readonly<{
  phases: readonly Readonly<{ name: string; spacingDays: number }>[];
  guardrails: Guardrails;
  today: string;
  lastReviewDay: string;
  plannedSessions: number;
  /** Names of patient limits that let more through than the template does. */
  loosened: readonly string[];
  /** How its template gives the medicine, and whether the medical director allows a needle under the skin at home today. */
  template: Pick<TemplateFacts, 'route' | 'setting'>;
  allows: Readonly<{ subcutaneousAtHome: boolean }>;
}>;
export type WhyNotVersion =
  | 'no-such-phase'
  | 'nearer-than-the-phase'
  | 'phases-out-of-order'
  | 'phases-do-not-add-up'
  | 'review-out-of-bounds'
  | 'limits-loosened'
  | 'guardrails-loosened'
  | 'subcutaneous-at-home'
  | 'shorter-than-planned';

const isSame = (one: Guardrails, other: Guardrails) =>
  (Object.keys(one) as (keyof Guardrails)[]).every((name) => one[name] === other[name]);

/** Why a version cannot be kept or signed; empty when it can. It can only be stricter than its template. */
export function refusedVersion(version: VersionFacts, bounds: VersionBounds): WhyNotVersion[] {
  const phases = phasesOf(version);
  const places = phases.map(({ phase }) => bounds.phases.findIndex(({ name }) => name === phase));
  const spacings = places.map((place) => bounds.phases[place]?.spacingDays ?? 0);
  const { endPointReviewOn: review } = version;
  const laws: readonly (readonly [boolean, WhyNotVersion])[] = [
    [places.includes(-1), 'no-such-phase'],
    [phases.some(({ minDaysBetween }, i) => minDaysBetween < spacings[i]!), 'nearer-than-the-phase'],
    [places.some((place, i) => i > 0 && place !== -1 && place <= places[i - 1]!), 'phases-out-of-order'],
    [phases.some(({ sessions }) => sessions < 1), 'phases-do-not-add-up'],
    [review <= bounds.today || review > bounds.lastReviewDay, 'review-out-of-bounds'],
    [bounds.loosened.length > 0, 'limits-loosened'],
    [!isSame(strictestGuardrails(version.guardrails, bounds.guardrails), version.guardrails), 'guardrails-loosened'],
    [isUnderTheSkinAtHome(bounds.template) && !bounds.allows.subcutaneousAtHome, 'subcutaneous-at-home'],
    [version.sessions < bounds.plannedSessions, 'shorter-than-planned'],
  ];
  return laws.filter(([isBroken]) => isBroken).map(([, why]) => why);
}
