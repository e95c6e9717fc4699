import { Module } from '@nestjs/common';

import { Anchors } from './anchors.js';
import { Audit } from './audit.service.js';
import { SealRepository } from './seal.repository.js';
import { AuditSealer, SealerGauge } from './sealer.js';
import { HeadSigner } from './signing.js';
import { AuditTrail } from './trail.service.js';

@Module({
  providers: [Audit, AuditTrail, AuditSealer, SealerGauge, SealRepository, HeadSigner, Anchors],
  exports: [Audit, AuditTrail, AuditSealer],
})
export class AuditModule {}
