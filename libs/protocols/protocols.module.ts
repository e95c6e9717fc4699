import { Module } from '@nestjs/common';

import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { ProtocolRepository } from './protocol.repository.js';
import { ProtocolsService } from './protocols.service.js';

@Module({ imports: [AuditModule, CareModule], providers: [ProtocolsService, ProtocolRepository], exports: [ProtocolsService] })
export class ProtocolsModule {}
