import { z } from 'zod';

import { AnswersWithin, AppointmentAnswers, AppointmentTimes } from './appointments.js';
import { WhyNot } from './clinic-schedule.js';
import { endpoint, Nothing } from './endpoint.js';

const ofGroup = z.strictObject({ groupId: z.uuid() });
const Staff = z.array(z.uuid()).min(1).max(8);

/** A group session. Nobody who is in it as a patient learns of another: neither who, nor how many. */
export const GroupSession = z.object({
  id: z.uuid(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  clinicZone: z.string(),
  leaders: z.array(z.object({ personId: z.uuid(), displayName: z.string() })),
  placesLeft: z.int().describe('To patients three at the most are told.'),
  taken: z.int().nullable().describe('Null to patients.'),
  isOverRatio: z
    .boolean()
    .describe('More patients come than those who lead it, and are there, may look after. Never told to patients.'),
  isLed: z.boolean().describe('The caller may move and cancel it.'),
  places: z
    .array(z.object({ appointmentId: z.uuid(), patientId: z.uuid(), patientName: z.string() }))
    .describe('Of a patient their own; of staff those whom they may know of, and all when they lead it.'),
});
export type GroupSession = z.infer<typeof GroupSession>;

export const listGroups = endpoint({
  method: 'GET',
  path: '/v1/group-sessions',
  summary: 'Group sessions to come: to patients those in which they have a place or can take one, to staff all.',
  reply: z.object({ groups: z.array(GroupSession) }),
});

export const listGroupTimes = endpoint({
  method: 'GET',
  path: '/v1/group-session-times',
  summary: 'Times at which all of some clinicians can lead a group, on the clock of the clinic.',
  query: z.strictObject({
    staff: z
      .string()
      .max(400)
      .transform((ids) => ids.split(','))
      .pipe(Staff)
      .describe('Ids with commas between.'),
    from: z.iso.date(),
    days: z.coerce.number().int().min(1).max(31).default(14),
  }),
  reply: AppointmentTimes,
  problems: ['care.not-found'],
});

export const createGroup = endpoint({
  method: 'POST',
  path: '/v1/group-sessions',
  summary: 'Makes a group session at a free time of all who lead it: so many places for each of them as its kind says.',
  body: z.strictObject({ staffIds: Staff, startsAt: z.iso.datetime() }),
  reply: GroupSession,
  problems: [
    'care.not-found',
    'scheduling.group-needs',
    'scheduling.lead-it-yourself',
    'scheduling.slot-taken',
    'scheduling.not-a-free-time',
  ],
});

export const takePlace = endpoint({
  method: 'POST',
  path: '/v1/group-sessions/:groupId/places',
  summary: 'Takes a place in a group for a patient. It is an appointment of theirs, and is cancelled as one.',
  params: ofGroup,
  body: z.strictObject({ patientId: z.uuid() }),
  reply: z.object({ appointmentId: z.uuid() }),
  problems: [
    'care.not-found',
    'care.no-team',
    'scheduling.not-found',
    'scheduling.booked-by-clinic',
    'scheduling.group-full',
    'scheduling.in-group-already',
    'scheduling.not-booked',
    'scheduling.slot-taken',
    'scheduling.not-a-free-time',
  ],
});

export const cancelGroup = endpoint({
  method: 'POST',
  path: '/v1/group-sessions/:groupId/cancellation',
  summary: 'The clinic calls a group session off, with all of its places. It costs nobody anything.',
  params: ofGroup,
  reply: Nothing,
  problems: ['scheduling.not-found', 'scheduling.not-booked', 'scheduling.begun'],
});

export const listGroupAnswers = endpoint({
  method: 'GET',
  path: '/v1/group-sessions/:groupId/move-answers',
  summary: 'For each start of a stretch of time whether a group can be moved to it with all of its places, and else why not.',
  params: ofGroup,
  query: AnswersWithin,
  reply: AppointmentAnswers,
  problems: ['scheduling.not-found', 'scheduling.begun'],
});

export const moveGroup = endpoint({
  method: 'POST',
  path: '/v1/group-sessions/:groupId/move',
  summary: 'Moves a group session with all of its places: all or none. It costs nobody anything.',
  params: ofGroup,
  body: z.strictObject({ startsAt: z.iso.datetime() }),
  reply: GroupSession,
  status: 200,
  problems: [
    'scheduling.not-found',
    'scheduling.begun',
    'scheduling.slot-taken',
    'scheduling.not-a-free-time',
    'scheduling.not-booked',
  ],
});

/** Somebody who could lead a group. */
export const GroupLeader = z.object({
  personId: z.uuid(),
  displayName: z.string(),
  isLeading: z.boolean(),
  whyNot: z
    .array(WhyNot)
    .describe('What speaks against it at the time of the group; nothing of those who lead it, and of a new one.'),
});
export type GroupLeader = z.infer<typeof GroupLeader>;

export const listGroupLeaders = endpoint({
  method: 'GET',
  path: '/v1/group-leaders',
  summary: 'Who could lead a group: those who treat patients here.',
  reply: z.object({ clinicZone: z.string(), clinicians: z.array(GroupLeader) }),
});

export const readGroupLeaders = endpoint({
  method: 'GET',
  path: '/v1/group-sessions/:groupId/leaders',
  summary: 'Who leads a group, and who could instead: with what speaks against each of them at its time.',
  params: ofGroup,
  reply: z.object({
    clinicians: z.array(GroupLeader),
    taken: z.int().describe('Patients who have a place.'),
    patientsPerStaff: z.int().describe('So many patients one of those who lead it may look after.'),
  }),
  problems: ['scheduling.not-found', 'scheduling.not-booked', 'scheduling.begun'],
});

export const changeGroupLeaders = endpoint({
  method: 'POST',
  path: '/v1/group-sessions/:groupId/leaders',
  summary: 'Others lead a group from now on: as many as its patients need. The time stays, and those who have a place are told.',
  params: ofGroup,
  body: z.strictObject({ staffIds: Staff }),
  reply: GroupSession,
  status: 200,
  problems: [
    'care.not-found',
    'scheduling.not-found',
    'scheduling.begun',
    'scheduling.not-booked',
    'scheduling.group-needs',
    'scheduling.too-few-leaders',
    'scheduling.not-licensed',
    'scheduling.slot-taken',
    'scheduling.not-a-free-time',
  ],
});
