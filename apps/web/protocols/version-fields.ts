import type { LaterPhase, TemplateContent, VersionContent, VersionView } from '#contracts';

type From = VersionView['content'] | undefined;
const text = (value: string | number | null | undefined): string => (value === null || value === undefined ? '' : String(value));

/** Phases that can follow another one, with the names of their fields. */
export const LATER = {
  continuation: { sessions: 'continuationSessions', days: 'continuationDays' },
  maintenance: { sessions: 'maintenanceSessions', days: 'maintenanceDays' },
} as const;
const laterOf = (from: From, phase: string) => from?.later?.find((one) => one.phase === phase);
/** Sessions of the first phase: those that no later one has. */
const ownSessions = (from: From) => from && from.sessions - (from.later ?? []).reduce((sum, { sessions }) => sum + sessions, 0);

/** What stands in the form: what holds now; of a new course, nothing. Why it changes is always said anew. */
export const versionFields = (from: From) => ({
  ...{ phase: text(from?.phase), sessions: text(ownSessions(from)), minDaysBetween: text(from?.minDaysBetween) },
  ...{ endPointReviewOn: text(from?.endPointReviewOn), goal: text(from?.goal), reason: '' },
  continuationSessions: text(laterOf(from, 'continuation')?.sessions),
  continuationDays: text(laterOf(from, 'continuation')?.minDaysBetween),
  maintenanceSessions: text(laterOf(from, 'maintenance')?.sessions),
  maintenanceDays: text(laterOf(from, 'maintenance')?.minDaysBetween),
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
  const later = laterPhases(fields);
  const sessions = later.reduce((sum, one) => sum + one.sessions, Number(fields.sessions));
  return {
    ...{ phase: fields.phase, sessions, minDaysBetween: Number(fields.minDaysBetween), later },
    ...{ endPointReviewOn: fields.endPointReviewOn, goal: fields.goal.trim(), reason: fields.reason.trim() },
    patientLimits: { ...others, ...(fields.holdSystolic ? { holdSystolic: Number(fields.holdSystolic) } : {}) },
    guardrails: {
      ...(from?.guardrails ?? guardrails),
      maxMgPerSession: fields.maxMg ? Number(fields.maxMg) : guardrails.maxMgPerSession,
    },
  };
}

/** Those of which sessions were typed. */
const laterPhases = (fields: VersionFields): LaterPhase[] =>
  Object.entries(LATER).flatMap(([phase, names]) =>
    fields[names.sessions] === '' || phase === fields.phase
      ? []
      : [{ phase, sessions: Number(fields[names.sessions]), minDaysBetween: Number(fields[names.days]) }],
  );
