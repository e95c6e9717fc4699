import { problems } from '#kernel';

export const recordProblems = problems('record', {
  notAPatient: ['not-found', 'There is no such patient.'],
  noNote: ['not-found', 'There is no such note.'],
  noAppointment: ['not-found', 'This patient has no such appointment.'],
  noteSigned: ['refused', 'This note is signed. Add to it instead.'],
  noteNotSigned: ['refused', 'This note is a draft. Change it instead of adding to it.'],
  noteChanged: ['conflict', 'This note was saved elsewhere meanwhile. Open it again before you go on.'],
  noteInError: ['refused', 'This draft was marked as entered in error. Nothing in it changes any more.'],
  noteEmpty: ['refused', 'There is nothing in this note to sign.'],
  noEntry: ['not-found', 'There is no such entry.'],
  onHold: ['refused', 'This patient is on legal hold, and cannot be erased until it is lifted.'],
  stillInCare: ['refused', 'This patient has a session or an appointment that is not over. Cancel it or wait for its end first.'],
});
