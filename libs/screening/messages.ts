import { z } from 'zod';

import { message } from '#platform';

const ofHandOff = z.strictObject({ handOffId: z.uuid() });
const ofCase = z.strictObject({ caseId: z.uuid() });

/** A case was offered: whom it is offered to is told at once, and never through a queue, for a patient may be waiting in a call. */
export const handOffOffered = message('screening.hand-off-offered', ofHandOff, { direct: true });
/** The time of an offer is over; unless it was answered the case is its owner's again. */
export const handOffDue = message('screening.hand-off-due', ofHandOff, { direct: true });
/** Nobody took it: its owner is told. */
export const handOffReturned = message('screening.hand-off-returned', ofHandOff, { direct: true });
/** Somebody else looks after a patient now; the patient is told that there is something to read. */
export const handedOver = message('screening.handed-over', ofCase);
/** Appended by triggers, too: the owner of a case works here no more, or may not see the patient any more. */
export const ownerLeft = message('screening.owner-left', ofCase, { direct: true });
/** There is a letter for the patient. */
export const decided = message('screening.decided', z.strictObject({ decisionId: z.uuid() }));
/** An answer from outside should have come. */
export const clearanceDue = message('screening.clearance-due', z.strictObject({ clearanceId: z.uuid() }), { direct: true });

export const handOffKey = (handOffId: string): string => `hand-off:${handOffId}`;
export const clearanceKey = (clearanceId: string): string => `clearance:${clearanceId}`;
