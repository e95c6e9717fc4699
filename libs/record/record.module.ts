import { Module } from '@nestjs/common';

import { AuditModule } from '#audit';
import { ErasureService } from './erasure.service.js';

@Module({ imports: [AuditModule], providers: [ErasureService], exports: [ErasureService] })
export class RecordModule {}
