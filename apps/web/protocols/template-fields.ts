import type { TemplateContent } from '#contracts';

type Fields = Readonly<Record<string, string>>;

/** The numbers that a director changes in a form. */
export const NUMBERS = [
  { name: 'holdSystolic', label: 'No dose from systolic, mmHg' },
  { name: 'holdDiastolic', label: 'No dose from diastolic, mmHg' },
  { name: 'holdHeartRate', label: 'No dose from pulse, a minute' },
  { name: 'everyMin', label: 'Safety checks every, min' },
  { name: 'minMin', label: 'Discharge after, min' },
  { name: 'endPoint', label: 'End-point review within, days' },
  { name: 'warn', label: 'Warn of a step above, %' },
  { name: 'second', label: 'Second prescriber above, %' },
  { name: 'per30', label: 'Sessions in 30 days, at most' },
  { name: 'maxMg', label: 'Most mg in one session' },
] as const;

/** What stands in the form. */
export function fieldsOf({ name, summary, phases, plan, guardrails, endPointReviewWithinDays }: TemplateContent): Fields {
  const { gate, checks, discharge } = plan;
  const numbers = {
    ...{ holdSystolic: gate.holdSystolic, holdDiastolic: gate.holdDiastolic, holdHeartRate: gate.holdHeartRate },
    ...{ everyMin: checks.everyMin, minMin: discharge.minMin, endPoint: endPointReviewWithinDays },
    ...{ warn: guardrails.warnStepPct, second: guardrails.secondSignerStepPct, per30: guardrails.maxSessionsPer30Days },
  };
  return {
    ...{ name, summary, maxMg: guardrails.maxMgPerSession === null ? '' : String(guardrails.maxMgPerSession) },
    ...Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, String(value)])),
    ...Object.fromEntries(phases.map(({ spacingDays }, at) => [`spacing-${at}`, String(spacingDays)])),
  };
}

/** The content with what stands in the form; the rest as it is. */
export function contentOf(content: TemplateContent, fields: Fields): TemplateContent {
  const number = (name: string) => Number(fields[name]);
  const { plan, phases } = content;
  const { gate, checks, discharge } = plan;
  return {
    ...content,
    ...{ name: fields['name']!, summary: fields['summary']!, endPointReviewWithinDays: number('endPoint') },
    phases: phases.map((phase, at) => ({ ...phase, spacingDays: number(`spacing-${at}`) })),
    guardrails: {
      ...{ warnStepPct: number('warn'), secondSignerStepPct: number('second') },
      maxMgPerSession: fields['maxMg'] ? number('maxMg') : null,
      maxSessionsPer30Days: number('per30'),
    },
    plan: {
      ...plan,
      gate: {
        ...gate,
        holdSystolic: number('holdSystolic'),
        holdDiastolic: number('holdDiastolic'),
        holdHeartRate: number('holdHeartRate'),
      },
      checks: { ...checks, everyMin: number('everyMin') },
      discharge: { ...discharge, minMin: number('minMin') },
    },
  };
}
