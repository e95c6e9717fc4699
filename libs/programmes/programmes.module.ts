import { Module } from '@nestjs/common';

import { AssessmentsModule } from '#assessments';
import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { DocumentsModule } from '#documents';
import { IdentityModule } from '#identity';
import { PreparationModule } from '#preparation';
import { ProtocolsModule } from '#protocols';
import { EnrolmentRepository } from './enrolment.repository.js';
import { EnrolmentDoor } from './enrolment-door.js';
import { EnrolmentViews } from './enrolment-views.js';
import { EnrolmentsService } from './enrolments.service.js';
import { ProgrammeRepository } from './programme.repository.js';
import { ProgrammeLaws } from './programme-laws.js';
import { ProgrammeViews } from './programme-views.js';
import { ProgrammesService } from './programmes.service.js';
import { StandingReader } from './standing-reader.js';

const OPEN = [ProgrammesService, ProgrammeViews, EnrolmentsService, EnrolmentViews];

@Module({
  imports: [
    ...[AuditModule, IdentityModule, CareModule, DocumentsModule],
    ...[AssessmentsModule, ProtocolsModule, PreparationModule],
  ],
  providers: [...OPEN, ProgrammeRepository, ProgrammeLaws, EnrolmentRepository, EnrolmentDoor, StandingReader],
  exports: OPEN,
})
export class ProgrammesModule {}
