import { MINUTE } from '#kernel';
import type { Presence } from './presence.js';
import type { Door, RoomState } from './room.js';

export type Notice = 'somebody-is-joining' | 'handed-over' | 'hand-off-did-not-work';
export type Next =
  | Notice
  | 'too-early'
  | 'come-in'
  | 'wait-for-start'
  | 'wait-they-know'
  | 'wait-they-are-late'
  | 'wait-overdue'
  | 'wait-elsewhere'
  | 'they-are-ready'
  | 'in-call'
  | 'in-call-alone'
  | 'let-them-in'
  | 'waits-elsewhere'
  | 'told-to-come'
  | 'nobody-here'
  | 'patient-lost'
  | 'ended'
  | 'over'
  | 'cancelled';

/**
 * What is known of a call; instants in epoch ms. `clinician`: the name of one who is in it. `waiting`, `elsewhere`: of one who waits at the
 * door, and of one who waits elsewhere. `patient`: where the patient is.
 */
export type Standing = Readonly<{
  door: Door;
  state: RoomState;
  now: number;
  startsAt: number;
  lateMin: number | null;
  own: Presence;
  patient: Presence;
  clinician: string | null;
  waiting: string | null;
  elsewhere: string | null;
  notice: Readonly<{ code: Notice; about: string | null }> | null;
}>;
export type Told = Readonly<{ next: Next; about: string | null }>;

/** So long after the start somebody who waits is told that it is not them. Source: docs/clinical-defaults.md, "Video calls". */
export const OVERDUE_MIN = 5;

/** So long after a patient has come, and not before the start, whoever leads the call is told where they are. Source: docs/clinical-defaults.md, "Video calls" */
export const BELL_MIN = 2;

const CLOSED = { early: 'too-early', over: 'over', cancelled: 'cancelled' } as const;
const told = (next: Next, about: string | null = null): Told => ({ next, about });

/** What happens next for somebody who is let in; there is an answer at each moment, so that nobody is left alone without one. */
export function nextForGuest(at: Standing): Told {
  if (at.door !== 'open') return told(CLOSED[at.door]);
  if (at.state === 'ended') return told('ended');
  if (at.own === 'waiting') return whileWaiting(at);
  if (at.own === 'away') return told('wait-elsewhere');
  if (at.own === 'called') return told('they-are-ready', at.clinician);
  if (at.own !== 'here') return told('come-in');
  if (at.clinician === null) return told('in-call-alone');
  return at.notice ? told(at.notice.code, at.notice.about) : told('in-call', at.clinician);
}

function whileWaiting({ now, startsAt, lateMin, clinician }: Standing): Told {
  if (lateMin && now < startsAt + lateMin * MINUTE) return told('wait-they-are-late');
  if (clinician !== null) return told('wait-they-know', clinician);
  return told(now < startsAt + OVERDUE_MIN * MINUTE ? 'wait-for-start' : 'wait-overdue');
}

/** What happens next for somebody who runs the call. */
export function nextForStaff(at: Standing): Told {
  if (at.door !== 'open') return told(CLOSED[at.door]);
  if (at.state === 'ended') return told('ended');
  if (at.own !== 'here') return told('come-in', at.waiting ?? at.elsewhere);
  if (at.waiting !== null) return told('let-them-in', at.waiting);
  if (at.patient === 'away') return told('waits-elsewhere', at.elsewhere);
  if (at.patient === 'called') return told('told-to-come', at.elsewhere);
  if (at.patient === 'lost') return told('patient-lost');
  return told(at.patient === 'here' ? 'in-call' : 'nobody-here');
}
