import type pg from 'pg';
import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { AGREEMENT, companionOf, linkTokenOf } from './companion-acts.js';
import { BACKUP } from './companion-duty-acts.js';
import { Visitor } from './http.js';

/** How far a companion is, and what they do before the session. */
export async function provesCompanions(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [iris, { visitor: petra, sessionId }] = [await Visitor.named(clinic, 'Iris'), await Visitor.chaperoneOf(clinic, 'jonas')];
  const at = companionOf(sessionId);
  await audit.proves('CompanionsController.read', 'Iris', 'Jonas', () => iris.get(at).expect(200));
  await audit.proves('CompanionsController.record', 'Petra', 'Jonas', () => petra.post(`${at}/steps`, AGREEMENT).expect(201));
}

/** The link of whoever was named last to stand in reaches somebody else, while the companion on duty is there. */
export async function provesWrongNumber(clinic: Clinic, database: pg.Client, audit: AuditProof): Promise<void> {
  const mia = (clinic.links.find(({ name }) => name === 'mia') as unknown as { sessionId: string }).sessionId;
  const token = await linkTokenOf(clinic, database, mia, 'Some');
  const refusing = () => new Visitor(clinic).post('/v1/chaperone-links/refusal', { token }).expect(201);
  await audit.proves('ChaperoneLinksController.refuse', BACKUP.displayName, 'Mia', refusing);
}
