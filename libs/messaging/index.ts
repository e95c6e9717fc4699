export { AnswersService } from './answers.service.js';
export { ConversationNotices, type ToTell } from './conversation-notices.js';
export { ConversationsService } from './conversations.service.js';
export * from './messages.js';
export { MessagingModule } from './messaging.module.js';
export { messagingProblems } from './problems.js';
export { WritingService } from './writing.service.js';
