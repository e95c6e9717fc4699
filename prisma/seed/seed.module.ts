import { Module } from '@nestjs/common';

import { CareModule } from '#care';
import { CredentialsModule } from '#credentials';
import { IdentityModule } from '#identity';
import { IntegrationModule } from '#integration';
import { JournalModule } from '#journal';
import { MessagingModule } from '#messaging';
import { PairingModule } from '#pairing';
import { PlatformModule } from '#platform';
import { ProgrammesModule } from '#programmes';
import { ProtocolsModule } from '#protocols';
import { RecordModule } from '#record';
import { ScreeningModule } from '#screening';
import { SessionsModule } from '#sessions';
import { WorkerModule } from '../../apps/worker/worker.module.js';

/** The contexts that the demo clinic is made with, and a worker, so that what was due in its past has been done. */
@Module({
  imports: [
    PlatformModule,
    IdentityModule,
    CareModule,
    CredentialsModule,
    ProtocolsModule,
    ProgrammesModule,
    ScreeningModule,
    SessionsModule,
    IntegrationModule,
    MessagingModule,
    JournalModule,
    PairingModule,
    RecordModule,
    WorkerModule,
  ],
})
export class SeedModule {}
