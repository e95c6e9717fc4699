import type { IntegrationVisit } from '#contracts';

export const VISIT_STATES: Readonly<Record<IntegrationVisit['state'], string>> = {
  booked: 'Booked',
  done: 'Attended',
  missed: 'Missed',
  late_done: 'Attended later',
  cancelled: 'Cancelled',
};
