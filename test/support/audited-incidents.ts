import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import { FINDING, incidentsOf, REPORT } from './incident-acts.js';

/** Who reports an incident, reads it, writes in it, and ends its review. */
export async function provesIncidents(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [tom, director] = [await Visitor.named(clinic, 'Tom'), await Visitor.named(clinic, 'Helen')];
  const rosaId = await audit.idOf('Rosa');
  const proves = (act: string, who: string, work: () => PromiseLike<unknown>) =>
    audit.proves(`IncidentsController.${act}`, who, 'Rosa', work);
  let at = '';
  await proves('report', 'Tom', async () => {
    at = `/v1/incidents/${(await tom.post(incidentsOf(rosaId), REPORT).expect(201)).body.incidentId}`;
  });
  await proves('list', 'Tom', () => tom.get('/v1/incidents').expect(200));
  await proves('read', 'Tom', () => tom.get(at).expect(200));
  await proves('write', 'Tom', () => tom.post(`${at}/entries`, FINDING).expect(201));
  await director.stepUp('Helen');
  await proves('review', 'Helen', () => director.post(`${at}/review`).expect(201));
}
