import type { ProblemJson } from '#contracts';
import { isProblem } from '../call.js';

/** What went wrong and what to do, where the server's own title does not say enough to act on. */
const WORDS: Readonly<Record<string, string>> = {
  'network.unreachable': 'The clinic cannot be reached right now. Nothing is lost. Check your connection; we keep trying.',
  'network.bad-answer': 'The clinic gave an answer that this page does not understand. Please reload the page.',
  'identity.wrong-sign-in': 'That e-mail address and password do not go together. Please check both and try again.',
  'identity.wrong-proof':
    'That did not prove that it is you, and nothing was done. A code works once: wait for the next one, and try again.',
  'identity.email-taken': 'Somebody with this e-mail address is in the clinic already. Look in the list, or use another address.',
  'identity.dosed-now':
    'A live session is going on, and nobody may lose their phone in it. Wait until the session is over, then try again.',
  'identity.last-admin': 'The clinic needs at least one admin. Make somebody else an admin first.',
  'identity.link-over': 'This link was used already, or is too old. Please ask for a new one.',
  'scheduling.slot-taken': 'That time has just been taken. Here are the times that are still free.',
  'scheduling.not-a-free-time': 'That time cannot be booked any more. Here are the times that can.',
  'integration.no-visit-time': 'There is no free time for the visit on the day after. Please choose another time.',
  'integration.offer-over':
    'This offer is over, and its time went to the next one. Your appointment and your place stay as they are.',
  'documents.too-large': 'This file is too large. Take the photo with a lower quality, or split the paper into several files.',
  'documents.letter-incomplete': 'Something is still empty in this letter. Fill in every field that is not optional.',
  'documents.not-released':
    'The patient has not agreed to this letter, or has taken it back. Ask them; they can agree on their page “Sharing”.',
  'sessions.refused': 'That cannot be done in this session now.',
  'sessions.link-unknown': 'This link does not open anything. Please ask the clinic to send you a new one.',
  'sessions.link-over': 'This session is over, and its link with it. Thank you for being there.',
  internal: 'Something went wrong on our side. Nothing you entered was changed. Please try again.',
};

/** A tap that is refused does not undo what was swallowed. */
const TAKEN = 'If it is taken already, ask for help now.';

/** Why the session's log refused an entry: the fact `reason` of `sessions.refused`. */
const REFUSALS: Readonly<Record<string, string>> = {
  'not-your-part': 'This is not yours to do in this session. Please ask the clinic.',
  'session-over': 'This session is over.',
  'already-dosed': 'The medicine has been taken already.',
  'not-dosed': 'The medicine has not been taken yet.',
  'gate-not-passed': 'The gate has not been passed. Evaluate it again before the release.',
  'dose-not-released': `The dose has not been released yet. Please wait for the nurse. ${TAKEN}`,
  'course-paused': `The course is paused: please do not take the medicine. ${TAKEN}`,
  'release-expired': `The release is too old to use. The nurse has to release the dose again. ${TAKEN}`,
  'chaperone-absent': `The chaperone is not there. The medicine may only be taken with the chaperone in the home. ${TAKEN}`,
  'alert-open': `An alert is open. It has to be settled and closed before the medicine is taken. ${TAKEN}`,
  'staff-absent': 'Somebody of the staff has to say first that they are with the patient.',
  'ride-missing': 'Enter first who takes the patient home.',
  'companion-is-there': 'The companion on duty is there.',
  'companion-not-asked': 'The companion on duty has not said that they cannot come.',
  'check-not-due-yet': 'This check is not due yet. Please wait for its time.',
  'too-early': 'It is too early for this. The minimum time has not passed yet.',
  'unknown-alert': 'This alert does not exist any more.',
  'alert-not-acknowledged': 'Acknowledge the alert first, then close it.',
  'answer-first': 'This asks for the check or the reading itself. Enter it, or have the chaperone answer.',
  'discharge-blocked': 'Something on the discharge list is still open.',
};

export function problemWords({ code, title, facts }: ProblemJson): string {
  const reason = facts?.['reason'];
  return (typeof reason === 'string' ? REFUSALS[reason] : undefined) ?? WORDS[code] ?? title;
}

export const errorWords = (error: unknown): string =>
  isProblem(error) ? problemWords(error.problem) : 'Something went wrong in this page. Please reload it.';
