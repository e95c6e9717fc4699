import { DAY } from '#kernel';
import type { Guardrails } from './template-laws.js';

/** What went wrong, and waits for a prescriber to say in a review what it means. */
export const TITRATION_EVENTS = ['serious-event', 'vitals-breach', 'missed-integration', 'suicidality'] as const;
export type TitrationEvent = (typeof TITRATION_EVENTS)[number];

/** Doses in mg, instants in epoch ms. */
export type DoseHistory = Readonly<{
  /** The dose taken last; before the first one the dose signed for the session before; null when there is none. */
  priorMg: number | null;
  takenAt: readonly number[];
  /** Events that nobody has reviewed. */
  unreviewed: readonly TitrationEvent[];
}>;

export type GuardrailCode = TitrationEvent | 'above-maximum' | 'too-many-sessions' | 'step-second-signer' | 'step-large';
/** Rising. */
export const VERDICTS = ['clear', 'warned', 'second-signer', 'refused'] as const;
export type Verdict = (typeof VERDICTS)[number];
export type GuardrailFinding = Readonly<{ code: GuardrailCode; verdict: Verdict }>;

const MONTH = 30 * DAY;
const isAbove = (doseMg: number, priorMg: number, stepPct: number) => doseMg * 100 > priorMg * (100 + stepPct);

/**
 * What stands against a dose that a prescriber proposes. It raises and lowers nothing: it says what has to be read, who has to sign
 * beside, or that it cannot be signed as things are.
 *
 * A larger dose, more events or tighter bounds never lead to a milder answer. Without a dose before, any dose is an increase.
 *
 * @param doseMg mg, above zero
 * @param at     of the proposal; epoch ms
 * @returns      the findings, the gravest first
 * @source       a step of +100 % between two sessions that a patient reported as wrong is why large steps take a second signature; the
 *               percentages are Hearth defaults, to be reviewed by the clinic (docs/clinical-defaults.md)
 */
export function guardrails(history: DoseHistory, doseMg: number, bounds: Guardrails, at: number): GuardrailFinding[] {
  const { priorMg, takenAt, unreviewed } = history;
  const isIncrease = priorMg === null || doseMg > priorMg;
  const lately = takenAt.filter((instant) => instant > at - MONTH && instant <= at).length;
  const findings: (GuardrailFinding | false)[] = [
    bounds.maxMgPerSession !== null && doseMg > bounds.maxMgPerSession && { code: 'above-maximum', verdict: 'refused' },
    lately + 1 > bounds.maxSessionsPer30Days && { code: 'too-many-sessions', verdict: 'refused' },
    ...TITRATION_EVENTS.map((code) => isIncrease && unreviewed.includes(code) && { code, verdict: 'refused' as const }),
    ...(priorMg === null ? [] : [stepFinding(doseMg, priorMg, bounds)]),
  ];
  return findings.filter((finding) => finding !== false);
}

function stepFinding(doseMg: number, priorMg: number, bounds: Guardrails): GuardrailFinding | false {
  if (isAbove(doseMg, priorMg, bounds.secondSignerStepPct)) return { code: 'step-second-signer', verdict: 'second-signer' };
  return isAbove(doseMg, priorMg, bounds.warnStepPct) && { code: 'step-large', verdict: 'warned' };
}

/** The gravest of them. */
export const verdictOf = (findings: readonly GuardrailFinding[]): Verdict =>
  VERDICTS.findLast((verdict) => verdict === 'clear' || findings.some((finding) => finding.verdict === verdict))!;

/** How many prescribers have to sign, each another one. */
export const signaturesNeeded = (findings: readonly GuardrailFinding[]): 1 | 2 =>
  findings.some(({ verdict }) => verdict === 'second-signer') ? 2 : 1;
