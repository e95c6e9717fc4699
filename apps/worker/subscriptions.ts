import { clinicAlertClimbed } from '#alerts';
import { formLeft, SignalsService } from '#assessments';
import { CallLosses, CallWaits, callUnattended, patientLost } from '#calls';
import { glassBroken, glassReviewOverdue } from '#care';
import { licenceEnding } from '#credentials';
import { ContentRemoval, contentUnwanted, ScanningService, scanDue } from '#documents';
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
  LicenceNotices,
  messageDue,
  NoticesService,
  QuestionNotices,
  QuietHoursService,
  ScreeningNotices,
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
  leadersChanged,
  reminderDue,
} from '#scheduling';
import {
  clearanceDue,
  decided,
  HandOffsService,
  handedOver,
  handOffDue,
  handOffOffered,
  handOffReturned,
  ownerLeft,
  ScreenerAccess,
} from '#screening';
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
  LicenceNotices,
  QuestionNotices,
  CallLosses,
  CallWaits,
];

type Waiting = [OfferEnding, WaitingLook, WaitingOffersService, WaitingNotices, QuietHoursService];
type Screening = [HandOffsService, ScreeningNotices, ScreenerAccess];
type Papers = [ScanningService, ContentRemoval];
type Wired = [...Listeners, ...Screening, ...Papers, ...Waiting];

/** All event wiring on one page: what happens in one context, and who hears of it. */
function wire(...wired: Wired): Subscriptions {
  const [notices, calls, delivery, afterDischarge, staff, accounts, glass, ...others] = wired;
  const [holds, calendars, written, zones, clinicCalls, signals, licences, questions, losses, waits, ...more] = others;
  const [handOffs, screening, screeners, scanning, removal, ...waiting] = more;
  return new Subscriptions([
    on(appointmentBooked, ({ appointmentId }, { tx }) => notices.booked(tx, appointmentId)),
    on(appointmentMoved, ({ appointmentId, version }, { tx }) => notices.moved(tx, appointmentId, version)),
    on(appointmentCancelled, ({ appointmentId }, { tx }) => notices.cancelled(tx, appointmentId)),
    on(leadersChanged, ({ appointmentId, version }, { tx }) => notices.ledByOthers(tx, appointmentId, version)),
    on(reminderDue, ({ appointmentId, kind }, { tx }) => notices.remind(tx, appointmentId, kind)),
    on(reminderDue, ({ appointmentId, kind }, { tx }) => questions.remind(tx, appointmentId, kind)),

    onOutside(calendarDue, ({ personId }, { eventId }) => calendars.look(personId, eventId)),
    on(holdOver, ({ holdId }, { tx }) => holds.over(tx, holdId)),

    ...whoWaits(waiting),
    ...whoDecides([handOffs, screening, screeners]),

    on(alertClimbed, ({ sessionId, alertId, tier }, { tx }) => calls.climb(tx, sessionId, alertId, tier)),
    on(clinicAlertClimbed, ({ alertId, tier }, { tx }) => clinicCalls.climb(tx, alertId, tier)),
    on(licenceEnding, ({ licenceId, days }, { tx }) => licences.ending(tx, licenceId, days)),
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
    onOutside(scanDue, ({ documentId }, { eventId }) => scanning.look(documentId, eventId)),
    onOutside(contentUnwanted, ({ object }, { eventId }) => removal.remove(object, eventId)),

    onOutside(messageDue, (due, { eventId }) => delivery.deliver(due, eventId)),
    onOutside(callDue, (due, { eventId }) => delivery.deliver(due, eventId)),
  ]);
}

/** Whoever screens a patient sees them; the patient is handed from one clinician to the next, and hears what was decided. */
function whoDecides([handOffs, screening, screeners]: Screening): Subscription[] {
  return [
    on(appointmentBooked, ({ appointmentId }, { tx }) => screeners.follow(tx, appointmentId)),
    on(appointmentMoved, ({ appointmentId }, { tx }) => screeners.follow(tx, appointmentId)),
    on(appointmentCancelled, ({ appointmentId }, { tx }) => screeners.follow(tx, appointmentId)),
    on(handOffOffered, ({ handOffId }, { tx }) => screening.offered(tx, handOffId)),
    on(handOffDue, ({ handOffId }, { tx }) => handOffs.timeOut(tx, handOffId)),
    on(handOffReturned, ({ handOffId }, { tx }) => screening.returned(tx, handOffId)),
    on(handedOver, ({ caseId }, { tx, eventId }) => screening.handedOver(tx, caseId, eventId)),
    on(decided, ({ decisionId }, { tx }) => screening.decided(tx, decisionId)),
    on(ownerLeft, ({ caseId }, { tx, eventId }) => screening.ownerLeft(tx, caseId, eventId)),
    on(clearanceDue, ({ clearanceId }, { tx }) => screening.clearanceDue(tx, clearanceId)),
  ];
}

/** A time that may be free again is offered to those who wait for one. */
function whoWaits([ending, look, offers, notices, quiet]: Waiting): Subscription[] {
  return [
    on(appointmentCancelled, (_, { tx }) => ending.timeFreed(tx)),
    on(appointmentMoved, (_, { tx }) => ending.timeFreed(tx)),
    on(holdOver, (_, { tx }) => ending.timeFreed(tx)),
    on(hoursChanged, (_, { tx }) => ending.timeFreed(tx)),
    on(leadersChanged, (_, { tx }) => ending.timeFreed(tx)),
    onOutside(waitingDue, ({ after }, { eventId }) => look.look(eventId, quiet, after)),
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
    LicenceNotices,
    QuestionNotices,
    CallLosses,
    CallWaits,
    HandOffsService,
    ScreeningNotices,
    ScreenerAccess,
    ScanningService,
    ContentRemoval,
    OfferEnding,
    WaitingLook,
    WaitingOffersService,
    WaitingNotices,
    QuietHoursService,
  ],
  useFactory: wire,
};
