import { z } from 'zod';

import { endpoint } from './endpoint.js';

const Zone = z.string().min(1).max(64).describe('IANA time zone.');
const WallTime = z.string().describe('What a clock there shows now: 24 hours, as 16:05.');

export const ZoneJson = z.object({
  zone: Zone.describe('By which the person is reminded, and quiet hours are counted.'),
  homeZone: Zone.nullable().describe('Where they live, while they are on a journey.'),
  question: z
    .object({
      zone: Zone,
      clockThere: WallTime,
      clockHere: WallTime,
      awayMin: z.int().describe('Minutes that its clock is ahead now.'),
    })
    .nullable()
    .describe('The browser’s clock is another one, and the person has not said yet what that means.'),
});
export type ZoneJson = z.infer<typeof ZoneJson>;

export const readZone = endpoint({
  method: 'GET',
  path: '/v1/me/zone',
  summary: 'By which clock the person is reminded; and whether to ask them, because their browser has another one.',
  query: z.strictObject({ browser: Zone.optional() }),
  reply: ZoneJson,
});

export const answerZone = endpoint({
  method: 'POST',
  path: '/v1/me/zone-answers',
  summary: 'What the other clock means: a journey until a day, a new home, or nothing. No appointment is moved by it.',
  body: z.discriminatedUnion('answer', [
    z.strictObject({ zone: Zone, answer: z.literal('moved') }),
    z.strictObject({ zone: Zone, answer: z.literal('keep') }),
    z.strictObject({ zone: Zone, answer: z.literal('travelling'), lastDay: z.iso.date().describe('Of the journey, there.') }),
  ]),
  reply: ZoneJson,
  problems: ['identity.unknown-zone', 'identity.journey-too-long'],
});
