import type { TemplateContent } from '#contracts';
import { sublingualHome as session } from '#session-engine';

const { version: _named, setting: _atHome, ...plan } = session.plan;
export const REVIEW = 'Hearth default, to be reviewed by the clinic';
export const underPlan = (sources: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(sources).map(([path, source]) => [`plan.${path}`, source]));

/** Bounds of a proposal, unless a clinic makes them stricter. The maximum in mg is for the clinic to set. */
export const STEPS = {
  guardrails: { warnStepPct: 25, secondSignerStepPct: 50, maxMgPerSession: null, maxSessionsPer30Days: 5 },
  sources: {
    'guardrails.warnStepPct': REVIEW,
    'guardrails.secondSignerStepPct': `A step of +100 % between two sessions was reported as wrong by a patient; ${REVIEW}`,
    reassessIfGapDays: 'A US service asks for a visit after a gap of three months',
    endPointReviewWithinDays: 'American Society of Anesthesiologists: a course has an end point that is reviewed',
  },
} as const;

/** A session plan as it is live today, at a spacing of a week; the plan is exactly that of the session engine. */
export const sublingualHome: TemplateContent = {
  name: 'Sublingual at home, weekly',
  summary:
    'A tablet that dissolves under the tongue, at home with a companion and the team on screen. Six sessions, a week apart.',
  ...{ medication: 'ketamine', route: 'sublingual', form: 'rapid-dissolve-tablet', setting: 'home', format: 'individual' },
  doseMg: null,
  phases: [
    { name: 'induction', sessions: 6, spacingDays: 7 },
    { name: 'maintenance', sessions: 6, spacingDays: 28 },
  ],
  courseReviewsAfter: [2, 6],
  reassessIfGapDays: 90,
  endPointReviewWithinDays: 84,
  monitoringForm: null,
  guardrails: STEPS.guardrails,
  plan: plan as TemplateContent['plan'],
  sources: {
    ...underPlan(session.sources),
    ...STEPS.sources,
    phases: 'Published home programmes: four to six weekly sessions (Hull 2022, Mathai 2024), then every one to two months',
    courseReviewsAfter: 'US practice: a review after two sessions, and a consultation after every six',
    'guardrails.maxSessionsPer30Days': 'Weekly sessions are five in thirty days at most',
  },
};
