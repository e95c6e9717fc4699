import { Module } from '@nestjs/common';

import { AuditModule } from '#audit';
import { AccountService } from './account.service.js';
import { AccountChange } from './account-change.js';
import { AccountLinkRepository } from './account-link.repository.js';
import { Admission } from './admission.service.js';
import { Attempts } from './attempts.service.js';
import { DemoCodes } from './demo-codes.service.js';
import { DeviceRepository } from './device.repository.js';
import { Directory } from './directory.service.js';
import { EmailChangeService } from './email-change.service.js';
import { FactorRepository } from './factor.repository.js';
import { FactorsService } from './factors.service.js';
import { FrontDoor } from './front-door.service.js';
import { IdentityService } from './identity.service.js';
import { InvitationsService } from './invitations.service.js';
import { LeakedPasswords } from './leaked-passwords.js';
import { PasskeyRepository } from './passkey.repository.js';
import { PasskeyWelcome } from './passkey-welcome.service.js';
import { PasskeysService } from './passkeys.service.js';
import { Passwords } from './passwords.service.js';
import { PeopleAdminService } from './people-admin.service.js';
import { PersonRepository } from './person.repository.js';
import { Proofs } from './proofs.service.js';
import { RecoveryService } from './recovery.service.js';
import { SetupService } from './setup.service.js';
import { SignInRepository } from './sign-in.repository.js';
import { SignInService } from './sign-in.service.js';
import { SignInMemory } from './sign-in-memory.js';
import { SignInTidying } from './sign-in-tidying.js';
import { SocketTicketRepository } from './socket-ticket.repository.js';
import { SocketTicketService } from './socket-ticket.service.js';
import { StepUpService } from './step-up.service.js';
import { ZoneRepository } from './zone.repository.js';
import { ZonesService } from './zones.service.js';

const OPEN = [
  Directory,
  IdentityService,
  SignInService,
  FrontDoor,
  StepUpService,
  FactorsService,
  AccountService,
  EmailChangeService,
  InvitationsService,
  RecoveryService,
  PasskeyWelcome,
  PeopleAdminService,
  SetupService,
  DemoCodes,
  SocketTicketService,
  ZonesService,
];
const ROWS = [
  AccountLinkRepository,
  PersonRepository,
  SignInRepository,
  FactorRepository,
  PasskeyRepository,
  DeviceRepository,
  ZoneRepository,
];

@Module({
  imports: [AuditModule],
  providers: [
    ...OPEN,
    ...ROWS,
    AccountChange,
    Admission,
    Attempts,
    LeakedPasswords,
    Passwords,
    PasskeysService,
    Proofs,
    SignInMemory,
    SignInTidying,
    SocketTicketRepository,
  ],
  exports: OPEN,
})
export class IdentityModule {}
