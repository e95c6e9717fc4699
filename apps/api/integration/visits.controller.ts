import { Controller } from '@nestjs/common';

import { listVisitAnswers, listVisits, listVisitTimes, moveVisit, recordAttendance } from '#contracts';
import type { Caller } from '#identity';
import { VisitMovesService, VisitsService } from '#integration';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

@Controller()
export class VisitsController {
  constructor(
    private readonly visits: VisitsService,
    private readonly moves: VisitMovesService,
  ) {}

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'external', 'admin')
  @Serves(listVisits)
  async list(@Asks() caller: Caller) {
    return { visits: await this.visits.list(caller) };
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'admin')
  @Serves(listVisitTimes)
  times(@Asks() caller: Caller, @Input() { params }: In<typeof listVisitTimes>) {
    return this.moves.list(caller, params.visitId);
  }

  @SignedIn('therapist', 'prescriber', 'physician', 'admin')
  @Serves(listVisitAnswers)
  answers(@Asks() caller: Caller, @Input() { params, query }: In<typeof listVisitAnswers>) {
    return this.moves.answers(caller, params.visitId, { from: Date.parse(query.from), to: Date.parse(query.to) });
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'admin')
  @Serves(moveVisit)
  move(@Asks() caller: Caller, @Input() { params, body }: In<typeof moveVisit>) {
    return this.moves.move(caller, params.visitId, new Date(body.startsAt));
  }

  @SignedIn('therapist', 'prescriber', 'physician')
  @Serves(recordAttendance)
  record(@Asks() caller: Caller, @Input() { params, body }: In<typeof recordAttendance>) {
    return this.visits.recordAttendance(caller, params.visitId, body.wasAttended);
  }
}
