import { randomUUID } from 'node:crypto';
import type { Patient } from './cast.js';

type Subject = Readonly<{ patient: Patient | null }>;
const NEVER_FREE = '2099-01-01T03:07:00.000Z';
const series = ({ patient }: Subject) => ({ patientId: patient?.personId ?? randomUUID(), startsAt: [NEVER_FREE] });

/** What is sent to the doors of a whole course, for test/support/probes.ts. */
export const SERIES_BODIES = {
  'POST /v1/series-holds': series,
  'POST /v1/dosing-series': series,
  'POST /v1/dosing-sessions/{sessionId}/rest-move': () => ({ startsAt: [NEVER_FREE], reason: 'technical' }),
  'POST /v1/dosing-sessions/{sessionId}/rest-cancellation': () => ({ reason: 'technical' }),
} as const;

export const SERIES_QUERIES = {
  'GET /v1/patients/{patientId}/series-plan': () => '?from=2027-01-01&weekday=2&time=10:00',
  'GET /v1/dosing-sessions/{sessionId}/rest-plan': () => '?days=1',
} as const;

/** Those that name whom they are about in the body. */
export const SERIES_IN_BODY = ['POST /v1/series-holds', 'POST /v1/dosing-series'] as const;
