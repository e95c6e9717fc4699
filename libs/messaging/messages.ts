import { z } from 'zod';

import { message } from '#platform';

const ofMessage = z.strictObject({ messageId: z.uuid() });

/** Somebody has written; whom it was for is told, without a word of it. */
export const messageWritten = message('messaging.message-written', ofMessage);
/** A patient may have waited too long for an answer to it: nobody learns of that through a queue. */
export const answerDue = message('messaging.answer-due', ofMessage, { direct: true });

/** Outbox key of the answer that a patient waits for. */
export const answerKey = (patientId: string): string => `answer:${patientId}`;
/** Outbox key that begins those of what tells somebody that there is something to read. */
export const noticeKey = (patientId: string, personId: string): string => `conversation:${patientId}:${personId}`;
