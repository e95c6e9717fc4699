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

/** A patient waits at the door and nobody of the clinic has come: whoever leads the call is told. */
export const bellDue = message('calls.bell-due', z.strictObject({ roomId: z.uuid(), waitId: z.uuid() }), { direct: true });
/** Somebody who waits elsewhere is to be told that it begins. */
export const readySaid = message('calls.ready-said', z.strictObject({ awayId: z.uuid() }), { direct: true });

/** Outbox keys. */
export const lostKey = (roomId: string): string => `call-lost:${roomId}`;
export const unattendedKey = (roomId: string): string => `call-unattended:${roomId}`;
export const bellKey = (roomId: string): string => `call-bell:${roomId}`;
