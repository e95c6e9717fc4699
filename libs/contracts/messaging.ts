import { z } from 'zod';

import { Cursor, endpoint, Nothing } from './endpoint.js';
import { Role } from './identity.js';

/** As much as one message may hold: what is longer is a conversation to have, not to write. */
export const LONGEST_MESSAGE = 4_000;
/** More messages than anybody writes, and as many as a database counts. */
const MOST_MESSAGES = 2 ** 31 - 1;

export const ConversationMessage = z.object({
  id: z.uuid(),
  seq: z.int().describe('Dense within a conversation.'),
  authorName: z.string(),
  authorRole: Role,
  isOwn: z.boolean(),
  text: z.string().nullable().describe('Null: it was erased with all that was known of the patient.'),
  sentAt: z.iso.datetime(),
  readBy: z.array(z.string()).describe('Names of those whom it was for and who have read it.'),
});
export type ConversationMessage = z.infer<typeof ConversationMessage>;

export const Answerer = z.object({ displayName: z.string(), role: Role, profession: z.string().nullable() });

export const ConversationJson = z.object({
  patientId: z.uuid(),
  patientName: z.string(),
  messages: z.array(ConversationMessage).describe('The newest first.'),
  next: z.int().nullable(),
  unread: z.int(),
  team: z.array(Answerer).describe('Who reads and answers.'),
  waitingSince: z.iso.datetime().nullable().describe('The patient has been waiting for an answer since then.'),
  isLive: z.boolean().describe('A dosing session of the patient is live: nobody writes here now.'),
});
export type ConversationJson = z.infer<typeof ConversationJson>;

const patient = z.strictObject({ patientId: z.uuid() });

export const readConversation = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/conversation',
  summary: 'What a patient and their team have written to each other, a page of it.',
  params: patient,
  query: z.strictObject({
    before: z.coerce.number().int().min(1).max(MOST_MESSAGES).optional().describe('Seq of the message after the page.'),
    limit: z.coerce.number().int().min(1).max(100).default(30),
  }),
  reply: ConversationJson,
  problems: ['care.not-found'],
});

export const writeMessage = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/conversation',
  summary: 'The patient writes to their team, or somebody of the team to the patient. Not while a dosing session is live.',
  params: patient,
  body: z.strictObject({ text: z.string().trim().min(1).max(LONGEST_MESSAGE) }),
  reply: ConversationMessage,
  problems: ['care.not-found', 'messaging.session-is-live', 'messaging.too-many'],
});

export const readUntil = endpoint({
  method: 'PUT',
  path: '/v1/patients/:patientId/conversation/reading',
  summary: 'The caller has read as far as this message.',
  params: patient,
  body: z.strictObject({ seq: z.int().min(0).max(MOST_MESSAGES) }),
  reply: Nothing,
  problems: ['care.not-found'],
  withoutKey: 'Reading twice is reading.',
});

export const ConversationRow = z.object({
  patientId: z.uuid(),
  patientName: z.string(),
  lastAt: z.iso.datetime(),
  unread: z.int(),
  waitingSince: z.iso.datetime().nullable(),
});
export type ConversationRow = z.infer<typeof ConversationRow>;

export const listConversations = endpoint({
  method: 'GET',
  path: '/v1/conversations',
  summary: 'The conversations with patients whom the caller cares for, the newest first: whose, when, and how much is unread.',
  query: z.strictObject({ before: Cursor.optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }),
  reply: z.object({ conversations: z.array(ConversationRow), next: z.string().nullable() }),
});

export const countUnread = endpoint({
  method: 'GET',
  path: '/v1/conversations/unread',
  summary: 'How many messages the caller has not read.',
  reply: z.object({ unread: z.int() }),
});

export const FollowConversations = z.strictObject({});
export type FollowConversations = z.infer<typeof FollowConversations>;
/** There is something to read in this conversation; what, is asked for over HTTP. */
export const ConversationChanged = z.object({ patientId: z.uuid() });
export type ConversationChanged = z.infer<typeof ConversationChanged>;
