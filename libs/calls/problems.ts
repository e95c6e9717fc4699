import { problems } from '#kernel';

export const callProblems = problems('calls', {
  notFound: ['not-found', 'There is nothing here.'],
  doorClosed: ['refused', 'This call cannot be joined now. The page says from when on it can.'],
  ended: ['refused', 'This call has ended. Whoever led it can open it again; if you need them, call the clinic.'],
  notWaiting: ['conflict', 'They are not waiting any more.'],
  letIn: ['conflict', 'You have been let in: come in.'],
  notAdmitted: ['refused', 'You have not been let in yet. Somebody will let you in.'],
  notYours: ['forbidden', 'Only whoever treats the patient in this call can do this.'],
  noVideo: ['refused', 'This clinic has no video. Please speak by telephone.'],
  elsewhere: ['conflict', 'You are in this call on another screen.'],
  full: ['refused', 'Four people are in this call, and more do not see each other well. Somebody has to leave first.'],
  noSuchScreen: ['conflict', 'This screen is not in the call any more.'],
  tooManySignals: ['too-many', 'That was too much at once. It is tried again.'],
  tooManyChecks: ['too-many', 'You have tried your device many times. The last result is kept.'],
  notOwner: ['conflict', 'Somebody else leads this call by now.'],
  notInCall: ['refused', 'Only somebody of the clinic who was invited to this call can lead it.'],
});
