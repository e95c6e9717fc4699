import type { Response } from 'supertest';
import { openCheck, PAGE, WELL } from './aftercare-acts.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import type { Act } from './repeated-bookings.js';

/** What a patient says after a session, once. */
export async function answersAftercareOnce(
  clinic: Clinic,
  provesOnce: (route: string, act: Act) => Promise<Response>,
): Promise<void> {
  const ana = await Visitor.named(clinic, 'Ana');
  const path = `/v1/aftercare-checks/${await openCheck(ana)}/answers`;
  await provesOnce('/v1/aftercare-checks/{checkId}/answers', {
    ...{ by: ana, path, body: WELL, other: { body: { ...WELL, mood: 1 } } },
  });
  const { personId } = (await ana.get('/v1/me').expect(200)).body;
  const page = { by: ana, path: `/v1/patients/${personId}/journal`, body: PAGE, other: { body: { ...PAGE, text: 'Another.' } } };
  const { journalId } = (await provesOnce('/v1/patients/{patientId}/journal', page)).body;
  await provesOnce('/v1/journal-entries/{journalId}/sharing', {
    ...{
      by: ana,
      path: `/v1/journal-entries/${journalId}/sharing`,
      body: { isShared: true },
      other: { body: { isShared: false } },
    },
  });
}
