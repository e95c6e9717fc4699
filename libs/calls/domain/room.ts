import { HOUR, MINUTE } from '#kernel';

export type RoomState = 'waiting' | 'open' | 'ended';
export type Door = 'early' | 'open' | 'over' | 'cancelled';
/** Of an appointment; instants in epoch ms. */
export type Times = Readonly<{ startsAt: number; endsAt: number; state: string }>;

/** A call that ended can be opened again: that it ended never means that the visit did. */
const transitions = { waiting: ['open', 'ended'], open: ['ended'], ended: ['open'] } as const satisfies Record<
  RoomState,
  readonly RoomState[]
>;
export const canBecome = (from: RoomState, to: RoomState): boolean => (transitions[from] as readonly RoomState[]).includes(to);

/** So long before the start people may come in. Defaults of ours, docs/clinical-defaults.md */
const BEFORE_MIN = { staff: 60, others: 30 } as const;
/** So long after the end the call can be come back to: whoever was called to it may look after the patient for as long. docs/clinical-defaults.md, "End" */
export const AFTERCARE_HOURS = 24;
const MET: ReadonlySet<string> = new Set(['booked', 'completed', 'no_show_patient', 'no_show_clinician']);
const UNKNOWN: ReadonlySet<string> = new Set(['held', 'expired']);

/** Whether people have agreed on the appointment, so that there is anything to come to. */
export const isAgreedOn = (state: string): boolean => !UNKNOWN.has(state);

/** From when until when somebody may come in; epoch ms. */
export function doorTimes({ startsAt, endsAt }: Times, isStaff: boolean): Readonly<{ opensAt: number; closesAt: number }> {
  const before = isStaff ? BEFORE_MIN.staff : BEFORE_MIN.others;
  return { opensAt: startsAt - before * MINUTE, closesAt: endsAt + AFTERCARE_HOURS * HOUR };
}

/** Whether somebody may come in at `now` (epoch ms). */
export function doorAt(times: Times, isStaff: boolean, now: number): Door {
  if (!MET.has(times.state)) return 'cancelled';
  const { opensAt, closesAt } = doorTimes(times, isStaff);
  if (now < opensAt) return 'early';
  return now < closesAt ? 'open' : 'over';
}
