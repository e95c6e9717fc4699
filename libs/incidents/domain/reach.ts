/** What the asker is to an incident: a clinician of its patient, the medical director, or who runs the clinic. */
export type Part = 'team' | 'director' | 'clinic';

/** Whether somebody sees what was said and what happened. Who runs the clinic sees that, when and who. */
export const seesWords = (part: Part): boolean => part !== 'clinic';

/** Whether somebody may end the review. */
export const mayReview = (isDirector: boolean, incident: Readonly<{ reviewedAt: unknown }>): boolean =>
  isDirector && incident.reviewedAt === null;

/** Of the entries of an incident the actions of which none says that they were done. */
export function openActions<Entry extends Readonly<{ id: string; kind: string; actionId: string | null }>>(
  entries: readonly Entry[],
): Entry[] {
  const done = new Set(entries.map(({ actionId }) => actionId));
  return entries.filter(({ id, kind }) => kind === 'action' && !done.has(id));
}
