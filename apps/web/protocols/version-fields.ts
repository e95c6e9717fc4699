import type { TemplateContent, VersionContent, VersionView } from '#contracts';

type From = VersionView['content'] | undefined;
const text = (value: string | number | null | undefined): string => (value === null || value === undefined ? '' : String(value));

/** What stands in the form: what holds now; of a new course, nothing. Why it changes is always said anew. */
export const versionFields = (from: From) => ({
  ...{ phase: text(from?.phase), sessions: text(from?.sessions), minDaysBetween: text(from?.minDaysBetween) },
  ...{ endPointReviewOn: text(from?.endPointReviewOn), goal: text(from?.goal), reason: '' },
  ...{ holdSystolic: text(from?.patientLimits.holdSystolic), maxMg: text(from?.guardrails.maxMgPerSession) },
});
export type VersionFields = ReturnType<typeof versionFields>;

/** What is sent: limits that stand in no field stay as they hold, and bounds are those of the template unless stricter ones hold. */
export function versionOf(
  fields: VersionFields,
  { guardrails }: Pick<TemplateContent, 'guardrails'>,
  from: From,
): VersionContent {
  const { holdSystolic: _shown, ...others } = from?.patientLimits ?? {};
  return {
    ...{ phase: fields.phase, sessions: Number(fields.sessions), minDaysBetween: Number(fields.minDaysBetween) },
    ...{ endPointReviewOn: fields.endPointReviewOn, goal: fields.goal.trim(), reason: fields.reason.trim() },
    patientLimits: { ...others, ...(fields.holdSystolic ? { holdSystolic: Number(fields.holdSystolic) } : {}) },
    guardrails: {
      ...(from?.guardrails ?? guardrails),
      maxMgPerSession: fields.maxMg ? Number(fields.maxMg) : guardrails.maxMgPerSession,
    },
  };
}
