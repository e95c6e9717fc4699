import { z } from 'zod';

import { endpoint, Nothing } from './endpoint.js';

/** What became of the last look at another calendar, where it is not well. */
export const CalendarProblem = z.enum([
  'address-refused',
  'unreachable',
  'too-slow',
  'too-large',
  'not-found',
  'not-allowed',
  'refused',
  'not-a-calendar',
  'unknown-zone',
  'too-many-times',
  'suddenly-empty',
]);
export type CalendarProblem = z.infer<typeof CalendarProblem>;

export const MyCalendar = z.object({
  feed: z
    .object({ createdAt: z.iso.datetime(), fetchedAt: z.iso.datetime().nullable().describe('When a program last asked.') })
    .nullable()
    .describe('The address that calendar programs subscribe to, without the address: that was shown once.'),
  other: z
    .object({
      host: z.string(),
      addedAt: z.iso.datetime(),
      triedAt: z.iso.datetime().nullable(),
      succeededAt: z.iso.datetime().nullable(),
      problem: CalendarProblem.nullable(),
      busyTimes: z.int().describe('How many times ahead are known to be taken.'),
    })
    .nullable()
    .describe("A clinician's calendar somewhere else, whose times count as taken."),
});
export type MyCalendar = z.infer<typeof MyCalendar>;

export const readMyCalendar = endpoint({
  method: 'GET',
  path: '/v1/me/calendar',
  summary: "What one's own calendar is joined to.",
  reply: MyCalendar,
});

export const makeFeed = endpoint({
  method: 'POST',
  path: '/v1/me/calendar/feed',
  summary: "A new secret address of one's own appointments, for a calendar program; one made before opens nothing any more.",
  reply: z.object({ address: z.url() }),
  withoutKey: 'The answer holds a secret of which no copy may be kept; asking again ends the one before.',
});

export const endFeed = endpoint({
  method: 'DELETE',
  path: '/v1/me/calendar/feed',
  summary: 'The address opens nothing from now on.',
  reply: Nothing,
  withoutKey: 'Ending twice is ending.',
});

export const setOtherCalendar = endpoint({
  method: 'PUT',
  path: '/v1/me/calendar/other',
  summary:
    'Reads the busy times of this calendar every quarter of an hour; what they are for is not kept. Replaces the one before.',
  body: z.strictObject({ address: z.string().min(8).max(2_000) }),
  reply: Nothing,
  problems: ['scheduling.not-a-calendar-address'],
  withoutKey: 'Setting the same address twice sets it.',
});

export const endOtherCalendar = endpoint({
  method: 'DELETE',
  path: '/v1/me/calendar/other',
  summary: 'Reads the other calendar no more; its times count no more.',
  reply: Nothing,
  withoutKey: 'Ending twice is ending.',
});

/** The one secret in an address: calendar programs know no other way. docs/adr/0016. */
export const readFeed = endpoint({
  method: 'GET',
  path: '/v1/calendar/:secret',
  summary: "One's appointments as iCalendar (RFC 5545), for programs that subscribe: `text/calendar`, with an ETag. No sign-in.",
  params: z.strictObject({ secret: z.string().max(100) }),
  reply: z.string().describe('An iCalendar; nothing when it is as the ETag says.'),
});
