import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import { FINDING, incidentsOf, REPORT } from './incident-acts.js';
import type { Act } from './repeated-bookings.js';

type ProvesOnce = (route: string, act: Act) => Promise<Response>;

/** An incident is reported, written in and reviewed once. */
export async function incidentsOnce(clinic: Clinic, provesOnce: ProvesOnce): Promise<void> {
  const [by, director, rosa] = [
    await Visitor.named(clinic, 'Tom'),
    await Visitor.named(clinic, 'Helen'),
    await Visitor.named(clinic, 'Rosa'),
  ];
  const { personId } = (await rosa.get('/v1/me')).body;
  const report = { by, path: incidentsOf(personId), body: REPORT, other: { body: { ...REPORT, kind: 'other' } } };
  const { incidentId } = (await provesOnce('/v1/patients/{patientId}/incidents', report)).body;
  const at = `/v1/incidents/${incidentId}`;
  const said = { by, path: `${at}/entries`, body: FINDING, other: { body: { ...FINDING, words: 'Somebody had asked.' } } };
  await provesOnce('/v1/incidents/{incidentId}/entries', said);
  await director.stepUp('Helen');
  const review = { by: director, path: `${at}/review`, body: {}, other: { path: `/v1/incidents/${randomUUID()}/review` } };
  await provesOnce('/v1/incidents/{incidentId}/review', review);
}
