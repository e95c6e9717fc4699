import { Controller, Headers } from '@nestjs/common';

import { mintSocketTicket, type SocketTicket } from '#contracts';
import { type Caller, SocketTicketService } from '#identity';
import { Also, ByItself, SignedIn } from '../edge/policy.js';
import { Asks, Serves } from '../edge/serves.js';

@Controller()
export class SocketTicketsController {
  constructor(private readonly tickets: SocketTicketService) {}

  @SignedIn()
  @Also('locked', 'capability') // a line that breaks must come back behind a locked screen and beside a phone that may only say how it goes
  @ByItself()
  @Serves(mintSocketTicket)
  mint(@Asks() caller: Caller, @Headers('origin') origin?: string): Promise<SocketTicket> {
    return this.tickets.mint(caller, origin);
  }
}
