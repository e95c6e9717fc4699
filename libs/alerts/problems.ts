import { problems } from '#kernel';

export const alertProblems = problems('alerts', {
  noDuty: ['not-found', 'There is no such duty in the rota.'],
  dutyBegun: ['conflict', 'This duty has begun. It can only be handed over now.'],
  dutyOver: ['conflict', 'This duty is over.'],
  dutyPast: ['refused', 'These times are over. A duty ends after it begins, and in the future.'],
  dutyTooLong: ['refused', 'A duty is a month long at the most. Divide it, or use a weekly pattern.'],
  patternTooLong: ['refused', 'A weekly pattern runs for half a year at the most. Renew it then.'],
  mayNotBeOnCall: ['refused', 'Only prescribers and physicians who work here can be on call.'],
  noCover: ['not-found', 'There is no such hand-over that concerns you.'],
  coverOver: ['conflict', 'This hand-over is over, or somebody has answered it already.'],
  alreadyAway: ['conflict', 'You have asked somebody already. Take that back first.'],
  cannotCover: [
    'refused',
    'This colleague cannot cover you: one of you is away, covers somebody or was asked to, or they may not do what you do.',
  ],
  notFound: ['not-found', 'There is no such alert that you can see.'],
});
