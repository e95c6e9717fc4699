import { problems } from '#kernel';

export const notificationProblems = problems('notifications', {
  notTaken: ['unavailable', 'Whoever carries the message has not taken it.'],
  notSure: ['unavailable', 'Nobody knows yet whether the message has left.'],
  notFound: ['not-found', 'There is no such message.'],
  moot: ['conflict', 'There is nothing to say any more: what the message was about is over.'],
  unreachable: ['conflict', 'No channel reaches this person.'],
  arrived: ['conflict', 'This message has arrived, or is still on its way.'],
  unknownTemplate: ['not-found', 'There is no such template.'],
  fixedTemplate: ['refused', 'This text calls people in an emergency, or protects their account. It cannot be changed.'],
  refusedWords: ['refused', 'These words cannot be used.'],
  templateChanged: ['conflict', 'Somebody has changed this text meanwhile.'],
  unknownBrowser: ['refused', 'Notifications do not work with this browser.'],
  channelClosed: ['conflict', 'This channel does not reach you.'],
  tooSoon: ['too-many', 'A test was just sent. Wait a minute before the next one.'],
  notSigned: ['forbidden', 'This was not signed by the provider of texts.'],
});
