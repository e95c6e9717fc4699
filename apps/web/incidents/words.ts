import type { IncidentEntry, IncidentKind, ReportedKind } from '#contracts';

export const KINDS: Readonly<Record<IncidentKind, string>> = {
  emergency: 'Emergency in a session',
  'took-more': 'More taken than was released',
  'serious-harm': 'Serious harm',
  death: 'A death',
  medicine: 'Medicine: lost, wrong or misused',
  safeguarding: 'Somebody is not safe',
  other: 'Something else',
};

/** What a person reports, in this order; the others come from the log of a session. */
export const REPORTED: readonly ReportedKind[] = ['safeguarding', 'medicine', 'serious-harm', 'death', 'other'];

export const SAID: Readonly<Record<IncidentEntry['kind'], string>> = {
  account: 'What happened',
  finding: 'Finding',
  action: 'Action',
  done: 'Done',
  safeguarding: 'To protect somebody',
};
