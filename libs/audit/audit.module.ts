import { Module } from '@nestjs/common';

import { Audit } from './audit.service.js';
import { SealRepository } from './seal.repository.js';
import { AuditSealer } from './sealer.js';
import { AuditTrail } from './trail.service.js';

@Module({ providers: [Audit, AuditTrail, AuditSealer, SealRepository], exports: [Audit, AuditTrail, AuditSealer] })
export class AuditModule {}
