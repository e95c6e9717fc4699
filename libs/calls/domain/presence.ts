/** `isSeen`: their screen was seen within the last heartbeats. `isAway`: they wait elsewhere, and `isTold` that it begins. */
export type Traces = Readonly<{
  hasKnocked: boolean;
  isAdmitted: boolean;
  hasLeft: boolean;
  wasSeen: boolean;
  isSeen: boolean;
  isAway: boolean;
  isTold: boolean;
}>;
export type Presence = 'expected' | 'waiting' | 'away' | 'called' | 'here' | 'lost' | 'left';

/** A screen that was not seen for so long is gone. Source: docs/clinical-defaults.md, "Video calls". */
export const HEARTBEAT_SEC = 15;
/** After a patient was lost whoever is in the call telephones them, then their companion, and then people are called. Source: docs/clinical-defaults.md, "Video calls" */
export const CALL_PATIENT_SEC = 60;
export const CALL_CHAPERONE_SEC = 120;
export const ESCALATE_SEC = 300;

/** Where somebody is who may be in a call. */
export function presenceOf({ hasKnocked, isAdmitted, hasLeft, wasSeen, isSeen, isAway, isTold }: Traces): Presence {
  if (hasLeft) return 'left';
  if (isAway) return isTold ? 'called' : 'away';
  if (isSeen) return isAdmitted ? 'here' : 'waiting';
  if (!hasKnocked || !wasSeen) return 'expected';
  return isAdmitted ? 'lost' : 'expected';
}
