import { AftercareWatch, aftercareAsked, aftercareReminded, aftercareUnanswered } from '#aftercare';
import { clinicAlertClimbed, watchAsked, watchReturned } from '#alerts';
import { formLeft, SignalsService } from '#assessments';
import { bellDue, CallLosses, CallWaits, callUnattended, patientLost, readySaid } from '#calls';
import { backupNamed, consentWithdrawn, glassBroken, glassReviewOverdue } from '#care';
import { basisEnding, licenceEnding, pdmpDue, registersChanged } from '#credentials';
import { ContentRemoval, contentUnwanted, ScanningService, scanDue } from '#documents';
import { accountLinkMade, accountNotice, journeyOver, ZonesService } from '#identity';
import { incidentOpened, incidentReviewDue } from '#incidents';
import {
  AfterDischargeService,
  CoverPass,
  cliniciansAway,
  coverDue,
  coverLost,
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
import { FormNotices, formOverdue, formReminder } from '#monitoring';
import {
  AccountNoticesService,
  AftercareNotices,
  CallNotices,
  CallsService,
  ClinicCalls,
  CompanionNotices,
  CoverNotices,
  callDue,
  DeliveryService,
  GlassNotices,
  IncidentNotices,
  LeadNotices,
  LicenceNotices,
  messageDue,
  NoticesService,
  OverrideNotices,
  PairingNotices,
  QuestionNotices,
  QuietHoursService,
  ReleaseNotices,
  ScreeningNotices,
  StaffNoticesService,
  SupplyNotices,
  WaitingNotices,
  WrittenNotices,
} from '#notifications';
import {
  GapWatch,
  gapClosed,
  gapFound,
  handOverDue,
  licencesChanged,
  PairingOffersService,
  pairingAnswered,
  pairingCovered,
  pairingOfferDue,
  pairingOffered,
} from '#pairing';
import { messageParked, on, onOutside, type Subscription, Subscriptions } from '#platform';
import { ConsentWatch, courseDue, coursePaused, PauseWatch, protocolSigned, reviewDue } from '#protocols';
import {
  appointmentBooked,
  appointmentCancelled,
  appointmentMoved,
  calendarDue,
  ExternalCalendarsService,
  HoldsService,
  holdOver,
  hoursChanged,
  leadChanged,
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
import {
  alertClimbed,
  companionChanged,
  companionOut,
  overridesListed,
  PausedReleases,
  releaseTakenBack,
  SessionPlans,
  sessionDischarged,
} from '#sessions';
import { lotRecalled } from '#supply';

/** Everybody who hears of something that happened elsewhere. */
const LISTENERS = {
  notices: NoticesService,
  calls: CallsService,
  delivery: DeliveryService,
  afterDischarge: AfterDischargeService,
  staff: StaffNoticesService,
  accounts: AccountNoticesService,
  glass: GlassNotices,
  incidents: IncidentNotices,
  covers: CoverNotices,
  overrides: OverrideNotices,
  holds: HoldsService,
  calendars: ExternalCalendarsService,
  written: WrittenNotices,
  zones: ZonesService,
  clinicCalls: ClinicCalls,
  signals: SignalsService,
  questions: QuestionNotices,
  losses: CallLosses,
  waits: CallWaits,
  callNotices: CallNotices,
  handOffs: HandOffsService,
  screening: ScreeningNotices,
  screeners: ScreenerAccess,
  scanning: ScanningService,
  removal: ContentRemoval,
  licences: LicenceNotices,
  cover: CoverPass,
  offerEnding: OfferEnding,
  waitingLook: WaitingLook,
  waitingOffers: WaitingOffersService,
  waitingNotices: WaitingNotices,
  quietHours: QuietHoursService,
  plans: SessionPlans,
  supply: SupplyNotices,
  pauses: PauseWatch,
  consents: ConsentWatch,
  releases: PausedReleases,
  releaseNotices: ReleaseNotices,
  pairingOffers: PairingOffersService,
  gaps: GapWatch,
  forms: FormNotices,
  pairings: PairingNotices,
  companions: CompanionNotices,
  leads: LeadNotices,
  aftercare: AftercareWatch,
  aftercareNotices: AftercareNotices,
} as const;
type Listeners = Readonly<{ [Name in keyof typeof LISTENERS]: InstanceType<(typeof LISTENERS)[Name]> }>;

/** All event wiring on one page: what happens in one context, and who hears of it. */
function wire(by: Listeners): Subscriptions {
  return new Subscriptions([
    on(appointmentBooked, ({ appointmentId }, { tx }) => by.notices.booked(tx, appointmentId)),
    on(appointmentMoved, ({ appointmentId, version }, { tx }) => by.notices.moved(tx, appointmentId, version)),
    on(appointmentCancelled, ({ appointmentId }, { tx }) => by.notices.cancelled(tx, appointmentId)),
    on(leadersChanged, ({ appointmentId, version }, { tx }) => by.notices.ledByOthers(tx, appointmentId, version)),
    on(reminderDue, ({ appointmentId, kind }, { tx }) => by.notices.remind(tx, appointmentId, kind)),
    on(reminderDue, ({ appointmentId, kind }, { tx }) => by.questions.remind(tx, appointmentId, kind)),

    onOutside(calendarDue, ({ personId }, { eventId }) => by.calendars.look(personId, eventId)),
    on(holdOver, ({ holdId }, { tx }) => by.holds.over(tx, holdId)),

    ...whoComesAlong(by),
    ...whoWaits(by),
    ...whoDecides(by),
    ...whatIsSigned(by),
    ...whoLooksAfterWhom(by),
    ...whoWaitsInCalls(by),
    ...whoMay(by),
    ...whatFollowsASession(by),

    on(alertClimbed, ({ sessionId, alertId, tier }, { tx }) => by.calls.climb(tx, sessionId, alertId, tier)),
    on(clinicAlertClimbed, ({ alertId, tier }, { tx }) => by.clinicCalls.climb(tx, alertId, tier)),
    on(formLeft, ({ patientId }, { tx }) => by.signals.judgeLeft(tx, patientId)),
    on(cliniciansAway, ({ closureId }, { tx }) => by.staff.cliniciansAway(tx, closureId)),

    on(messageWritten, ({ messageId }, { tx }) => by.written.written(tx, messageId)),
    on(answerDue, ({ messageId }, { tx }) => by.written.unanswered(tx, messageId)),

    on(glassBroken, ({ grantId }, { tx }) => by.glass.broken(tx, grantId)),
    on(glassReviewOverdue, ({ grantId }, { tx }) => by.glass.overdue(tx, grantId)),
    on(watchAsked, ({ coverId }, { tx }) => by.covers.asked(tx, coverId)),
    on(watchReturned, ({ coverId }, { tx }) => by.covers.returned(tx, coverId)),
    on(incidentOpened, ({ incidentId }, { tx }) => by.incidents.opened(tx, incidentId)),
    on(overridesListed, ({ overrideId }, { tx }) => by.overrides.listed(tx, overrideId)),
    on(incidentReviewDue, ({ incidentId }, { tx }) => by.incidents.overdue(tx, incidentId)),
    on(accountNotice, (notice, { tx }) => by.accounts.notice(tx, notice)),
    on(accountLinkMade, ({ linkId }, { tx }) => by.accounts.link(tx, linkId)),

    on(journeyOver, ({ personId }, { tx }) => by.zones.journeyOver(tx, personId)),

    on(messageParked, ({ eventId, name }, { tx }) => by.staff.messageParked(tx, eventId, name)),
    onOutside(scanDue, ({ documentId }, { eventId }) => by.scanning.look(documentId, eventId)),
    onOutside(contentUnwanted, ({ object }, { eventId }) => by.removal.remove(object, eventId)),

    onOutside(messageDue, (due, { eventId }) => by.delivery.deliver(due, eventId)),
    onOutside(callDue, (due, { eventId }) => by.delivery.deliver(due, eventId)),
  ]);
}

/** Whoever screens a patient sees them; the patient is handed from one clinician to the next, and hears what was decided. */
function whoDecides(by: Listeners): Subscription[] {
  return [
    on(appointmentBooked, ({ appointmentId }, { tx }) => by.screeners.follow(tx, appointmentId)),
    on(appointmentMoved, ({ appointmentId }, { tx }) => by.screeners.follow(tx, appointmentId)),
    on(appointmentCancelled, ({ appointmentId }, { tx }) => by.screeners.follow(tx, appointmentId)),
    on(handOffOffered, ({ handOffId }, { tx }) => by.screening.offered(tx, handOffId)),
    on(handOffDue, ({ handOffId }, { tx }) => by.handOffs.timeOut(tx, handOffId)),
    on(handOffReturned, ({ handOffId }, { tx }) => by.screening.returned(tx, handOffId)),
    on(handedOver, ({ caseId }, { tx, eventId }) => by.screening.handedOver(tx, caseId, eventId)),
    on(decided, ({ decisionId }, { tx }) => by.screening.decided(tx, decisionId)),
    on(ownerLeft, ({ caseId }, { tx, eventId }) => by.screening.ownerLeft(tx, caseId, eventId)),
    on(clearanceDue, ({ clearanceId }, { tx }) => by.screening.clearanceDue(tx, clearanceId)),
  ];
}

/** A patient is asked how they are, and comes to the visit of the next day; people are told when either is missing. */
function whatFollowsASession(by: Listeners): Subscription[] {
  return [
    on(sessionDischarged, ({ sessionId, at }, { tx }) => by.afterDischarge.judgeVisit(tx, sessionId, new Date(at))),
    on(aftercareAsked, ({ checkId }, { tx }) => by.aftercareNotices.ask(tx, checkId, 'asked')),
    on(aftercareReminded, ({ checkId }, { tx }) => by.aftercareNotices.ask(tx, checkId, 'asked-again')),
    on(aftercareUnanswered, ({ checkId }, { tx }) => by.aftercare.call(tx, checkId)),
    on(visitOverdue, ({ visitId }, { tx }) => by.afterDischarge.visitOverdue(tx, visitId)),
    on(visitMissed, ({ visitId }, { tx }) => by.staff.visitMissed(tx, visitId)),
    on(visitOutOfTime, ({ visitId }, { tx }) => by.staff.visitOutOfTime(tx, visitId)),
    on(nudgeDue, ({ visitId, number }, { tx }) => by.staff.nudge(tx, visitId, number)),
  ];
}

/** Who is there for a patient beside those who treat them, and who leads a group. */
function whoComesAlong(by: Listeners): Subscription[] {
  return [
    on(backupNamed, ({ patientId, personId }, { tx }) => by.companions.named(tx, patientId, personId)),
    on(companionOut, ({ sessionId, seq }, { tx }) => by.companions.out(tx, sessionId, seq)),
    on(companionChanged, (relief, { tx }) => by.companions.changed(tx, relief)),
    on(leadChanged, (change, { tx }) => by.leads.changed(tx, change)),
  ];
}

/** A patient and a clinician are brought together, or have lost each other. */
function whoLooksAfterWhom(by: Listeners): Subscription[] {
  return [
    on(pairingOffered, ({ offerId }, { tx }) => by.pairings.offered(tx, offerId)),
    on(pairingOfferDue, ({ offerId }, { tx }) => by.pairingOffers.expire(tx, offerId)),
    on(pairingAnswered, ({ offerId }, { tx }) => by.pairings.answered(tx, offerId)),
    on(pairingCovered, ({ pairingId }, { tx }) => by.pairings.covered(tx, pairingId)),
    on(gapFound, ({ gapId }, { tx }) => by.pairings.gapFound(tx, gapId)),
    on(gapClosed, ({ gapId }, { tx }) => by.gaps.closed(tx, gapId)),
    on(licencesChanged, ({ personId }, { tx }) => by.gaps.licencesChanged(tx, personId)),
    on(handOverDue, ({ handOverId }, { tx }) => by.pairings.handOverDue(tx, handOverId)),
  ];
}

/** Sessions follow what is signed; what happens in a course may pause it, and a paused one does not wait for ever. */
function whatIsSigned(by: Listeners): Subscription[] {
  return [
    on(lotRecalled, ({ dispenseId }, { tx }) => by.supply.recalled(tx, dispenseId)),
    on(protocolSigned, async ({ patientId }, { tx }) => {
      await by.plans.follow(tx, patientId);
      await by.releases.takeBack(tx, patientId, 'signed-anew');
    }),
    on(courseDue, ({ patientId }, { tx }) => by.pauses.look(tx, patientId)),
    on(coursePaused, ({ patientId }, { tx }) => by.releases.takeBack(tx, patientId)),
    on(releaseTakenBack, ({ sessionId }, { tx, eventId }) => by.releaseNotices.takenBack(tx, sessionId, eventId)),
    on(reviewDue, ({ pauseId }, { tx }) => by.pauses.overdue(tx, pauseId)),
    on(consentWithdrawn, async (of, { tx }) => {
      await by.consents.withdrawn(tx, of);
      await by.releases.takeBack(tx, of.patientId, 'judged-anew');
    }),
    on(formReminder, ({ formId }, { tx }) => by.forms.remind(tx, formId)),
    on(formOverdue, ({ formId }, { tx }) => by.forms.overdue(tx, formId)),
  ];
}

/** A register changes or ends: those whom it is about are told, and what is booked is judged anew, as it is each night. */
function whoMay(by: Listeners): Subscription[] {
  return [
    on(licenceEnding, ({ licenceId, days }, { tx }) => by.licences.ending(tx, licenceId, days)),
    on(basisEnding, ({ legalBasisId, days }, { tx }) => by.licences.basisEnding(tx, legalBasisId, days)),
    on(pdmpDue, ({ pdmpCheckId }, { tx, eventId }) => by.licences.pdmpDue(tx, pdmpCheckId, eventId)),
    on(registersChanged, (_, { tx }) => by.cover.run(tx)),
    on(registersChanged, (_, { tx }) => by.gaps.registersChanged(tx)),
    on(coverDue, (_, { tx }) => by.cover.night(tx)),
    on(coverLost, ({ passId }, { tx }) => by.staff.coverLost(tx, passId)),
  ];
}

/** Somebody of a call is waited for, or gone. */
function whoWaitsInCalls(by: Listeners): Subscription[] {
  return [
    on(patientLost, ({ roomId, lossId }, { tx }) => by.losses.escalate(tx, roomId, lossId)),
    on(callUnattended, ({ roomId, waitId }, { tx }) => by.waits.escalate(tx, roomId, waitId)),
    on(bellDue, (about, { tx, eventId }) => by.callNotices.bell(tx, about, eventId)),
    on(readySaid, ({ awayId }, { tx }) => by.callNotices.ready(tx, awayId)),
  ];
}

/** A time that may be free again is offered to those who wait for one. */
function whoWaits(by: Listeners): Subscription[] {
  return [
    on(appointmentCancelled, (_, { tx }) => by.offerEnding.timeFreed(tx)),
    on(appointmentMoved, (_, { tx }) => by.offerEnding.timeFreed(tx)),
    on(holdOver, (_, { tx }) => by.offerEnding.timeFreed(tx)),
    on(hoursChanged, (_, { tx }) => by.offerEnding.timeFreed(tx)),
    on(leadersChanged, (_, { tx }) => by.offerEnding.timeFreed(tx)),
    onOutside(waitingDue, ({ after }, { eventId }) => by.waitingLook.look(eventId, by.quietHours, after)),
    on(timeOffered, ({ offerId }, { tx }) => by.waitingNotices.offered(tx, offerId)),
    on(offerOver, ({ offerId }, { tx }) => by.waitingOffers.over(tx, offerId)),
  ];
}

export const subscriptions = {
  provide: Subscriptions,
  inject: Object.values(LISTENERS),
  useFactory: (...heard: Listeners[keyof Listeners][]) =>
    wire(Object.fromEntries(Object.keys(LISTENERS).map((name, i) => [name, heard[i]])) as unknown as Listeners),
};
