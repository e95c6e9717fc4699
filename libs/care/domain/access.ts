/** A person's open tie to a patient's care. */
export type Assignment = Readonly<{ patientId: string; personId: string; startsAt: number; endsAt: number | null }>;

/** Roles that may hold an assignment and see a patient's health data through it. */
const CLINICAL: ReadonlySet<string> = new Set(['therapist', 'prescriber', 'physician']);

/**
 * THE access predicate: whether a person may see and act on a patient's health data.
 *
 * A patient may on their own; a clinician through an assignment that is open at `now`; nobody else, whatever their role.
 * A chaperone sees one session and no patient: that is decided where sessions are (`sessionScope`).
 *
 * @param caller      who asks
 * @param patientId   whose data
 * @param assignments of the caller for that patient; instants in epoch ms
 * @param now         epoch ms
 */
export function mayAccess(
  caller: Readonly<{ personId: string; role: string; sessionScope: string | null }>,
  patientId: string,
  assignments: readonly Assignment[],
  now: number,
): boolean {
  if (caller.sessionScope !== null) return false;
  if (caller.role === 'patient') return caller.personId === patientId;
  return (
    CLINICAL.has(caller.role) &&
    assignments.some(
      (assignment) =>
        assignment.personId === caller.personId &&
        assignment.patientId === patientId &&
        assignment.startsAt <= now &&
        (assignment.endsAt === null || now < assignment.endsAt),
    )
  );
}
