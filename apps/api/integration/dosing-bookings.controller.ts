import { Controller } from '@nestjs/common';

import { bookDosingSession, cancelDosingSession, listFreeTimes } from '#contracts';
import type { Caller } from '#identity';
import { CancellationService, DosingBookingsService } from '#integration';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

@Controller()
export class DosingBookingsController {
  constructor(
    private readonly bookings: DosingBookingsService,
    private readonly cancellations: CancellationService,
  ) {}

  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  @Serves(listFreeTimes)
  list(@Asks() caller: Caller, @Input() { params, query }: In<typeof listFreeTimes>) {
    return this.bookings.listFreeTimes(caller, params.patientId, query.from, query.days);
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  @Serves(bookDosingSession)
  book(@Asks() caller: Caller, @Input() { body }: In<typeof bookDosingSession>) {
    return this.bookings.book(caller, body.patientId, new Date(body.startsAt));
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  @Serves(cancelDosingSession)
  async cancel(@Asks() caller: Caller, @Input() { params, body }: In<typeof cancelDosingSession>): Promise<null> {
    await this.cancellations.cancel(caller, params.sessionId, body.reason);
    return null;
  }
}
