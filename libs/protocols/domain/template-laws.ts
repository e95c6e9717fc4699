/** What of a template its laws are about; the rest of it is text and numbers of the session's plan. */
export type TemplateFacts = Readonly<{
  medication: 'ketamine' | 'esketamine';
  route: 'sublingual' | 'oral' | 'intranasal' | 'intravenous' | 'intramuscular' | 'subcutaneous';
  setting: 'home' | 'clinic';
  doseMg: null;
  phases: readonly Readonly<{ name: string; sessions: number; spacingDays: number }>[];
  guardrails: Guardrails;
  plan: Readonly<{
    phases: readonly Readonly<{ offsetMin: number }>[];
    onSite?: Readonly<{ roles: readonly string[] }> | undefined;
    vitals: Readonly<{ offsetsMin: readonly number[]; needsOximeter?: boolean | undefined }>;
    discharge: Readonly<{ minMin: number; endVitalsFromMin: number }>;
  }>;
}>;

/** Bounds of a proposal. Steps in percent of the dose before; null: the clinic has set none. */
export type Guardrails = Readonly<{
  warnStepPct: number;
  secondSignerStepPct: number;
  maxMgPerSession: number | null;
  maxSessionsPer30Days: number;
}>;

export type WhyNotTemplate =
  | 'holds-a-dose'
  | 'esketamine-outside-a-clinic'
  | 'esketamine-not-watched'
  | 'injection-at-home'
  | 'subcutaneous-at-home'
  | 'no-phases'
  | 'phase-named-twice'
  | 'guardrails-turned'
  | 'plan-does-not-rise'
  | 'end-vitals-after-discharge'
  | 'nobody-on-site'
  | 'esketamine-without-prescriber-or-oximeter';

/** Esketamine is watched for at least two hours. Source: FDA label of Spravato, section 5 (REMS), current version. */
const ESKETAMINE_WATCH_MIN = 120;

/** A prescriber is on site and a pulse oximeter is used. Source: Spravato REMS, requirements of certified health care settings. */
const PRESCRIBES: readonly string[] = ['prescriber', 'physician'];
const isWatchedWell = ({ onSite, vitals }: TemplateFacts['plan']): boolean =>
  vitals.needsOximeter === true && onSite !== undefined && onSite.roles.every((role) => PRESCRIBES.includes(role));

const rises = (numbers: readonly number[]) => numbers.every((n, i) => n > (i === 0 ? 0 : numbers[i - 1]!));

export const isUnderTheSkinAtHome = ({ route, setting }: Pick<TemplateFacts, 'route' | 'setting'>): boolean =>
  route === 'subcutaneous' && setting !== 'clinic';

/**
 * Why a template cannot hold; empty when it can. The database says the first four, too.
 *
 * @param allows what the medical director allows beyond what Hearth does. Nothing allows esketamine, or a needle in a vein or a muscle, at home
 */
export function refusedTemplate(template: TemplateFacts, allows: Readonly<{ subcutaneousAtHome: boolean }>): WhyNotTemplate[] {
  const { medication, route, setting, phases, guardrails, plan } = template;
  const isAtHome = setting !== 'clinic';
  const laws: readonly (readonly [boolean, WhyNotTemplate])[] = [
    [template.doseMg !== null, 'holds-a-dose'],
    [medication === 'esketamine' && isAtHome, 'esketamine-outside-a-clinic'],
    [medication === 'esketamine' && plan.discharge.minMin < ESKETAMINE_WATCH_MIN, 'esketamine-not-watched'],
    [isAtHome && (route === 'intravenous' || route === 'intramuscular'), 'injection-at-home'],
    [isUnderTheSkinAtHome(template) && !allows.subcutaneousAtHome, 'subcutaneous-at-home'],
    [phases.length === 0, 'no-phases'],
    [new Set(phases.map(({ name }) => name)).size < phases.length, 'phase-named-twice'],
    [guardrails.warnStepPct > guardrails.secondSignerStepPct, 'guardrails-turned'],
    [!rises(plan.phases.map(({ offsetMin }) => offsetMin)) || !rises(plan.vitals.offsetsMin), 'plan-does-not-rise'],
    [plan.discharge.endVitalsFromMin > plan.discharge.minMin, 'end-vitals-after-discharge'],
    [isAtHome === (plan.onSite !== undefined), 'nobody-on-site'],
    [medication === 'esketamine' && !isWatchedWell(plan), 'esketamine-without-prescriber-or-oximeter'],
  ];
  return laws.filter(([isBroken]) => isBroken).map(([, why]) => why);
}

/** The stricter of two, bound by bound: what a template, a clinic or a patient says can only tighten the others. */
export const strictestGuardrails = (one: Guardrails, other: Guardrails): Guardrails => ({
  warnStepPct: Math.min(one.warnStepPct, other.warnStepPct),
  secondSignerStepPct: Math.min(one.secondSignerStepPct, other.secondSignerStepPct),
  maxMgPerSession:
    one.maxMgPerSession === null || other.maxMgPerSession === null
      ? (one.maxMgPerSession ?? other.maxMgPerSession)
      : Math.min(one.maxMgPerSession, other.maxMgPerSession),
  maxSessionsPer30Days: Math.min(one.maxSessionsPer30Days, other.maxSessionsPer30Days),
});
