import { z } from 'zod';

import { endpoint } from './endpoint.js';

/** Units of a medicine, in quarters: what can still be broken by hand. */
const Units = z.number().min(0).max(1000).multipleOf(0.25);
const SomeUnits = Units.min(0.25);
const Name = z.string().trim().min(1).max(80);
/** As it stands on the box; in capitals, so that it is found however it was typed. */
const Lot = z.string().trim().min(1).max(40).toUpperCase();

export const DispenseState = z.enum([
  'ordered',
  'sent-to-pharmacy',
  'filled',
  'shipped',
  'delivered',
  'in-use',
  'reconciled',
  'exhausted',
  'returned',
  'destroyed',
  'discrepancy',
  'withdrawn',
]);
export type DispenseState = z.infer<typeof DispenseState>;
/** Whether it may be taken, and if not why. */
export const HeldReason = z.enum(['good', 'none-left', 'not-counted', 'count-differs', 'recalled', 'past-use-by']);
export type HeldReason = z.infer<typeof HeldReason>;
export const CountFinding = z.enum([
  'counted-again',
  'pharmacy-error',
  'lost',
  'damaged',
  'taken-outside-session',
  'diversion-suspected',
  'not-explained',
]);
export type CountFinding = z.infer<typeof CountFinding>;

const held = {
  dispenseId: z.uuid(),
  pharmacy: z.string(),
  medication: z.string(),
  form: z.string(),
  strengthMg: z.number().describe('Milligrams of one unit.'),
  lot: z.string().nullable(),
  beyondUseDate: z.iso.date().nullable().describe('The last day.'),
  state: DispenseState,
  standing: HeldReason,
  onHandUnits: z.number(),
};

export const Dispense = z.object({
  ...held,
  prescriptionNumber: z.string().nullable().describe('Null: its patient was erased.'),
  doseUnits: z.number().nullable().describe('How many units the prescriber stated for a dose.'),
  orderedUnits: z.number(),
  filledUnits: z.number().nullable(),
  orderedAt: z.iso.datetime(),
  isCountable: z.boolean(),
  movements: z
    .array(
      z.object({
        kind: z.enum(['received', 'taken', 'returned', 'destroyed', 'adjusted']),
        units: z.number().describe('Positive: came; negative: left.'),
        onHandAfter: z.number(),
        witness: z.string().nullable(),
        at: z.iso.datetime(),
      }),
    )
    .readonly(),
  discrepancies: z
    .array(
      z.object({
        discrepancyId: z.uuid(),
        expected: z.number(),
        counted: z.number(),
        openedAt: z.iso.datetime(),
        reviewedAt: z.iso.datetime().nullable(),
        finding: CountFinding.nullable().describe('For the team; null for the patient.'),
        note: z.string().nullable().describe('For the team; null for the patient.'),
      }),
    )
    .readonly(),
});
export type Dispense = z.infer<typeof Dispense>;

export const PatientSupply = z.object({
  patientName: z.string(),
  onHandMg: z.number().describe('Of what may be taken today.'),
  reason: HeldReason,
  dispenses: z.array(Dispense).readonly().describe('The newest order first.'),
  openDoses: z
    .array(z.object({ doseLineId: z.uuid(), doseMg: z.number(), takenAt: z.iso.datetime() }))
    .readonly()
    .describe('Taken, and nobody has said yet how many units of which medicine.'),
});
export type PatientSupply = z.infer<typeof PatientSupply>;

const OfPatient = z.strictObject({ patientId: z.uuid() });
const OfDispense = z.strictObject({ patientId: z.uuid(), dispenseId: z.uuid() });

export const SupplyRow = z.object({ ...held, patientId: z.uuid(), displayName: z.string(), hasOpenCount: z.boolean() });
export type SupplyRow = z.infer<typeof SupplyRow>;

export const listSupply = endpoint({
  method: 'GET',
  path: '/v1/supply',
  summary: 'Medicine of the patients in the caller’s care that is under way or at home.',
  reply: z.object({ rows: z.array(SupplyRow).readonly() }),
});

export const readSupply = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/supply',
  summary: 'A patient’s medicine: what was ordered, what came, what is left.',
  params: OfPatient,
  reply: PatientSupply,
  problems: ['care.not-found'],
});

export const orderMedicine = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/supply',
  summary: 'Keeps an order that was prescribed elsewhere. Nothing is sent to a pharmacy.',
  params: OfPatient,
  body: z.strictObject({
    prescriptionNumber: z.string().trim().min(1).max(60),
    pharmacy: Name,
    medication: Name,
    form: Name,
    strengthMg: z.number().positive().max(5000).multipleOf(0.01),
    doseUnits: SomeUnits.nullable().describe('As the prescriber stated it; null: not stated.'),
    orderedUnits: SomeUnits,
  }),
  reply: z.object({ dispenseId: z.uuid() }),
  problems: ['care.not-found'],
});

export const moveMedicine = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/supply/:dispenseId/steps',
  summary: 'What the clinic hears of an order before the parcel is there.',
  params: OfDispense,
  body: z.discriminatedUnion('to', [
    z.strictObject({ to: z.literal('sent-to-pharmacy') }),
    z.strictObject({
      to: z.literal('filled'),
      filled: z.strictObject({ lot: Lot, beyondUseDate: z.iso.date(), units: SomeUnits }),
    }),
    z.strictObject({ to: z.literal('shipped') }),
    z.strictObject({ to: z.literal('withdrawn') }),
  ]),
  reply: z.null(),
  problems: ['care.not-found', 'supply.no-dispense', 'supply.not-now', 'supply.over', 'supply.lot-recalled'],
});

export const countMedicine = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/supply/:dispenseId/counts',
  summary: 'Says how many units are there. A count that differs opens an incident, which only its review ends.',
  params: OfDispense,
  body: z.strictObject({ units: Units }),
  reply: z.object({ isDiscrepancy: z.boolean() }),
  problems: ['care.not-found', 'supply.no-dispense', 'supply.nothing-to-count'],
});

export const disposeOfMedicine = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/supply/:dispenseId/disposals',
  summary: 'Writes down that units were returned or destroyed before a witness.',
  params: OfDispense,
  body: z.strictObject({ how: z.enum(['returned', 'destroyed']), units: SomeUnits, witness: Name }),
  reply: z.null(),
  problems: ['care.not-found', 'supply.no-dispense', 'supply.not-now', 'supply.not-so-many'],
});

export const reviewCount = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/supply-discrepancies/:discrepancyId/review',
  summary: 'Ends a count that differs: what was found, and how many are there by agreement.',
  params: z.strictObject({ patientId: z.uuid(), discrepancyId: z.uuid() }),
  body: z.strictObject({ finding: CountFinding, units: Units, note: z.string().trim().min(1).max(2000) }),
  reply: z.null(),
  problems: ['care.not-found', 'supply.no-discrepancy', 'supply.own-count', 'supply.reviewed'],
});

export const sayUnitsTaken = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/supply-doses/:doseLineId',
  summary: 'Says how many units of which medicine a dose took, where it was not certain.',
  params: z.strictObject({ patientId: z.uuid(), doseLineId: z.uuid() }),
  body: z.strictObject({ dispenseId: z.uuid(), units: SomeUnits }),
  reply: z.null(),
  problems: [
    'care.not-found',
    'supply.no-dose',
    'supply.no-dispense',
    'supply.dose-settled',
    'supply.not-now',
    'supply.not-so-many',
  ],
});

export const LotHolders = z.object({
  pharmacy: z.string(),
  lot: z.string(),
  isRecalled: z.boolean(),
  patients: z.int().describe('How many patients of the clinic got some of it.'),
  mine: z
    .array(z.object({ patientId: z.uuid(), displayName: z.string(), state: DispenseState, onHandUnits: z.number() }))
    .readonly()
    .describe('Those in the caller’s care.'),
});
export type LotHolders = z.infer<typeof LotHolders>;

export const findLot = endpoint({
  method: 'POST',
  path: '/v1/supply/lots',
  summary: 'Who got medicine of a lot, by pharmacy. The lot is in the body: an address stands in logs.',
  body: z.strictObject({ lot: Lot }),
  reply: z.object({ pharmacies: z.array(LotHolders).readonly() }),
  status: 200,
  withoutKey: 'It only reads.',
});

export const recallLot = endpoint({
  method: 'POST',
  path: '/v1/supply/recalls',
  summary: 'Marks a lot as recalled, for good: nothing of it is on hand any more, and everybody who got some of it is told.',
  body: z.strictObject({ pharmacy: Name, lot: Lot }),
  reply: z.object({ patients: z.int() }),
  problems: ['identity.step-up-needed', 'supply.no-dispense', 'supply.recalled'],
});
