import { Controller } from '@nestjs/common';

import { closeDose, endProtocol } from '#contracts';
import type { Caller } from '#identity';
import { EndingsService } from '#protocols';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** What is taken out of a course. */
@Controller()
@SignedIn('prescriber', 'physician')
export class ProtocolEndingsController {
  constructor(private readonly endings: EndingsService) {}

  @Serves(endProtocol)
  end(@Asks() caller: Caller, @Input() { params, body }: In<typeof endProtocol>) {
    return this.endings.end(caller, params.patientId, body.reason);
  }

  @Serves(closeDose)
  close(@Asks() caller: Caller, @Input() { params, body }: In<typeof closeDose>) {
    return this.endings.close(caller, params.patientId, params.doseNumber, body);
  }
}
