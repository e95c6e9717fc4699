import { problems } from '#kernel';

export const protocolProblems = problems('protocols', {
  noDosePlanned: ['refused', 'There is no signed dose to book. The prescriber has to sign the next one first.'],
  doseNotPlanned: [
    'refused',
    'The dose of this session is not part of the signed plan any more. Please cancel the session, and book again.',
  ],
  allBooked: ['refused', 'Each signed dose has a session already.'],
  integrationDue: ['refused', 'The next session opens after the visit that follows the last one.'],
  paused: ['refused', 'The course is paused until a prescriber has looked at it.'],
  pauseLimitsRefused: [
    'refused',
    'Limits for pausing are whole numbers, each only as strict or stricter than what Hearth brings.',
  ],
  notPaused: ['conflict', 'This course is not paused.'],
  pausedAnew: ['conflict', 'There are other reasons by now. Please look at them before you decide.'],
  notOnTeam: ['forbidden', 'Only a prescriber of the patient’s own team decides this.'],
  notReleasable: ['conflict', 'This dose is not one that can be released.'],
  noTemplate: ['not-found', 'There is no such template.'],
  draftOpen: ['conflict', 'There is a draft already. Finish or drop it first.'],
  changedMeanwhile: ['conflict', 'Somebody has changed this meanwhile. Please look at it again.'],
  templateRefused: ['refused', 'A template cannot say this.'],
  versionRefused: ['refused', 'A protocol cannot say this. Nothing was kept.'],
  ended: ['refused', 'This protocol has ended. Begin a new one.'],
  noAuthority: ['refused', 'You cannot sign for this patient today.'],
  pdmpDue: [
    'refused',
    'Before you sign this dose, look at the prescription monitoring programme of the state where the patient is, and attest that you have.',
  ],
  nothingHolds: ['refused', 'No protocol holds for this patient.'],
  doseInHand: [
    'refused',
    'A dose of this course is released. End its session first, or let it be taken; then decide about the rest.',
  ],
  neverSigned: ['refused', 'This dose was never signed: it can be withdrawn, and not skipped.'],
  noDose: ['refused', 'The protocol that holds has no such dose to come.'],
  proposalRefused: ['refused', 'This dose cannot be proposed or signed as things are.'],
  signedAlready: ['conflict', 'You have signed this. Another prescriber has to sign, too.'],
});
