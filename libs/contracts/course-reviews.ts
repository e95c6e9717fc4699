import { z } from 'zod';

import { endpoint } from './endpoint.js';

/** Why a course was paused. `endedAt` null: a prescriber has not looked yet. */
export const CoursePause = z.object({
  id: z.uuid(),
  reason: z.string().describe('The rule, by its id.'),
  words: z.string(),
  source: z.string().describe('Where the rule comes from.'),
  factAt: z.iso.datetime().describe('When that happened of which the rule speaks.'),
  openedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  endedByName: z.string().nullable(),
  ending: z.enum(['resumed', 'ended']).nullable(),
  note: z.string().nullable().describe('Why it goes on, or not; null while it is open, and of a record that was erased.'),
});
export type CoursePause = z.infer<typeof CoursePause>;

const OfPatient = z.strictObject({ patientId: z.uuid() });

export const CourseReview = z.object({ patientId: z.uuid(), patientName: z.string(), pauses: z.array(CoursePause).min(1) });
export type CourseReview = z.infer<typeof CourseReview>;

export const listCourseReviews = endpoint({
  method: 'GET',
  path: '/v1/course-reviews',
  summary: 'The caller’s patients whose course is paused, with the open reasons; whoever waits longest comes first.',
  reply: z.object({ reviews: z.array(CourseReview) }),
});

export const decideCourseReview = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/course-review',
  summary: 'A prescriber of the team, freshly signed in again, lets a paused course go on or ends it, with a reason.',
  params: OfPatient,
  body: z.strictObject({
    decision: z.enum(['resume', 'end']),
    pauseIds: z.array(z.uuid()).min(1).max(200).describe('All that are open, as whoever decides has seen them.'),
    note: z.string().trim().min(3).max(2000),
  }),
  reply: z.null(),
  problems: [
    'care.not-found',
    'protocols.not-paused',
    'protocols.paused-anew',
    'protocols.not-on-team',
    'protocols.no-authority',
    'identity.step-up-needed',
  ],
});

export const readOwnCourse = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/course',
  summary: 'Whether a patient’s own course is paused, and since when; not why.',
  params: OfPatient,
  reply: z.object({ pausedSince: z.iso.datetime().nullable() }),
  problems: ['care.not-found'],
});
