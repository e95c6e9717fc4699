import { randomUUID } from 'node:crypto';

const nothing = () => ({});

/** What is sent to the doors of calls. */
export const CALL_BODIES: Readonly<Record<string, () => object>> = {
  'POST /v1/calls/{appointmentId}/entries': nothing,
  'POST /v1/calls/{appointmentId}/absences': nothing,
  'POST /v1/calls/{appointmentId}/summons': nothing,
  'POST /v1/calls/{appointmentId}/admissions': () => ({ participantId: randomUUID() }),
  'POST /v1/calls/{appointmentId}/leavings': nothing,
  'POST /v1/calls/{appointmentId}/delays': () => ({ lateMin: 5 }),
  'POST /v1/calls/{appointmentId}/endings': nothing,
  'POST /v1/calls/{appointmentId}/device-checks': () => ({
    ...{ camera: 'works', microphone: 'works', speaker: 'heard', network: 'relay', roundTripMs: 40 },
  }),
  'POST /v1/calls/{appointmentId}/relays': nothing,
};

/** What the events of calls carry, beside the appointment. */
export const CALL_EVENTS: Readonly<Record<string, () => object>> = {
  'call.join': () => ({ connection: randomUUID(), takesOver: true }),
  'call.signal': () => ({ connection: randomUUID(), to: randomUUID(), body: { kind: 'rebuild', generation: 1 } }),
  'call.leave': () => ({ connection: randomUUID() }),
};
