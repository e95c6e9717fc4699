import type { ChartEntryKind, CodeSystem, InteractionLevel } from '#contracts';

export const ENTRY_KINDS: Readonly<Record<ChartEntryKind, string>> = {
  problem: 'Problems',
  allergy: 'Allergies',
  medicine: 'Medicines',
};
export const CODE_SYSTEMS: Readonly<Record<CodeSystem, string>> = {
  snomed: 'SNOMED CT',
  'icd-10-cm': 'ICD-10-CM',
  rxnorm: 'RxNorm',
};
export const SYSTEMS_OF: Readonly<Record<ChartEntryKind, readonly CodeSystem[]>> = {
  problem: ['icd-10-cm', 'snomed'],
  allergy: ['snomed', 'rxnorm'],
  medicine: ['rxnorm'],
};
export const DETAIL_WORDS: Readonly<Record<ChartEntryKind, string>> = {
  problem: 'More',
  allergy: 'Reaction',
  medicine: 'How it is taken',
};
export const INTERACTIONS: Readonly<Record<InteractionLevel, string>> = { red: 'Red', amber: 'Amber', info: 'To know' };
