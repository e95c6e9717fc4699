import { z } from 'zod';

import { message } from '#platform';

const ofOffer = z.strictObject({ offerId: z.uuid() });

/** A clinician is asked to take a patient on. */
export const pairingOffered = message('pairing.offered', ofOffer);
/** The time of an offer is over; unless it was answered, somebody else can be asked. */
export const pairingOfferDue = message('pairing.offer-due', ofOffer, { direct: true });
/** It was answered, or its time is over: the patient is told that there is something to read; who wrote a hand-over, that it came back. */
export const pairingAnswered = message('pairing.answered', ofOffer);
/** Somebody looks after a patient whom those who run the clinic have chosen: both are told. */
export const pairingCovered = message('pairing.covered', z.strictObject({ pairingId: z.uuid() }));
/** Appended by triggers: a patient has lost somebody of their team and has nobody else. */
export const gapFound = message('pairing.gap-found', z.strictObject({ gapId: z.uuid() }), { direct: true });
/** Appended by a trigger: whoever was missing is there, however they came. */
export const gapClosed = message('pairing.gap-closed', z.strictObject({ gapId: z.uuid() }), { direct: true });
/** Appended by triggers: a licence of somebody has ended, its last day is over, or one is new. */
export const licencesChanged = message('pairing.licences-changed', z.strictObject({ personId: z.uuid() }));
/** The time in which both see the patient is over. */
export const handOverDue = message('pairing.hand-over-due', z.strictObject({ handOverId: z.uuid() }));

export const offerKey = (offerId: string): string => `pairing-offer:${offerId}`;
