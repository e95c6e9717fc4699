import { Module } from '@nestjs/common';

import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { JournalRepository } from './entry.repository.js';
import { JournalService } from './journal.service.js';

@Module({ imports: [AuditModule, CareModule], providers: [JournalService, JournalRepository], exports: [JournalService] })
export class JournalModule {}
