import { z } from 'zod';

import { message } from '#platform';
import { REMINDER_KINDS } from './domain/reminder-plan.js';

const ofAppointment = z.strictObject({ appointmentId: z.uuid() });

export const ReminderKind = z.enum(REMINDER_KINDS);
export type ReminderKind = z.infer<typeof ReminderKind>;

/** A reminder is to be decided on: who gets it, how, and when quiet hours let it. Comes before the reminder itself. */
export const reminderDue = message('scheduling.reminder-due', ofAppointment.extend({ kind: ReminderKind }));
export const appointmentBooked = message('scheduling.appointment-booked', ofAppointment);
export const appointmentMoved = message('scheduling.appointment-moved', ofAppointment.extend({ version: z.int() }));
export const appointmentCancelled = message('scheduling.appointment-cancelled', ofAppointment);

/** Others lead the group in which a patient has a place; `version`: of the place from then on. */
export const leadersChanged = message('scheduling.leaders-changed', ofAppointment.extend({ version: z.int() }));

/** Others lead a group, itself of this version from then on: who has come, and who has gone. */
export const leadChanged = message(
  'scheduling.lead-changed',
  ofAppointment.extend({ version: z.int(), came: z.array(z.uuid()), gone: z.array(z.uuid()) }),
);

/** Nobody has booked what was held. */
export const holdOver = message('scheduling.hold-over', z.strictObject({ holdId: z.uuid() }));

/** A clinician keeps other hours from now on. */
export const hoursChanged = message('scheduling.hours-changed', z.strictObject({ personId: z.uuid() }));

/** Somebody's other calendar is looked at again. */
export const calendarDue = message('scheduling.calendar-due', z.strictObject({ personId: z.uuid() }));
export const calendarKey = (personId: string): string => `calendar:${personId}`;

/** Outbox key under which everything waits that belongs to an appointment's reminders. */
export const reminderKey = (appointmentId: string, kind?: ReminderKind): string =>
  kind ? `reminder:${appointmentId}:${kind}` : `reminder:${appointmentId}`;
