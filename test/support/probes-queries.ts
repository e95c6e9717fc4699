import { CALENDAR_QUERIES } from './calendar-probes.js';
import type { Cast } from './cast.js';
import { APPOINTMENT_QUERIES } from './probes-appointments.js';
import { bothArePaused } from './probes-courses.js';
import { bothExamined } from './probes-credentials.js';
import { bothSignedOver } from './probes-gate-overrides.js';
import { bothHaveForms } from './probes-in-clinic.js';
import { bothHaveIncidents } from './probes-incidents.js';
import { bothLackSomebody } from './probes-pairing.js';
import { PROGRAMME_QUERIES } from './probes-programmes.js';
import { draftedTemplate } from './probes-protocols.js';
import { bothHaveAnswered } from './probes-screening.js';
import { SERIES_QUERIES } from './probes-series.js';

/** Who has opened the records of both patients in an emergency, and has invited both: lists name them by it. */
export const busybody = (cast: Cast): Promise<string> => cast.once('busybody', () => cast.person('prescriber'));
const DAY_MS = 86_400_000;
const aboutNow = () =>
  `?from=${new Date(Date.now() - 30 * DAY_MS).toISOString()}&to=${new Date(Date.now() + DAY_MS).toISOString()}`;

/** Queries without which a route has nothing to answer. */
export const QUERIES: Readonly<Record<string, (cast: Cast) => Promise<string> | string>> = {
  'GET /v1/messages': () => '?limit=100',
  'GET /v1/people': async (cast) => `?after=${await cast.idOf('Vera Lind')}`, // the last of those who work here: then come patients
  ...CALENDAR_QUERIES,
  ...SERIES_QUERIES,
  ...APPOINTMENT_QUERIES,
  ...PROGRAMME_QUERIES,
  'GET /v1/screenings': bothHaveAnswered,
  'GET /v1/legal-bases': bothExamined,
  'GET /v1/cover-losses': () => '?lastDay=2190-01-01',
  'GET /v1/course-reviews': bothArePaused,
  'GET /v1/cover': bothLackSomebody,
  'GET /v1/incidents': bothHaveIncidents,
  'GET /v1/gate-overrides': bothSignedOver,
  'GET /v1/monitoring-forms': bothHaveForms,
  'GET /v1/work': bothHaveIncidents,
  'GET /v1/waiting-list': async (cast) => {
    await cast.waiting(cast.a.personId);
    await cast.waiting(cast.b.personId);
    return '';
  },
  'GET /v1/protocol-template-versions/{templateVersionId}/difference': async (cast) =>
    `?from=${await draftedTemplate(cast, true)}`,
  'GET /v1/on-call/rota': () => '?from=2027-01-01',
  'GET /v1/patients/{patientId}/free-times': () => '?from=2027-01-01',
  'GET /v1/dosing-sessions/{sessionId}/free-times': () => '?from=2027-01-01',
  'GET /v1/people/{personId}/free-starts': () => '?kind=screening&from=2027-01-01',
  'GET /v1/audit/events': async (cast) => `?personId=${await busybody(cast)}`,
  'GET /v1/audit/people': () => '?name=Some',
  'GET /v1/audit/people/{personId}/patients': aboutNow,
  'GET /v1/audit/anomalies': aboutNow,
};
