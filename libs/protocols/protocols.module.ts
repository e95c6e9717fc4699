import { Module } from '@nestjs/common';

import { AlertsModule } from '#alerts';
import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { IdentityModule } from '#identity';
import { CourseDecisionsService } from './course-decisions.service.js';
import { CourseFactsRepository } from './course-facts.repository.js';
import { CourseReviewsService } from './course-reviews.service.js';
import { DecisionDoor } from './decision-door.js';
import { LedgerService } from './ledger.service.js';
import { PauseRepository } from './pause.repository.js';
import { PauseNotices } from './pause-notices.js';
import { PauseViews } from './pause-views.js';
import { PauseWatch } from './pause-watch.js';
import { ProtocolRepository } from './protocol.repository.js';
import { ProtocolsService } from './protocols.service.js';
import { ReviewNames } from './review-names.js';

const OPEN = [ProtocolsService, LedgerService, PauseWatch, CourseReviewsService, CourseDecisionsService];
const PAUSES = [PauseRepository, PauseNotices, PauseViews, ReviewNames, DecisionDoor, CourseFactsRepository];

@Module({
  imports: [AuditModule, IdentityModule, CareModule, AlertsModule],
  providers: [...OPEN, ...PAUSES, ProtocolRepository],
  exports: OPEN,
})
export class ProtocolsModule {}
