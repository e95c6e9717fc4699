import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import { bookVideo } from './video.js';

/** Who looks at a call, comes, lets in, says that they are late, leaves and ends it. */
export async function provesCalls(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [rosa, tom] = [await Visitor.named(clinic, 'Rosa'), await Visitor.named(clinic, 'Tom')];
  const at = `/v1/calls/${await bookVideo(clinic, { patient: 'Rosa', therapist: 'Tom', prescriber: 'Nina' })}`;
  const proves = (what: string, who: string, work: () => PromiseLike<unknown>) =>
    audit.proves(`CallsController.${what}`, who, 'Rosa', work);
  await proves('listAll', 'Rosa', () => rosa.get('/v1/calls').expect(200));
  await proves('read', 'Tom', () => tom.get(at).expect(200));
  const check = { camera: 'works', microphone: 'works', speaker: 'heard', network: 'relay', roundTripMs: 30 };
  await proves('recordCheck', 'Rosa', () => rosa.post(`${at}/device-checks`, check).expect(201));
  await proves('sayLate', 'Tom', () => tom.post(`${at}/delays`, { lateMin: 5 }).expect(201));
  await proves('enter', 'Rosa', () => rosa.post(`${at}/entries`).expect(201));
  await proves('enter', 'Tom', () => tom.post(`${at}/entries`).expect(201));
  await proves('waitElsewhere', 'Rosa', () => rosa.post(`${at}/absences`).expect(201));
  await proves('sayReady', 'Tom', () => tom.post(`${at}/summons`).expect(201));
  await rosa.post(`${at}/entries`).expect(201);
  const { people } = (await tom.get(at).expect(200)).body as { people: { participantId: string; role: string }[] };
  const { participantId } = people.find(({ role }) => role === 'patient')!;
  await proves('admit', 'Tom', () => tom.post(`${at}/admissions`, { participantId }).expect(201));
  await audit.proves('CallContactsController.read', 'Tom', 'Rosa', () => tom.get(`${at}/contacts`).expect(200));
  await proves('leave', 'Rosa', () => rosa.post(`${at}/leavings`).expect(201));
  await proves('end', 'Tom', () => tom.post(`${at}/endings`).expect(201));
}
