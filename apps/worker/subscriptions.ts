import { AfterDischargeService, nudgeDue, visitMissed, visitOutOfTime, visitOverdue } from '#integration';
import { CallsService, callDue, DeliveryService, messageDue, NoticesService, StaffNoticesService } from '#notifications';
import { messageParked, on, onOutside, Subscriptions } from '#platform';
import { appointmentBooked, appointmentCancelled, reminderDue } from '#scheduling';
import { alertClimbed, sessionDischarged } from '#sessions';

/** All event wiring on one page: what happens in one context, and who hears of it. */
function wire(
  notices: NoticesService,
  calls: CallsService,
  delivery: DeliveryService,
  afterDischarge: AfterDischargeService,
  staff: StaffNoticesService,
): Subscriptions {
  return new Subscriptions([
    on(appointmentBooked, ({ appointmentId }, { tx }) => notices.booked(tx, appointmentId)),
    on(appointmentCancelled, ({ appointmentId }, { tx }) => notices.cancelled(tx, appointmentId)),
    on(reminderDue, ({ appointmentId, kind }, { tx }) => notices.remind(tx, appointmentId, kind)),

    on(alertClimbed, ({ sessionId, alertId, tier }, { tx }) => calls.climb(tx, sessionId, alertId, tier)),
    on(sessionDischarged, ({ sessionId, at }, { tx }) => afterDischarge.judgeVisit(tx, sessionId, new Date(at))),

    on(visitOverdue, ({ visitId }, { tx }) => afterDischarge.visitOverdue(tx, visitId)),
    on(visitMissed, ({ visitId }, { tx }) => staff.visitMissed(tx, visitId)),
    on(visitOutOfTime, ({ visitId }, { tx }) => staff.visitOutOfTime(tx, visitId)),
    on(nudgeDue, ({ visitId, number }, { tx }) => staff.nudge(tx, visitId, number)),

    on(messageParked, ({ eventId, name }, { tx }) => staff.messageParked(tx, eventId, name)),
    onOutside(messageDue, (due, { eventId }) => delivery.deliver(due, eventId)),
    onOutside(callDue, (due, { eventId }) => delivery.deliver(due, eventId)),
  ]);
}

export const subscriptions = {
  provide: Subscriptions,
  inject: [NoticesService, CallsService, DeliveryService, AfterDischargeService, StaffNoticesService],
  useFactory: wire,
};
