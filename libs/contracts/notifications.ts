import { z } from 'zod';

import { Cursor, endpoint, Nothing } from './endpoint.js';

export const CapturedMessage = z.object({
  id: z.uuid(),
  recipientId: z.uuid(),
  channel: z.enum(['email', 'sms']),
  to: z.string(),
  recipientName: z.string(),
  subject: z.string().nullable(),
  text: z.string(),
  attachments: z.array(z.object({ filename: z.string(), contentType: z.string(), content: z.string() })),
  sentAt: z.iso.datetime(),
});
export type CapturedMessage = z.infer<typeof CapturedMessage>;

export const listCapturedMessages = endpoint({
  method: 'GET',
  path: '/v1/demo/messages',
  summary: 'E-mails and texts that would have left the system, newest first (demo mode only).',
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    recipientId: z.uuid().optional(),
    before: Cursor.optional(),
  }),
  reply: z.object({ messages: z.array(CapturedMessage), next: z.string().nullable() }),
});

export const MessageChannel = z.enum(['email', 'sms', 'push', 'inbox']);
export type MessageChannel = z.infer<typeof MessageChannel>;
export const ExternalChannel = z.enum(['email', 'sms', 'push']);
export type ExternalChannel = z.infer<typeof ExternalChannel>;
export const MessageState = z
  .enum(['planned', 'claimed', 'sent', 'delivered', 'failed', 'unknown', 'undeliverable', 'moot', 'voided'])
  .describe(
    '`claimed`: being sent. `failed`: not taken, tried again. `unknown`: it may have arrived. `moot`: there was nothing to say any more.',
  );
export type MessageState = z.infer<typeof MessageState>;

export const MessageRow = z.object({
  id: z.uuid(),
  recipientId: z.uuid(),
  recipientName: z.string(),
  channel: MessageChannel,
  template: z.string(),
  about: z.string().describe('What the template is for, in words.'),
  state: MessageState,
  isOpen: z.boolean().describe('It did not arrive, as far as anybody knows, and nobody has taken care of it.'),
  attempts: z.int(),
  errorCode: z.string().nullable(),
  plannedAt: z.iso.datetime(),
  dueAt: z.iso.datetime().nullable(),
  sentAt: z.iso.datetime().nullable(),
  deliveredAt: z.iso.datetime().nullable(),
});
export type MessageRow = z.infer<typeof MessageRow>;

export const PlannedReminder = z.object({
  id: z.uuid(),
  kind: z.string(),
  patientName: z.string(),
  startsAt: z.iso.datetime(),
  sendsAt: z.iso.datetime().describe('Unless quiet hours of its recipient move it.'),
});
export type PlannedReminder = z.infer<typeof PlannedReminder>;

const messageId = z.strictObject({ messageId: z.uuid() });

export const listMessages = endpoint({
  method: 'GET',
  path: '/v1/messages',
  summary: 'Every message that was ever planned: those that did not arrive first, then the newest.',
  query: z.strictObject({
    show: z.enum(['all', 'open', 'planned', 'sent']).default('all'),
    recipientId: z.uuid().optional(),
    cursor: z.string().max(200).optional().describe('`next` of the page before.'),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: z.object({
    messages: z.array(MessageRow),
    next: z.string().nullable(),
    openCount: z.int(),
    reminders: z.array(PlannedReminder).describe('Soonest first; only on the first page of `planned`.'),
  }),
});

export const readMessage = endpoint({
  method: 'GET',
  path: '/v1/messages/:messageId',
  summary: 'One message, as it would read now. A link that lets its reader in is left out.',
  params: messageId,
  reply: z.object({
    message: MessageRow,
    preview: z.object({ subject: z.string(), text: z.string() }).nullable().describe('Null: it would not be sent any more.'),
  }),
  problems: ['notifications.not-found'],
});

export const remedyMessage = endpoint({
  method: 'POST',
  path: '/v1/messages/:messageId/remedy',
  summary: 'Sends a message again, for a cause of its own; or says that somebody has taken care of it another way.',
  params: messageId,
  body: z.strictObject({ remedy: z.enum(['send-again', 'taken-care-of']) }),
  reply: MessageRow,
  problems: ['notifications.not-found', 'notifications.moot', 'notifications.unreachable', 'notifications.arrived'],
});

export const Words = z.strictObject({ subject: z.string().max(400), text: z.string().max(2_000) });
export type Words = z.infer<typeof Words>;
export const WordFinding = z.object({ code: z.string(), what: z.string() });
export type WordFinding = z.infer<typeof WordFinding>;

export const TemplateJson = z.object({
  name: z.string(),
  about: z.string(),
  isFixed: z.boolean(),
  fills: z.array(z.string()),
  needs: z.array(z.string()),
  usual: Words,
  own: Words.nullable(),
  version: z.int().describe('0: never changed.'),
  versions: z.array(
    z.object({
      version: z.int(),
      words: Words.nullable(),
      changedByName: z.string(),
      reason: z.string(),
      changedAt: z.iso.datetime(),
    }),
  ),
});
export type TemplateJson = z.infer<typeof TemplateJson>;

const templateName = z.strictObject({ template: z.string().max(40) });

export const listTemplates = endpoint({
  method: 'GET',
  path: '/v1/message-templates',
  summary: 'The texts of messages: those of the program, and the clinic’s own.',
  reply: z.object({ templates: z.array(TemplateJson) }),
});

export const previewTemplate = endpoint({
  method: 'POST',
  path: '/v1/message-templates/:template/preview',
  summary: 'How words would read to somebody in the clinic’s zone and in another one, and why they cannot be used.',
  params: templateName,
  body: Words,
  reply: z.object({
    findings: z.array(WordFinding),
    previews: z.array(z.object({ zone: z.string(), subject: z.string(), text: z.string() })),
  }),
  status: 200,
  problems: ['notifications.unknown-template'],
  withoutKey: 'It changes nothing.',
});

export const changeTemplate = endpoint({
  method: 'POST',
  path: '/v1/message-templates/:template',
  summary: 'An admin gives a template the clinic’s own words, or those of the program again.',
  params: templateName,
  body: z.strictObject({
    basedOn: z.int().min(0).describe('The version that was changed; 0 when there was none.'),
    words: Words.nullable(),
    reason: z.string().trim().min(3).max(300),
  }),
  reply: TemplateJson,
  problems: [
    'notifications.unknown-template',
    'notifications.fixed-template',
    'notifications.refused-words',
    'notifications.template-changed',
  ],
});

const Minute = z.int().min(0).max(1_439).describe('Minutes of the day, in the person’s zone.');
const wanted = {
  email: z.boolean(),
  sms: z.boolean(),
  push: z.boolean(),
  first: ExternalChannel.nullable().describe('Tried before the others; null: as the clinic does it.'),
  quietFromMin: Minute,
  quietToMin: Minute,
};

export const ContactJson = z.object({
  ...wanted,
  zone: z.string(),
  channels: z.array(
    z.object({
      channel: ExternalChannel,
      address: z.string().nullable().describe('Its beginning and end; null when there is none.'),
      state: z.enum(['good', 'none', 'undeliverable', 'opted-out', 'closed']),
    }),
  ),
  pushKey: z.string().describe('With which a browser subscribes.'),
});
export type ContactJson = z.infer<typeof ContactJson>;

export const readContact = endpoint({
  method: 'GET',
  path: '/v1/me/contact',
  summary: 'How the person is reached, and wants to be.',
  reply: ContactJson,
});

export const changeContact = endpoint({
  method: 'PUT',
  path: '/v1/me/contact',
  summary: 'How the person wants to be reached. Calls in an emergency and messages about the account come all the same.',
  body: z
    .strictObject(wanted)
    .refine(
      ({ quietFromMin, quietToMin }) => (quietToMin - quietFromMin + 1_440) % 1_440 <= 720,
      'Quiet hours are 12 h at most.',
    ),
  reply: ContactJson,
  withoutKey: 'Wanting the same twice is wanting it.',
});

export const testContact = endpoint({
  method: 'POST',
  path: '/v1/me/contact/test',
  summary: 'Sends the person a message by which they see that a channel reaches them; once a minute.',
  body: z.strictObject({ channel: ExternalChannel }),
  reply: z.object({ messageId: z.uuid() }),
  problems: ['notifications.channel-closed', 'notifications.too-soon'],
});

export const putBrowser = endpoint({
  method: 'PUT',
  path: '/v1/me/push-subscription',
  summary: 'Shows the person’s notifications in this browser, or no longer.',
  body: z.strictObject({
    isOn: z.boolean(),
    subscription: z.strictObject({
      endpoint: z.url().max(1_000),
      keys: z.strictObject({ p256dh: z.base64url().max(120), auth: z.base64url().max(40) }),
    }),
  }),
  reply: ContactJson,
  problems: ['notifications.unknown-browser'],
  withoutKey: 'A browser shows them or it does not.',
});

export const listOwnMessages = endpoint({
  method: 'GET',
  path: '/v1/me/messages',
  summary: 'The person’s own messages, the newest first.',
  reply: z.object({
    messages: z.array(
      z.object({ id: z.uuid(), subject: z.string(), text: z.string(), sentAt: z.iso.datetime(), isRead: z.boolean() }),
    ),
    unread: z.int(),
  }),
});

export const readOwnMessages = endpoint({
  method: 'PUT',
  path: '/v1/me/messages/read',
  summary: 'The person has read their messages, until then.',
  body: z.strictObject({ until: z.iso.datetime() }),
  reply: Nothing,
  withoutKey: 'Reading twice is reading.',
});

/** What a provider of texts sends, as a form. Whatever else it holds is part of the signature. */
const ProviderForm = z.record(z.string().max(100), z.string().max(4_000));
const TwiML = z.string().describe('TwiML, as text/xml.');

export const textStatus = endpoint({
  method: 'POST',
  path: '/v1/webhooks/sms/status/:messageId',
  summary: 'The provider of texts says what became of one. Signed; the same word twice, or late, changes nothing.',
  params: messageId,
  body: ProviderForm,
  reply: Nothing,
  status: 200,
  problems: ['notifications.not-signed'],
  withoutKey: 'A provider knows no such key; each word is good once by what it says.',
});

export const textReceived = endpoint({
  method: 'POST',
  path: '/v1/webhooks/sms/inbound',
  summary: 'Somebody has answered a text: STOP, START, HELP, or something that nobody would read. Signed.',
  body: ProviderForm,
  reply: TwiML,
  status: 200,
  problems: ['notifications.not-signed'],
  withoutKey: 'A provider knows no such key; saying the same twice is saying it.',
});
