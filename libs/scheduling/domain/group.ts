/** How many places a group has and how many are taken; `present`: those who lead it and are there, as far as anybody knows. */
export type Room = Readonly<{ patientsPerStaff: number; present: number; taken: number }>;

/** Places that can still be had: none while too few are there for those who have one already. */
export const placesLeft = ({ patientsPerStaff, present, taken }: Room): number => Math.max(0, patientsPerStaff * present - taken);

/** Whether more patients come than those who are there may look after. */
export const isOverRatio = ({ patientsPerStaff, present, taken }: Room): boolean => taken > patientsPerStaff * present;

/** So many free places are told apart to patients: more would say how many others come. Source: docs/adr/0031-appointments-of-other-kinds.md. */
const MOST_TOLD = 3;

/** What a patient is told of the places that are left. */
export const placesTold = (left: number): number => Math.min(left, MOST_TOLD);

/** How many have to lead a group for all who have a place in it. */
export const leadersNeeded = ({ patientsPerStaff, taken }: Omit<Room, 'present'>): number =>
  Math.max(1, Math.ceil(taken / patientsPerStaff));
