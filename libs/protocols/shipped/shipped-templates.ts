import type { TemplateContent } from '#contracts';
import type { SessionPlan } from '#session-engine';
import { esketamine, group, infusion, intramuscular } from './in-clinic.js';
import { lowDoseDaily } from './low-dose-daily.js';
import { sublingualHome } from './sublingual-home.js';

/** What Hearth brings, by code: data to begin a draft with. Nothing of it holds before a medical director has published it. */
export const SHIPPED: Readonly<Record<string, TemplateContent>> = {
  'sl-home': sublingualHome,
  'low-dose-daily': lowDoseDaily,
  infusion,
  intramuscular,
  esketamine,
  group,
};

/** @returns the plan as sessions follow it, named after the template and its version, with the place for which it was signed */
export const planOf = (
  code: string,
  number: number,
  { plan, setting, monitoringForm }: Pick<TemplateContent, 'plan' | 'setting' | 'monitoringForm'>,
): SessionPlan => ({
  ...(plan as Omit<SessionPlan, 'version' | 'setting' | 'monitoringForm'>),
  ...{ version: `${code}-v${number}`, setting },
  ...(monitoringForm && { monitoringForm }),
});
