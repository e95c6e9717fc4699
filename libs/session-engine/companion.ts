import type { AuthorRole, EntryOf } from './entry.js';
import { heldBack } from './milestones.js';
import type { SessionState } from './state.js';

/** A companion is there, or on the way: nobody has to stand in any more. */
export function awaited({ companionOutSince: _, ...state }: SessionState): SessionState {
  return state;
}

/** Somebody else is on duty. They have to say themselves that they are there, and a dose that was released with the other one is held. */
export function relieved(state: SessionState, { payload, recordedAt }: EntryOf<'companion-on-duty'>): SessionState {
  const held = state.dosedAt === undefined ? heldBack(state) : state;
  return { ...awaited(held), isChaperonePresent: false, companion: { personId: payload.personId, since: recordedAt } };
}

/**
 * Why nobody may come on duty now in place of the companion who is; undefined when somebody may.
 *
 * A companion takes over only from one who is gone or cannot come. After the dose nobody is sent away who is there.
 */
export function refuseRelief(
  { dosedAt, isChaperonePresent, companionOutSince }: SessionState,
  role: AuthorRole,
): 'companion-is-there' | 'companion-not-asked' | undefined {
  if (dosedAt !== undefined && isChaperonePresent) return 'companion-is-there';
  return role === 'chaperone' && companionOutSince === undefined ? 'companion-not-asked' : undefined;
}
