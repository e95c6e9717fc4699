import { problems } from '#kernel';

export const sessionProblems = problems('sessions', {
  notFound: ['not-found', 'There is no such session that you can see.'],
  refused: ['refused', 'That cannot be done in this session now.'],
  alreadyDosed: ['refused', 'The medicine has been taken: this session can no longer be cancelled, only brought to its end.'],
  begun: ['refused', 'This session has begun: it can be cancelled until the medicine is taken, but not moved.'],
  sessionOver: ['refused', 'This session is over.'],
  heartbeatForeign: ['refused', 'This is not a sign of life of this screen on this session.'],
  heartbeatStale: ['refused', 'This sign of life is too old. The screen may not be up to date.'],
  idReused: ['conflict', 'This id already stands for something else in this session.'],
  alreadyBooked: ['conflict', 'This dose already has a session.'],
  offDuty: ['refused', 'Somebody else is with them as companion now.'],
  noSuchCompanion: ['refused', 'This person is no companion of this patient.'],
  linkUnknown: ['not-found', 'This link does not open anything. Please ask the clinic for a new one.'],
  linkInUse: ['refused', 'Somebody has come in by this link already. If that was not right, please call the clinic.'],
  notByPhone: ['refused', 'A phone can only be tried by whoever holds it.'],
  linkOver: ['refused', 'This session is over, and its link with it.'],
});
