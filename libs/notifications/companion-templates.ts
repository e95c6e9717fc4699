import { fixed, lines, own } from './template.js';

/** Texts about who comes along with somebody. */
export const companionTemplates = {
  backup: own(
    'To the companion who stands in',
    'You may be asked to stand in',
    lines(
      'You are named as the one who stands in as companion for an appointment: {when}.',
      'Please open your page and get ready. It takes three minutes: {link}',
    ),
    ['when', 'link'],
  ),
  backupWanted: fixed(
    'Whoever stands in is asked to come',
    'Can you come?',
    lines('The companion for an appointment cannot be there: {when}.', 'Can you come? Please answer on your page: {link}'),
    ['when', 'link'],
  ),
  companionOnDuty: fixed(
    'Somebody is the companion from now on',
    'You are the companion now',
    lines('You are the companion for an appointment from now on: {when}.', 'Your page: {link}'),
    ['when', 'link'],
  ),
  companionOff: fixed(
    'Somebody is the companion no more',
    'Somebody else is the companion now',
    lines('Somebody else is the companion now for the appointment: {when}.', 'You need not do anything. Thank you.'),
    ['when'],
  ),
  companionOut: fixed(
    'Staff are told that a companion cannot be there',
    'A companion cannot be there',
    lines('The companion for an appointment cannot be there: {when}.', 'Whoever stands in is asked. To look at it: {board}'),
    ['when', 'board'],
  ),
  leading: fixed(
    'Staff are told that they lead a group from now on',
    'You lead a group appointment',
    lines('You lead a group appointment from now on: {when}.', 'Your calendar: {calendar}'),
    ['when', 'calendar'],
  ),
  leadingNoMore: fixed(
    'Staff are told that somebody else leads a group',
    'Somebody else leads a group appointment',
    lines('Somebody else leads the group appointment on {when}.', 'You need not do anything. Your calendar: {calendar}'),
    ['when', 'calendar'],
  ),
} as const;
