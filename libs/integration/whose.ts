/** What an appointment is called whose patient is null: a group, in which nobody is named. */
const GROUP = 'Group session';

/** Whether somebody may see an appointment: of a group, only whoever may see those of everybody. */
export const isShown = (visible: readonly string[] | 'all', { patientId }: Readonly<{ patientId: string | null }>): boolean =>
  visible === 'all' || (patientId !== null && visible.includes(patientId));

/** What the patient of an appointment is called. */
export const patientNameOf = (
  names: ReadonlyMap<string, Readonly<{ displayName: string }>>,
  { patientId }: Readonly<{ patientId: string | null }>,
): string => (patientId === null ? GROUP : (names.get(patientId)?.displayName ?? ''));

/** Those among some appointments who are patients, each once. */
export const patientsOf = (appointments: readonly Readonly<{ patientId: string | null }>[]): Set<string> =>
  new Set(appointments.flatMap(({ patientId }) => patientId ?? []));
