import { z } from 'zod';

import { endpoint } from './endpoint.js';

export const ClockReading = z.object({
  now: z.iso.datetime().describe("The clinic's time."),
  isMovable: z.boolean().describe('Whether this clinic is a demo or a test, whose clock can be moved forward.'),
  offsetMs: z.int().describe('How far the clock runs ahead of real time.'),
});
export type ClockReading = z.infer<typeof ClockReading>;

export const readClock = endpoint({
  method: 'GET',
  path: '/v1/clock',
  summary: "The clinic's clock. Times that a client dates are derived from it.",
  reply: ClockReading,
});

export const AdvanceClock = z
  .union([
    z.strictObject({ to: z.iso.datetime() }),
    z.strictObject({ byMin: z.int().min(1).max(525_600).describe('Minutes.') }),
    z.strictObject({ toNextEvent: z.literal(true) }),
  ])
  .describe('Where the clock goes: an instant, a distance, or the next thing that is due.');
export type AdvanceClock = z.infer<typeof AdvanceClock>;

export const ClockAdvanced = z.object({ now: z.iso.datetime(), eventsFired: z.int() });
export type ClockAdvanced = z.infer<typeof ClockAdvanced>;

export const advanceClock = endpoint({
  method: 'POST',
  path: '/v1/clock/advance',
  summary: 'Moves the clock forward through everything that falls due on the way, one after the other (demo and test only).',
  body: AdvanceClock,
  reply: ClockAdvanced,
  status: 200,
  problems: ['clock.not-settled'],
  withoutKey: 'Many transactions of many people on the way; demo and test only.',
});
