import { Module } from '@nestjs/common';

import { Audit } from './audit.service.js';
import { SealRepository } from './seal.repository.js';
import { AuditSealer } from './sealer.js';

@Module({ providers: [Audit, AuditSealer, SealRepository], exports: [Audit, AuditSealer] })
export class AuditModule {}
