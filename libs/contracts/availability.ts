import { z } from 'zod';

import { endpoint } from './endpoint.js';
import { AppointmentKind } from './scheduling.js';

const Minute = z.int().min(0).max(1440).describe('Minutes after local midnight.');
const isRising = ({ fromMin, toMin }: { fromMin: number; toMin: number }) => fromMin < toMin;
const inOrder = ({ firstDay, lastDay }: { firstDay: string | null; lastDay: string | null }) =>
  firstDay === null || lastDay === null || firstDay <= lastDay;

export const DayHours = z.strictObject({ fromMin: Minute, toMin: Minute }).refine(isRising);
export type DayHours = z.infer<typeof DayHours>;

/** Hours of one weekday as wall time; the days bound when they hold, both among them. */
export const WeeklyTime = z
  .strictObject({
    isoWeekday: z.int().min(1).max(7).describe('Monday is 1.'),
    fromMin: Minute,
    toMin: Minute,
    firstDay: z.iso.date().nullable(),
    lastDay: z.iso.date().nullable(),
  })
  .refine(isRising)
  .refine(inOrder);
export type WeeklyTime = z.infer<typeof WeeklyTime>;

export const TimeOffKind = z.enum(['leave', 'unplanned', 'training', 'meeting', 'other']);
export type TimeOffKind = z.infer<typeof TimeOffKind>;

export const TimeOff = z.union([
  z
    .strictObject({ kind: TimeOffKind, firstDay: z.iso.date(), lastDay: z.iso.date() })
    .refine(inOrder)
    .describe('Whole calendar days of the place where they are.'),
  z
    .strictObject({ kind: TimeOffKind, startsAt: z.iso.datetime(), endsAt: z.iso.datetime() })
    .refine(({ startsAt, endsAt }) => Date.parse(startsAt) < Date.parse(endsAt)),
]);
export type TimeOff = z.infer<typeof TimeOff>;

const Zone = z.string().min(1).max(64).describe('IANA time zone.');
export const Travel = z
  .strictObject({ zone: Zone, firstDay: z.iso.date(), lastDay: z.iso.date().nullable().describe('Null: moved for good.') })
  .refine(inOrder);
export type Travel = z.infer<typeof Travel>;

const times = {
  zone: Zone.nullable().describe('Of the hours; null for the person’s own.'),
  weekly: z.array(WeeklyTime).max(100),
  overrides: z
    .array(z.strictObject({ day: z.iso.date(), hours: z.array(DayHours).max(6) }))
    .max(200)
    .describe('Other hours on a date, in place of the weekly ones; an empty list for none.'),
  timeOff: z.array(TimeOff).max(200),
  travels: z.array(Travel).max(50),
  pauseBeforeMin: z.int().min(0).max(240),
  pauseAfterMin: z.int().min(0).max(240),
  noticeMin: z.int().min(0).max(86_400),
  dailyCap: z.int().min(1).max(50).nullable().describe('How many appointments may begin on one day; null for any number.'),
  kinds: z.array(AppointmentKind).max(20).nullable().describe('Which appointments they take; null for all of their role.'),
};

/** When somebody works, from yesterday on. `version` 0: nothing was entered yet. */
export const WorkingTimes = z.object({
  personId: z.uuid(),
  displayName: z.string(),
  personZone: z.string(),
  version: z.int(),
  ...times,
});
export type WorkingTimes = z.infer<typeof WorkingTimes>;

export const ChangeWorkingTimes = z.strictObject({ basedOn: z.int().describe('The version that was changed.'), ...times });
export type ChangeWorkingTimes = z.infer<typeof ChangeWorkingTimes>;

/** An appointment that somebody has outside of the hours that they now keep. It stays booked. */
export const OutsideAppointment = z.object({
  appointmentId: z.uuid(),
  kind: AppointmentKind,
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
});
export type OutsideAppointment = z.infer<typeof OutsideAppointment>;

/** `offered`: what can be booked with them: kinds in which their role has a part, and which they take. */
const WorkingTimesAnswer = z.object({
  times: WorkingTimes,
  outside: z.array(OutsideAppointment),
  offered: z.array(AppointmentKind),
});

const ofPerson = z.strictObject({ personId: z.uuid() });

export const readWorkingTimes = endpoint({
  method: 'GET',
  path: '/v1/people/:personId/working-times',
  summary: 'When a clinician works: hours, other hours, time off, travel, rules. Their own, and for admins everybody’s.',
  params: ofPerson,
  reply: WorkingTimesAnswer,
  problems: ['care.not-found'],
});

export const changeWorkingTimes = endpoint({
  method: 'POST',
  path: '/v1/people/:personId/working-times',
  summary: 'Changes when a clinician works. What is booked stays booked; the answer lists what now lies outside.',
  params: ofPerson,
  body: ChangeWorkingTimes,
  reply: WorkingTimesAnswer,
  status: 200,
  problems: ['care.not-found', 'scheduling.times-changed', 'scheduling.unknown-zone', 'scheduling.travels-overlap'],
});

/** Starts that one person has free for a kind of appointment; others it needs are not asked. */
export const FreeStarts = z.object({
  zone: z.string(),
  lengthMin: z.int(),
  starts: z.array(z.string()).describe('ISO-8601, UTC; rising.'),
  reason: z.string().nullable().describe('Why there is none, as a stable code; null when there is one.'),
});
export type FreeStarts = z.infer<typeof FreeStarts>;

export const listFreeStarts = endpoint({
  method: 'GET',
  path: '/v1/people/:personId/free-starts',
  summary: 'What can be booked with one clinician, as far as they are asked. Their own, and for admins everybody’s.',
  params: ofPerson,
  query: z.strictObject({
    kind: AppointmentKind,
    from: z.iso.date().describe('In the zone of their hours.'),
    days: z.coerce.number().int().min(1).max(31).default(14),
  }),
  reply: FreeStarts,
  problems: ['care.not-found'],
});

/** Weekly times that suit a patient, on the clock where they live; none: from 8 to 20 h on every day. */
export const PreferredTimes = z.object({ zone: z.string(), weekly: z.array(WeeklyTime) });
export type PreferredTimes = z.infer<typeof PreferredTimes>;

const ofPatient = z.strictObject({ patientId: z.uuid() });
export const readPreferredTimes = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/preferred-times',
  summary: 'The times of a week at which a patient would like to be offered appointments.',
  params: ofPatient,
  reply: PreferredTimes,
  problems: ['care.not-found'],
});

export const changePreferredTimes = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/preferred-times',
  summary: 'Says at which times of a week a patient would like to be offered appointments; an empty list for no wish.',
  params: ofPatient,
  body: z.strictObject({ weekly: z.array(WeeklyTime).max(50) }),
  reply: PreferredTimes,
  status: 200,
  problems: ['care.not-found'],
});

const typeFields = {
  lengthMin: z.int().min(5).max(720),
  gridMin: z.int().min(5).max(240).describe('Starts on every so many minutes of the clock.'),
  noticeMin: z.int().min(0).max(86_400),
  pauseBeforeMin: z.int().min(0).max(240),
  pauseAfterMin: z.int().min(0).max(240),
  patientsBook: z.boolean().describe('Whether patients book it themselves; else the clinic does.'),
  patientsPerStaff: z.int().min(1).max(20).describe('Of a group: so many patients one clinician may look after in it.'),
  parts: z
    .array(
      z.strictObject({
        part: z.enum(['patient', 'chaperone', 'therapist', 'prescriber']),
        fromMin: z.int().min(-720).max(720),
        toMin: z.int().min(-720).max(1440).nullable().describe('Null for the end.'),
        time: z.enum(['whole', 'watch']),
      }),
    )
    .min(1)
    .max(12),
};

/** How appointments of a kind are made. Version 0 is what Hearth brings. */
export const AppointmentType = z.object({ kind: AppointmentKind, version: z.int(), ...typeFields });
export type AppointmentType = z.infer<typeof AppointmentType>;

export const listAppointmentTypes = endpoint({
  method: 'GET',
  path: '/v1/appointment-types',
  summary: 'How appointments of each kind are made: length, who must be there and when, notice, pauses.',
  reply: z.object({ types: z.array(AppointmentType) }),
});

export const changeAppointmentType = endpoint({
  method: 'POST',
  path: '/v1/appointment-types/:kind',
  summary: 'An admin changes how appointments of a kind are made from now on; those that are booked stay as they are.',
  params: z.strictObject({ kind: AppointmentKind }),
  body: z.strictObject({ basedOn: z.int(), ...typeFields }),
  reply: AppointmentType,
  status: 200,
  problems: ['scheduling.type-changed', 'scheduling.type-unsound', 'scheduling.type-is-clinical'],
});
