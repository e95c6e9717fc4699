import { problems } from '#kernel';

export const messagingProblems = problems('messaging', {
  tooMany: ['too-many', 'That were many messages in a short time. Nothing is lost: please wait a few minutes, then send it.'],
  sessionIsLive: [
    'refused',
    'A session is going on, and nobody reads messages now. Use “I need help” in the session, or call the number on this page. In danger: 911.',
  ],
});
