/** `isSeen`: their screen was seen within the last heartbeats. */
export type Traces = Readonly<{ hasKnocked: boolean; isAdmitted: boolean; hasLeft: boolean; wasSeen: boolean; isSeen: boolean }>;
export type Presence = 'expected' | 'waiting' | 'here' | 'lost' | 'left';

/** A screen that was not seen for so long is gone. Source: domain.md §5 `disconnect.heartbeatSec`. */
export const HEARTBEAT_SEC = 15;
/** So long after a patient was lost people are called. Source: domain.md §5 `disconnect.escalateSec`. */
export const ESCALATE_SEC = 300;

/** Where somebody is who may be in a call. */
export function presenceOf({ hasKnocked, isAdmitted, hasLeft, wasSeen, isSeen }: Traces): Presence {
  if (hasLeft) return 'left';
  if (isSeen) return isAdmitted ? 'here' : 'waiting';
  if (!hasKnocked || !wasSeen) return 'expected';
  return isAdmitted ? 'lost' : 'expected';
}
