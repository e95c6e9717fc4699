import { Controller } from '@nestjs/common';

import {
  bookAppointment,
  cancelAppointment,
  listAppointmentAnswers,
  listAppointmentMoves,
  listAppointments,
  listAppointmentTimes,
  moveAppointment,
  readAppointmentTerms,
  recordOutcome,
} from '#contracts';
import type { Caller } from '#identity';
import { AppointmentBookings, AppointmentEndings, AppointmentMoves, AppointmentRoom, AppointmentViews } from '#scheduling';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

@Controller()
export class AppointmentsController {
  constructor(
    private readonly bookings: AppointmentBookings,
    private readonly views: AppointmentViews,
    private readonly room: AppointmentRoom,
    private readonly moves: AppointmentMoves,
    private readonly endings: AppointmentEndings,
  ) {}

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'admin')
  @Serves(listAppointmentTimes)
  listTimes(@Asks() caller: Caller, @Input() { params, query }: In<typeof listAppointmentTimes>) {
    return this.bookings.listTimes(caller, params.patientId, query.kind, query);
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'admin')
  @Serves(listAppointments)
  async list(@Asks() caller: Caller) {
    return { appointments: await this.views.list(caller) };
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'admin')
  @Serves(bookAppointment)
  book(@Asks() caller: Caller, @Input() { body }: In<typeof bookAppointment>) {
    return this.bookings.book(caller, { ...body, startsAt: new Date(body.startsAt) });
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'admin')
  @Serves(listAppointmentMoves)
  listMoves(@Asks() caller: Caller, @Input() { params, query }: In<typeof listAppointmentMoves>) {
    return this.room.listTimes(caller, params.appointmentId, query);
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'admin')
  @Serves(moveAppointment)
  async move(@Asks() caller: Caller, @Input() { params, body }: In<typeof moveAppointment>) {
    return this.moves.move(caller, params.appointmentId, new Date(body.startsAt), body.reason);
  }

  @SignedIn('therapist', 'prescriber', 'physician', 'admin')
  @Serves(listAppointmentAnswers)
  listAnswers(@Asks() caller: Caller, @Input() { params, query }: In<typeof listAppointmentAnswers>) {
    return this.room.answers(caller, params.appointmentId, { from: Date.parse(query.from), to: Date.parse(query.to) });
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'admin')
  @Serves(readAppointmentTerms)
  terms(@Asks() caller: Caller, @Input() { params }: In<typeof readAppointmentTerms>) {
    return this.endings.terms(caller, params.appointmentId);
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'admin')
  @Serves(cancelAppointment)
  async cancel(@Asks() caller: Caller, @Input() { params, body }: In<typeof cancelAppointment>): Promise<null> {
    await this.endings.cancel(caller, params.appointmentId, body.reason);
    return null;
  }

  @SignedIn('therapist', 'prescriber', 'physician')
  @Serves(recordOutcome)
  async record(@Asks() caller: Caller, @Input() { params, body }: In<typeof recordOutcome>): Promise<null> {
    await this.endings.record(caller, params.appointmentId, body.outcome);
    return null;
  }
}
