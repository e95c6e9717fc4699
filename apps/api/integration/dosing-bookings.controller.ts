import { Controller } from '@nestjs/common';

import {
  bookDosingSession,
  cancelDosingSession,
  endHold,
  holdTime,
  listFreeTimes,
  listMoves,
  moveDosingSession,
  readChangeTerms,
  recordNoShow,
} from '#contracts';
import type { Caller } from '#identity';
import { CancellationService, CourseChoice, CourseMovesService, DosingBookingsService } from '#integration';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

@Controller()
export class DosingBookingsController {
  constructor(
    private readonly choice: CourseChoice,
    private readonly bookings: DosingBookingsService,
    private readonly moves: CourseMovesService,
    private readonly cancellations: CancellationService,
  ) {}

  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  @Serves(listFreeTimes)
  list(@Asks() caller: Caller, @Input() { params, query }: In<typeof listFreeTimes>) {
    return this.choice.list(caller, params.patientId, query);
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  @Serves(holdTime)
  hold(@Asks() caller: Caller, @Input() { body }: In<typeof holdTime>) {
    return this.choice.hold(caller, body.patientId, new Date(body.startsAt));
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  @Serves(endHold)
  async endHold(@Asks() caller: Caller, @Input() { params }: In<typeof endHold>): Promise<null> {
    await this.choice.endHold(caller, params.holdId);
    return null;
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  @Serves(bookDosingSession)
  book(@Asks() caller: Caller, @Input() { body }: In<typeof bookDosingSession>) {
    return this.bookings.book(caller, body.patientId, new Date(body.startsAt));
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'admin')
  @Serves(listMoves)
  listMoves(@Asks() caller: Caller, @Input() { params, query }: In<typeof listMoves>) {
    return this.moves.listFreeTimes(caller, params.sessionId, query.from, query.days);
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'admin')
  @Serves(moveDosingSession)
  move(@Asks() caller: Caller, @Input() { params, body }: In<typeof moveDosingSession>) {
    return this.moves.move(caller, params.sessionId, new Date(body.startsAt), body.reason);
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'admin')
  @Serves(readChangeTerms)
  terms(@Asks() caller: Caller, @Input() { params }: In<typeof readChangeTerms>) {
    return this.cancellations.terms(caller, params.sessionId);
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'admin')
  @Serves(cancelDosingSession)
  async cancel(@Asks() caller: Caller, @Input() { params, body }: In<typeof cancelDosingSession>): Promise<null> {
    await this.cancellations.cancel(caller, params.sessionId, body.reason);
    return null;
  }

  @SignedIn('therapist', 'prescriber', 'physician')
  @Serves(recordNoShow)
  async noShow(@Asks() caller: Caller, @Input() { params, body }: In<typeof recordNoShow>): Promise<null> {
    await this.cancellations.noShow(caller, params.sessionId, body.who);
    return null;
  }
}
