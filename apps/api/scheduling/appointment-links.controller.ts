import { Controller } from '@nestjs/common';

import { confirmAppointment, lookAtAppointment, sayLate } from '#contracts';
import { AppointmentLinksService } from '#scheduling';
import { Public } from '../edge/policy.js';
import { From, type Input as In, Input, Serves } from '../edge/serves.js';

/** What the link of an appointment opens, without a sign-in: its token is signed, and nobody can guess one. */
@Controller()
export class AppointmentLinksController {
  constructor(private readonly links: AppointmentLinksService) {}

  @Public()
  @Serves(lookAtAppointment)
  look(@Input() { body }: In<typeof lookAtAppointment>, @From() address: string) {
    return this.links.look(body.token, address);
  }

  @Public()
  @Serves(confirmAppointment)
  confirm(@Input() { body }: In<typeof confirmAppointment>, @From() address: string) {
    return this.links.confirm(body.token, address);
  }

  @Public()
  @Serves(sayLate)
  sayLate(@Input() { body }: In<typeof sayLate>, @From() address: string) {
    return this.links.sayLate(body.token, body.lateMin, address);
  }
}
