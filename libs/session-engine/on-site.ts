import type { EntryOf, StaffRole } from './entry.js';
import type { SessionPlan } from './plan.js';
import type { OnSite, SessionState } from './state.js';

export const isInClinic = ({ setting }: Pick<SessionPlan, 'setting'>): boolean => setting === 'clinic';

/** Those who are with the patient in the clinic and have a role for which the plan asks. */
const fitting = (onSite: readonly OnSite[] = [], { onSite: asked }: SessionPlan): readonly OnSite[] =>
  onSite.filter(({ role }) => asked?.roles.includes(role));

/** Whether the person with whom a session may go on is there: at home the companion, in the clinic staff with a role that fits. */
export const isAttended = (state: SessionState, plan: SessionPlan): boolean =>
  isInClinic(plan) ? fitting(state.onSite, plan).length > 0 : state.isChaperonePresent;

/** Whether somebody has said that they are with the patient in the clinic. */
export const isOnSite = ({ onSite = [] }: SessionState, personId: string | null): boolean =>
  onSite.some((one) => one.personId === personId);

/** Somebody of the staff is with the patient from now on; a second word of the same person changes nothing. */
export function arrived(state: SessionState, { author, happenedAt }: EntryOf<'staff-arrival'>): SessionState {
  const { personId, role } = author;
  if (personId === null || isOnSite(state, personId)) return state;
  return { ...state, onSite: [...(state.onSite ?? []), { personId, role: role as StaffRole, since: happenedAt }] };
}

const without = ({ onSite = [] }: SessionState, personId: string | null) => onSite.filter((one) => one.personId !== personId);

export const left = (state: SessionState, { author }: EntryOf<'staff-left'>): SessionState => ({
  ...state,
  onSite: without(state, author.personId),
});

/** Whether a dosed patient is left without staff whose role fits by whoever goes. */
export function leavesNobody({ author }: EntryOf<'staff-left'>, before: SessionState, plan: SessionPlan): boolean {
  if (before.dosedAt === undefined || !isAttended(before, plan)) return false;
  return fitting(without(before, author.personId), plan).length === 0;
}
