import { problems } from '#kernel';

export const notificationProblems = problems('notifications', {
  notTaken: ['unavailable', 'The mail server has not taken the message.'],
});
