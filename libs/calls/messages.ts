import { z } from 'zod';

import { message } from '#platform';

/** A patient who was in a call has been gone for so long that people are called. */
export const patientLost = message('calls.patient-lost', z.strictObject({ roomId: z.uuid(), lossId: z.uuid() }), {
  direct: true,
});
/** A patient may be waiting in a call after its start, and nobody of the clinic came. */
export const callUnattended = message('calls.unattended', z.strictObject({ roomId: z.uuid(), waitId: z.uuid() }), {
  direct: true,
});

/** Outbox keys. */
export const lostKey = (roomId: string): string => `call-lost:${roomId}`;
export const unattendedKey = (roomId: string): string => `call-unattended:${roomId}`;
