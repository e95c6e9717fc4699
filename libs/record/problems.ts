import { problems } from '#kernel';

export const recordProblems = problems('record', {
  notAPatient: ['not-found', 'There is no such patient.'],
  onHold: ['refused', 'This patient is on legal hold, and cannot be erased until it is lifted.'],
  stillInCare: ['refused', 'This patient has a session or an appointment that is not over. Cancel it or wait for its end first.'],
});
