import { Injectable } from '@nestjs/common';

import { CallLife, CallPresence, CallSignals } from '#calls';

/** What screens need of calls. */
@Injectable()
export class CallLines {
  constructor(
    readonly presence: CallPresence,
    readonly life: CallLife,
    readonly signals: CallSignals,
  ) {}
}
