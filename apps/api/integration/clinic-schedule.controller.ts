import { Controller } from '@nestjs/common';

import { listMoveAnswers, readSchedule } from '#contracts';
import type { Caller } from '#identity';
import { ClinicScheduleService, MoveAnswersService } from '#integration';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** The calendar in which an admin moves what is booked. */
@Controller()
export class ClinicScheduleController {
  constructor(
    private readonly schedule: ClinicScheduleService,
    private readonly answers: MoveAnswersService,
  ) {}

  @SignedIn('admin')
  @Serves(readSchedule)
  read(@Asks() caller: Caller, @Input() { query }: In<typeof readSchedule>) {
    return this.schedule.read(caller, { from: query.from, days: query.days, zone: query.zone ?? null });
  }

  @SignedIn('therapist', 'prescriber', 'physician', 'admin')
  @Serves(listMoveAnswers)
  list(@Asks() caller: Caller, @Input() { params, query }: In<typeof listMoveAnswers>) {
    return this.answers.list(caller, params.sessionId, { from: Date.parse(query.from), to: Date.parse(query.to) });
  }
}
