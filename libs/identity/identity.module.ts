import { Module } from '@nestjs/common';

import { AuditModule } from '#audit';
import { IdentityService } from './identity.service.js';
import { PersonRepository } from './person.repository.js';
import { SignInRepository } from './sign-in.repository.js';
import { SignInService } from './sign-in.service.js';
import { SignInMemory } from './sign-in-memory.js';
import { SignInTidying } from './sign-in-tidying.js';
import { SocketTicketRepository } from './socket-ticket.repository.js';
import { SocketTicketService } from './socket-ticket.service.js';

@Module({
  imports: [AuditModule],
  providers: [
    IdentityService,
    SignInService,
    PersonRepository,
    SignInRepository,
    SignInMemory,
    SignInTidying,
    SocketTicketService,
    SocketTicketRepository,
  ],
  exports: [IdentityService, SignInService, SocketTicketService],
})
export class IdentityModule {}
