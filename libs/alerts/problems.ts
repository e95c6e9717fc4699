import { problems } from '#kernel';

export const alertProblems = problems('alerts', {
  noDuty: ['not-found', 'There is no such duty in the rota.'],
  dutyBegun: ['conflict', 'This duty has begun. It can only be handed over now.'],
  dutyOver: ['conflict', 'This duty is over.'],
  dutyPast: ['refused', 'These times are over. A duty ends after it begins, and in the future.'],
  dutyTooLong: ['refused', 'A duty is a month long at the most. Divide it, or use a weekly pattern.'],
  patternTooLong: ['refused', 'A weekly pattern runs for half a year at the most. Renew it then.'],
  mayNotBeOnCall: ['refused', 'Only prescribers and physicians who work here can be on call.'],
  notFound: ['not-found', 'There is no such alert that you can see.'],
});
