import { Controller } from '@nestjs/common';

import { enrolInProgramme, moveProgramme, nameOwnTherapist, readProgramme, recordProgrammeMark } from '#contracts';
import type { Caller } from '#identity';
import { EnrolmentsService, EnrolmentViews } from '#programmes';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** A patient in a programme. */
@Controller()
@SignedIn('therapist', 'prescriber', 'physician')
export class EnrolmentsController {
  constructor(
    private readonly enrolments: EnrolmentsService,
    private readonly views: EnrolmentViews,
  ) {}

  @Serves(readProgramme)
  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  read(@Asks() caller: Caller, @Input() { params }: In<typeof readProgramme>) {
    return this.views.read(caller, params.patientId);
  }

  @Serves(enrolInProgramme)
  async enrol(@Asks() caller: Caller, @Input() { params, body }: In<typeof enrolInProgramme>) {
    return { enrolmentId: await this.enrolments.enrol(caller, params.patientId, body.programmeVersionId) };
  }

  @Serves(nameOwnTherapist)
  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  async nameOwnTherapist(@Asks() caller: Caller, @Input() { params, body }: In<typeof nameOwnTherapist>) {
    await this.enrolments.nameOwnTherapist(caller, params.patientId, body.releaseId);
    return null;
  }

  @Serves(recordProgrammeMark)
  async record(@Asks() caller: Caller, @Input() { params, body }: In<typeof recordProgrammeMark>) {
    await this.enrolments.record(caller, params.patientId, body);
    return null;
  }

  @Serves(moveProgramme)
  async move(@Asks() caller: Caller, @Input() { params, body }: In<typeof moveProgramme>) {
    await this.enrolments.move(caller, params.patientId, body);
    return null;
  }
}
