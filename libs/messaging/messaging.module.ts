import { Module } from '@nestjs/common';

import { AlertsModule } from '#alerts';
import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { IdentityModule } from '#identity';
import { SessionsModule } from '#sessions';
import { AnswersService } from './answers.service.js';
import { ConversationRepository } from './conversation.repository.js';
import { ConversationDoor } from './conversation-door.js';
import { ConversationNotices } from './conversation-notices.js';
import { ConversationPeople } from './conversation-people.js';
import { ConversationsService } from './conversations.service.js';
import { WritingService } from './writing.service.js';

const OPEN = [ConversationsService, WritingService, AnswersService, ConversationNotices];

@Module({
  imports: [AuditModule, IdentityModule, CareModule, AlertsModule, SessionsModule],
  providers: [...OPEN, ConversationRepository, ConversationDoor, ConversationPeople],
  exports: OPEN,
})
export class MessagingModule {}
