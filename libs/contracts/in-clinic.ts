import { z } from 'zod';

import { Jurisdiction } from './credentials.js';
import { endpoint } from './endpoint.js';

/** Where the clinic treats patients in its own rooms, and what is done there when something goes wrong. */
export const WriteEmergencyPlan = z.strictObject({
  addressLine: z.string().trim().min(5).max(200),
  jurisdiction: Jurisdiction,
  entryNote: z.string().trim().max(300).describe('The way in for an ambulance.'),
  localEmergencyNumber: z.string().trim().min(2).max(40),
  steps: z.string().trim().min(20).max(4_000),
});
export type WriteEmergencyPlan = z.infer<typeof WriteEmergencyPlan>;

export const EmergencyPlan = z.object({
  ...WriteEmergencyPlan.shape,
  writtenByName: z.string().nullable(),
  writtenAt: z.iso.datetime(),
});
export type EmergencyPlan = z.infer<typeof EmergencyPlan>;

export const readEmergencyPlan = endpoint({
  method: 'GET',
  path: '/v1/emergency-plan',
  summary: 'The clinic’s own emergency plan, and the address for which it holds; null while nobody has written it.',
  reply: z.object({ plan: EmergencyPlan.nullable() }),
});

export const writeEmergencyPlan = endpoint({
  method: 'POST',
  path: '/v1/emergency-plan',
  summary:
    'The medical director, freshly signed in again, writes the plan anew. No session in the clinic without one of this year.',
  body: WriteEmergencyPlan,
  reply: EmergencyPlan,
  problems: ['care.not-your-duty', 'identity.step-up-needed'],
});

/** Units of the clinic's stock, in quarters. */
const SomeUnits = z.number().min(0.25).max(1_000).multipleOf(0.25);
const Name = z.string().trim().min(1).max(80);
const Witness = Name.describe('The name of a second member of the staff who saw it.');

export const StockStanding = z.enum(['good', 'none-left', 'recalled', 'past-use-by']);
export const StockLot = z.object({
  lotId: z.uuid(),
  supplier: z.string(),
  medication: z.string(),
  form: z.string(),
  strengthMg: z.number().describe('Milligrams of one unit.'),
  lot: z.string(),
  beyondUseDate: z.iso.date().describe('The last day.'),
  onHandUnits: z.number(),
  standing: StockStanding,
});
export type StockLot = z.infer<typeof StockLot>;

export const listStock = endpoint({
  method: 'GET',
  path: '/v1/stock',
  summary: 'Medicine that the clinic keeps itself, by lot; what goes out of date first, first.',
  reply: z.object({ lots: z.array(StockLot).readonly() }),
});

export const receiveStock = endpoint({
  method: 'POST',
  path: '/v1/stock',
  summary: 'A delivery of one lot has come to the clinic.',
  body: z.strictObject({
    ...{ supplier: Name, medication: z.enum(['ketamine', 'esketamine']), form: Name },
    strengthMg: z.number().positive().max(5_000).multipleOf(0.01),
    lot: z.string().trim().min(1).max(40).toUpperCase().describe('As it stands on the box.'),
    ...{ beyondUseDate: z.iso.date(), units: SomeUnits },
  }),
  reply: z.object({ lotId: z.uuid() }),
  problems: ['supply.over'],
});

export const countStock = endpoint({
  method: 'POST',
  path: '/v1/stock/:lotId/counts',
  summary: 'Two people have counted: what differs from the ledger is written into it, and units that were destroyed leave it.',
  params: z.strictObject({ lotId: z.uuid() }),
  body: z.strictObject({
    units: z.number().min(0).max(1_000).multipleOf(0.25).describe('How many are there.'),
    why: z.enum(['counted', 'destroyed']),
    witness: Witness,
  }),
  reply: z.object({ onHandUnits: z.number() }),
  problems: ['supply.no-stock', 'supply.not-so-many', 'supply.nothing-differs'],
});

const OfSession = z.strictObject({ sessionId: z.uuid() });

/** What was taken out of the stock for one dose. */
export const SessionDraw = z.object({
  medication: z.string(),
  form: z.string(),
  lot: z.string(),
  units: z.number(),
  drawnMg: z.number(),
  witness: z.string(),
  drawnAt: z.iso.datetime(),
  endedAs: z.enum(['given', 'put-back', 'destroyed']).nullable(),
});
export type SessionDraw = z.infer<typeof SessionDraw>;
export const SessionRide = z.strictObject({
  name: z.string().trim().min(2).max(80),
  phone: z.string().trim().min(5).max(40),
  relation: z.enum(['companion', 'family', 'friend', 'paid-carer']),
});
export type SessionRide = z.infer<typeof SessionRide>;

export const readInClinic = endpoint({
  method: 'GET',
  path: '/v1/dosing-sessions/:sessionId/in-clinic',
  summary:
    'What a session in the clinic needs beside its log: medicine that was drawn, the lots it can be drawn from, and the ride home.',
  params: OfSession,
  reply: z.object({
    doseMg: z.number().nullable(),
    draw: SessionDraw.nullable(),
    lots: z.array(StockLot).readonly(),
    ride: SessionRide.nullable(),
    companion: z.object({ name: z.string(), phone: z.string() }).describe('Of the patient’s team; who it may be.'),
    address: z.string().nullable(),
  }),
  problems: ['sessions.not-found'],
});

export const drawForSession = endpoint({
  method: 'POST',
  path: '/v1/dosing-sessions/:sessionId/draw',
  summary: 'Units leave the clinic’s stock for the dose of this session.',
  params: OfSession,
  body: z.strictObject({ lotId: z.uuid(), units: SomeUnits, witness: Witness }),
  reply: z.null(),
  problems: [
    'sessions.not-found',
    'sessions.refused',
    'supply.no-stock',
    'supply.not-so-many',
    'supply.drawn',
    'supply.not-good',
  ],
});

export const endDraw = endpoint({
  method: 'POST',
  path: '/v1/dosing-sessions/:sessionId/draw/end',
  summary: 'What was drawn and not given is put back or destroyed; never while a released dose waits to be taken.',
  params: OfSession,
  body: z.strictObject({ how: z.enum(['put-back', 'destroyed']), witness: Witness }),
  reply: z.null(),
  problems: ['sessions.not-found', 'sessions.refused', 'supply.no-draw'],
});

export const arrangeRide = endpoint({
  method: 'POST',
  path: '/v1/dosing-sessions/:sessionId/ride',
  summary: 'Who takes the patient home from the clinic. The last word holds.',
  params: OfSession,
  body: SessionRide,
  reply: z.null(),
  problems: ['sessions.not-found', 'sessions.refused', 'sessions.session-over'],
});
