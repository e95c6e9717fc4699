import { Controller } from '@nestjs/common';

import { arrangeRide, drawForSession, endDraw, readInClinic } from '#contracts';
import type { Caller } from '#identity';
import { InClinicReader, InClinicService } from '#sessions';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** What staff do for a session in the clinic beside its log. */
@Controller()
export class InClinicController {
  constructor(
    private readonly clinic: InClinicService,
    private readonly reader: InClinicReader,
  ) {}

  @SignedIn('therapist', 'prescriber', 'physician')
  @Serves(readInClinic)
  read(@Asks() caller: Caller, @Input() { params }: In<typeof readInClinic>) {
    return this.reader.read(caller, params.sessionId);
  }

  @SignedIn('prescriber', 'physician')
  @Serves(drawForSession)
  async draw(@Asks() caller: Caller, @Input() { params, body }: In<typeof drawForSession>): Promise<null> {
    await this.clinic.draw(caller, params.sessionId, body);
    return null;
  }

  @SignedIn('prescriber', 'physician')
  @Serves(endDraw)
  async endDraw(@Asks() caller: Caller, @Input() { params, body }: In<typeof endDraw>): Promise<null> {
    await this.clinic.endDraw(caller, params.sessionId, body);
    return null;
  }

  @SignedIn('therapist', 'prescriber', 'physician')
  @Serves(arrangeRide)
  async arrangeRide(@Asks() caller: Caller, @Input() { params, body }: In<typeof arrangeRide>): Promise<null> {
    await this.clinic.arrangeRide(caller, params.sessionId, body);
    return null;
  }
}
