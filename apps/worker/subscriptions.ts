import { clinicAlertClimbed } from '#alerts';
import { formLeft, SignalsService } from '#assessments';
import { CallLosses, CallWaits, callUnattended, patientLost } from '#calls';
import { glassBroken, glassReviewOverdue } from '#care';
import { accountLinkMade, accountNotice, journeyOver, ZonesService } from '#identity';
import {
  AfterDischargeService,
  cliniciansAway,
  nudgeDue,
  OfferEnding,
  offerOver,
  timeOffered,
  visitMissed,
  visitOutOfTime,
  visitOverdue,
  WaitingLook,
  WaitingOffersService,
  waitingDue,
} from '#integration';
import { answerDue, messageWritten } from '#messaging';
import {
  AccountNoticesService,
  CallsService,
  ClinicCalls,
  callDue,
  DeliveryService,
  GlassNotices,
  messageDue,
  NoticesService,
  QuietHoursService,
  StaffNoticesService,
  WaitingNotices,
  WrittenNotices,
} from '#notifications';
import { messageParked, on, onOutside, type Subscription, Subscriptions } from '#platform';
import {
  appointmentBooked,
  appointmentCancelled,
  appointmentMoved,
  calendarDue,
  ExternalCalendarsService,
  HoldsService,
  holdOver,
  hoursChanged,
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
  WrittenNotices,
  ZonesService,
  ClinicCalls,
  SignalsService,
  CallLosses,
  CallWaits,
];

type Waiting = [OfferEnding, WaitingLook, WaitingOffersService, WaitingNotices, QuietHoursService];
type Wired = [...Listeners, ...Waiting];

/** All event wiring on one page: what happens in one context, and who hears of it. */
function wire(...wired: Wired): Subscriptions {
  const [notices, calls, delivery, afterDischarge, staff, accounts, glass, ...others] = wired;
  const [holds, calendars, written, zones, clinicCalls, signals, losses, waits, ...waiting] = others;
  return new Subscriptions([
    on(appointmentBooked, ({ appointmentId }, { tx }) => notices.booked(tx, appointmentId)),
    on(appointmentMoved, ({ appointmentId, version }, { tx }) => notices.moved(tx, appointmentId, version)),
    on(appointmentCancelled, ({ appointmentId }, { tx }) => notices.cancelled(tx, appointmentId)),
    on(reminderDue, ({ appointmentId, kind }, { tx }) => notices.remind(tx, appointmentId, kind)),

    onOutside(calendarDue, ({ personId }, { eventId }) => calendars.look(personId, eventId)),
    on(holdOver, ({ holdId }, { tx }) => holds.over(tx, holdId)),

    ...whoWaits(waiting),

    on(alertClimbed, ({ sessionId, alertId, tier }, { tx }) => calls.climb(tx, sessionId, alertId, tier)),
    on(clinicAlertClimbed, ({ alertId, tier }, { tx }) => clinicCalls.climb(tx, alertId, tier)),
    on(formLeft, ({ patientId }, { tx }) => signals.judgeLeft(tx, patientId)),
    on(patientLost, ({ roomId, lossId }, { tx }) => losses.escalate(tx, roomId, lossId)),
    on(callUnattended, ({ roomId, waitId }, { tx }) => waits.escalate(tx, roomId, waitId)),
    on(sessionDischarged, ({ sessionId, at }, { tx }) => afterDischarge.judgeVisit(tx, sessionId, new Date(at))),

    on(visitOverdue, ({ visitId }, { tx }) => afterDischarge.visitOverdue(tx, visitId)),
    on(visitMissed, ({ visitId }, { tx }) => staff.visitMissed(tx, visitId)),
    on(visitOutOfTime, ({ visitId }, { tx }) => staff.visitOutOfTime(tx, visitId)),
    on(cliniciansAway, ({ closureId }, { tx }) => staff.cliniciansAway(tx, closureId)),
    on(nudgeDue, ({ visitId, number }, { tx }) => staff.nudge(tx, visitId, number)),

    on(messageWritten, ({ messageId }, { tx }) => written.written(tx, messageId)),
    on(answerDue, ({ messageId }, { tx }) => written.unanswered(tx, messageId)),

    on(glassBroken, ({ grantId }, { tx }) => glass.broken(tx, grantId)),
    on(glassReviewOverdue, ({ grantId }, { tx }) => glass.overdue(tx, grantId)),
    on(accountNotice, (notice, { tx }) => accounts.notice(tx, notice)),
    on(accountLinkMade, ({ linkId }, { tx }) => accounts.link(tx, linkId)),

    on(journeyOver, ({ personId }, { tx }) => zones.journeyOver(tx, personId)),

    on(messageParked, ({ eventId, name }, { tx }) => staff.messageParked(tx, eventId, name)),
    onOutside(messageDue, (due, { eventId }) => delivery.deliver(due, eventId)),
    onOutside(callDue, (due, { eventId }) => delivery.deliver(due, eventId)),
  ]);
}

/** A time that may be free again is offered to those who wait for one. */
function whoWaits([ending, look, offers, notices, quiet]: Waiting): Subscription[] {
  return [
    on(appointmentCancelled, (_, { tx }) => ending.timeFreed(tx)),
    on(appointmentMoved, (_, { tx }) => ending.timeFreed(tx)),
    on(holdOver, (_, { tx }) => ending.timeFreed(tx)),
    on(hoursChanged, (_, { tx }) => ending.timeFreed(tx)),
    onOutside(waitingDue, (_, { eventId }) => look.look(eventId, quiet)),
    on(timeOffered, ({ offerId }, { tx }) => notices.offered(tx, offerId)),
    on(offerOver, ({ offerId }, { tx }) => offers.over(tx, offerId)),
  ];
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
    WrittenNotices,
    ZonesService,
    ClinicCalls,
    SignalsService,
    CallLosses,
    CallWaits,
    OfferEnding,
    WaitingLook,
    WaitingOffersService,
    WaitingNotices,
    QuietHoursService,
  ],
  useFactory: wire,
};
