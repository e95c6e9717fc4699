import { clinicAlertClimbed } from '#alerts';
import { formLeft, SignalsService } from '#assessments';
import { glassBroken, glassReviewOverdue } from '#care';
import { accountLinkMade, accountNotice } from '#identity';
import { AfterDischargeService, nudgeDue, visitMissed, visitOutOfTime, visitOverdue } from '#integration';
import {
  AccountNoticesService,
  CallsService,
  ClinicCalls,
  callDue,
  DeliveryService,
  GlassNotices,
  messageDue,
  NoticesService,
  StaffNoticesService,
} from '#notifications';
import { messageParked, on, onOutside, Subscriptions } from '#platform';
import {
  appointmentBooked,
  appointmentCancelled,
  appointmentMoved,
  calendarDue,
  ExternalCalendarsService,
  HoldsService,
  holdOver,
  reminderDue,
} from '#scheduling';
import { alertClimbed, sessionDischarged } from '#sessions';

type Listeners = [
  NoticesService,
  CallsService,
  DeliveryService,
  AfterDischargeService,
  StaffNoticesService,
  AccountNoticesService,
  GlassNotices,
  HoldsService,
  ExternalCalendarsService,
  ClinicCalls,
  SignalsService,
];

/** All event wiring on one page: what happens in one context, and who hears of it. */
function wire(
  ...[notices, calls, delivery, afterDischarge, staff, accounts, glass, holds, calendars, clinicCalls, signals]: Listeners
): Subscriptions {
  return new Subscriptions([
    on(appointmentBooked, ({ appointmentId }, { tx }) => notices.booked(tx, appointmentId)),
    on(appointmentMoved, ({ appointmentId, version }, { tx }) => notices.moved(tx, appointmentId, version)),
    on(appointmentCancelled, ({ appointmentId }, { tx }) => notices.cancelled(tx, appointmentId)),
    on(reminderDue, ({ appointmentId, kind }, { tx }) => notices.remind(tx, appointmentId, kind)),

    onOutside(calendarDue, ({ personId }, { eventId }) => calendars.look(personId, eventId)),
    on(holdOver, ({ holdId }, { tx }) => holds.over(tx, holdId)),

    on(alertClimbed, ({ sessionId, alertId, tier }, { tx }) => calls.climb(tx, sessionId, alertId, tier)),
    on(clinicAlertClimbed, ({ alertId, tier }, { tx }) => clinicCalls.climb(tx, alertId, tier)),
    on(formLeft, ({ patientId }, { tx }) => signals.judgeLeft(tx, patientId)),
    on(sessionDischarged, ({ sessionId, at }, { tx }) => afterDischarge.judgeVisit(tx, sessionId, new Date(at))),

    on(visitOverdue, ({ visitId }, { tx }) => afterDischarge.visitOverdue(tx, visitId)),
    on(visitMissed, ({ visitId }, { tx }) => staff.visitMissed(tx, visitId)),
    on(visitOutOfTime, ({ visitId }, { tx }) => staff.visitOutOfTime(tx, visitId)),
    on(nudgeDue, ({ visitId, number }, { tx }) => staff.nudge(tx, visitId, number)),

    on(glassBroken, ({ grantId }, { tx }) => glass.broken(tx, grantId)),
    on(glassReviewOverdue, ({ grantId }, { tx }) => glass.overdue(tx, grantId)),
    on(accountNotice, (notice, { tx }) => accounts.notice(tx, notice)),
    on(accountLinkMade, ({ linkId }, { tx }) => accounts.link(tx, linkId)),

    on(messageParked, ({ eventId, name }, { tx }) => staff.messageParked(tx, eventId, name)),
    onOutside(messageDue, (due, { eventId }) => delivery.deliver(due, eventId)),
    onOutside(callDue, (due, { eventId }) => delivery.deliver(due, eventId)),
  ]);
}

export const subscriptions = {
  provide: Subscriptions,
  inject: [
    NoticesService,
    CallsService,
    DeliveryService,
    AfterDischargeService,
    StaffNoticesService,
    AccountNoticesService,
    GlassNotices,
    HoldsService,
    ExternalCalendarsService,
    ClinicCalls,
    SignalsService,
  ],
  useFactory: wire,
};
