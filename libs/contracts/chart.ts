import { z } from 'zod';

import { AssessmentFinding, SafetySignal } from './assessments.js';
import { Consents } from './consents.js';
import { DocumentJson } from './documents.js';
import { endpoint } from './endpoint.js';
import { Role } from './identity.js';
import { Note } from './notes.js';

const patient = z.strictObject({ patientId: z.uuid() });

export const ChartEntryKind = z.enum(['problem', 'allergy', 'medicine']);
export type ChartEntryKind = z.infer<typeof ChartEntryKind>;
export const CodeSystem = z.enum(['snomed', 'icd-10-cm', 'rxnorm']);
export type CodeSystem = z.infer<typeof CodeSystem>;
export const ChartCode = z.strictObject({ system: CodeSystem, code: z.string().trim().min(1).max(40) });

export const ChartEntry = z.object({
  entryId: z.uuid(),
  kind: ChartEntryKind,
  text: z.string().nullable().describe('Null: it was erased.'),
  detail: z.string().nullable().describe('Of an allergy the reaction, of a medicine how it is taken.'),
  code: ChartCode.nullable(),
  criticality: z.enum(['low', 'high']).nullable().describe('Of an allergy.'),
  recordedByName: z.string(),
  recordedAt: z.iso.datetime(),
  endedAs: z.enum(['over', 'entered-in-error']).nullable().describe('Null: it holds.'),
  endedAt: z.iso.datetime().nullable(),
});
export type ChartEntry = z.infer<typeof ChartEntry>;

export const InteractionLevel = z.enum(['red', 'amber', 'info']);
export type InteractionLevel = z.infer<typeof InteractionLevel>;
export const ChartMedicine = z.object({
  entryId: z.uuid().nullable().describe('Null: from the patient’s answers, and not on the clinic’s list yet.'),
  written: z.string(),
  detail: z.string().nullable(),
  ingredients: z.array(z.object({ name: z.string(), rxcui: z.string().nullable() })).readonly(),
  interactions: z.array(z.object({ level: InteractionLevel, why: z.string() })).readonly(),
  isWhole: z.boolean().describe('False: a part of it nobody has checked.'),
});
export type ChartMedicine = z.infer<typeof ChartMedicine>;

const Reviewed = z.object({ at: z.iso.datetime(), byName: z.string() });

export const Chart = z.object({
  patientName: z.string(),
  mayWrite: z.boolean(),
  findings: z.array(AssessmentFinding),
  notChecked: z.array(z.string()),
  signals: z.array(SafetySignal).describe('Open ones.'),
  isItem9Overdue: z.boolean(),
  entries: z.array(ChartEntry).describe('Problems and allergies, and medicines that are over; those that hold first.'),
  medicines: z.array(ChartMedicine).describe('What the patient takes, by the clinic’s list and by their answers.'),
  medicinesReviewed: Reviewed.nullable().describe('When somebody last asked whether anything is new.'),
  papers: z.array(DocumentJson).describe('Laboratory results and ECGs, the newest first.'),
  consents: Consents,
  people: z.array(z.object({ personId: z.uuid(), displayName: z.string(), role: Role, profession: z.string().nullable() })),
  card: z
    .object({ addressLine: z.string(), entryNote: z.string(), localEmergencyNumber: z.string(), allergies: z.string() })
    .nullable()
    .describe('What is read aloud in an emergency.'),
  notes: z.array(Note),
});
export type Chart = z.infer<typeof Chart>;

export const readChart = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/chart',
  summary: 'The chart of a patient on one page, for clinicians who care for them.',
  params: patient,
  reply: Chart,
  problems: ['care.not-found'],
});

const words = { text: z.string().trim().min(2).max(200), detail: z.string().trim().max(300).optional() };
const code = (...systems: readonly [CodeSystem, ...CodeSystem[]]) =>
  z.strictObject({ system: z.enum(systems), code: z.string().trim().min(1).max(40) }).optional();

export const NewChartEntry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('problem'), ...words, code: code('snomed', 'icd-10-cm') }),
  z.strictObject({
    kind: z.literal('allergy'),
    ...words,
    code: code('snomed', 'rxnorm'),
    criticality: z.enum(['low', 'high']).optional(),
  }),
  z.strictObject({ kind: z.literal('medicine'), ...words, code: code('rxnorm') }),
]);
export type NewChartEntry = z.infer<typeof NewChartEntry>;

export const addChartEntry = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/chart/entries',
  summary: 'Puts a problem, an allergy or a medicine on the chart; nothing is ever written over.',
  params: patient,
  body: NewChartEntry,
  reply: z.object({ entryId: z.uuid() }),
  problems: ['care.not-found'],
});

export const endChartEntry = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/chart/entries/:entryId/end',
  summary: 'Says that an entry of the chart is over, or that it was entered in error; it stays to be seen.',
  params: patient.extend({ entryId: z.uuid() }),
  body: z.strictObject({ as: z.enum(['over', 'entered-in-error']) }),
  reply: z.null(),
  problems: ['care.not-found', 'record.no-entry'],
});

export const reviewMedicines = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/chart/medicine-reviews',
  summary: 'Somebody has asked the patient whether anything is new, and the list is as it should be.',
  params: patient,
  reply: Reviewed,
  problems: ['care.not-found'],
});

export const readOwnMedicines = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/medicines',
  summary: 'What the clinic has down as the patient’s medicines, for the patient.',
  params: patient,
  reply: z.object({
    medicines: z.array(z.object({ written: z.string(), detail: z.string().nullable() })),
    reviewedAt: z.iso.datetime().nullable(),
  }),
  problems: ['care.not-found'],
});
