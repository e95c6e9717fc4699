import type pg from 'pg';
import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { clinicTime, Visitor } from './http.js';

const LONG_AGO = '2000-01-01T00:00:00.000Z';
const LATER = '2100-01-01T00:00:00.000Z';

/** A patient sees who saw their record, in plain terms and once a day. */
export async function provesRecordViews(clinic: Clinic, audit: AuditProof): Promise<void> {
  const sam = await Visitor.named(clinic, 'Sam');
  await audit.proves('RecordViewsController.list', 'Sam', 'Sam', () => sam.get('/v1/me/record-views').expect(200));
  const { views, next } = (await sam.get('/v1/me/record-views').expect(200)).body;
  const nina = views.filter(
    ({ displayName, action }: { displayName: string; action: string }) => displayName?.startsWith('Nina') && action === 'open',
  );
  expect(nina).toEqual([
    expect.objectContaining({ who: 'person', profession: 'NP', purpose: 'care', isBreakGlass: false, count: 2 }),
  ]);
  expect(views.filter(({ who }: { who: string }) => who === 'you').length).toBeGreaterThan(0);
  expect(next).toBeNull();
  await new Visitor(clinic).get('/v1/me/record-views').expect(401);
  await (await Visitor.named(clinic, 'Nina')).get('/v1/me/record-views').expect(403);
}

/** Auditors and privacy officers read the audit, page by page, and nobody else does. */
export async function provesReaders(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [vera, helen, ada, sam] = await Promise.all(['Vera', 'Helen', 'Ada', 'Sam'].map((name) => Visitor.named(clinic, name)));
  for (const path of ['events', 'people?name=sam', `anomalies?from=${LONG_AGO}&to=${LATER}`]) {
    await ada!.get(`/v1/audit/${path}`).expect(403);
    await sam!.get(`/v1/audit/${path}`).expect(403);
    await helen!.get(`/v1/audit/${path}`).expect(200);
  }
  expect((await ada!.get('/v1/audit/standing').expect(200)).body).toEqual({ mayRead: false });
  expect((await helen!.get('/v1/audit/standing').expect(200)).body).toEqual({ mayRead: true });
  const patientId = await audit.idOf('Sam');
  await audit.proves('AuditController.events', 'Vera', 'Sam', () =>
    vera!.get(`/v1/audit/events?patientId=${patientId}`).expect(200),
  );
  await audit.proves('AuditController.people', 'Vera', 'Sam', () => vera!.get('/v1/audit/people?name=ellery').expect(200));
  const seen: string[] = [];
  for (let before = ''; ; ) {
    const { events, next } = (
      await vera!.get(`/v1/audit/events?patientId=${patientId}&limit=7&to=${await clinicTime(clinic)}${before}`).expect(200)
    ).body;
    seen.push(...events.map(({ id }: { id: string }) => id));
    if (!next) break;
    before = `&before=${next}`;
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThan(20);
  await vera!.get('/v1/audit/events?before=nonsense').expect(400);
  await vera!.get('/v1/dosing-sessions').expect(403);
}

/** Whom somebody’s sign-in has reached, and what somebody should ask about. */
export async function provesReach(clinic: Clinic, audit: AuditProof, database: pg.Client): Promise<void> {
  const vera = await Visitor.named(clinic, 'Vera');
  const [tom, rosa] = [await audit.idOf('Tom'), await audit.idOf('Rosa')];
  const path = `/v1/audit/people/${tom}/patients?from=${LONG_AGO}&to=${LATER}`;
  await audit.proves('AuditController.touched', 'Vera', null, () => vera.get(path).expect(200));
  const { patients, isWhole } = (await vera.get(path).expect(200)).body;
  expect(isWhole).toBe(true);
  expect(patients.map(({ displayName }: { displayName: string }) => displayName)).toContain('Sam Ellery');
  await database.query(
    `INSERT INTO audit_event (id, actor_id, actor_role, action, purpose, object_type, subject_person_id)
     SELECT gen_random_uuid(), id, 'therapist', 'open', 'care', 'dosing-session', $1 FROM person WHERE display_name LIKE 'Omar%'`,
    [rosa],
  );
  const anomaliesAt = `/v1/audit/anomalies?from=${LONG_AGO}&to=${LATER}`;
  await audit.proves('AuditController.anomalies', 'Vera', null, () => vera.get(anomaliesAt).expect(200));
  const { anomalies } = (await vera.get(anomaliesAt).expect(200)).body;
  expect(anomalies).toContainEqual(
    expect.objectContaining({
      kind: 'no-appointment',
      actor: expect.objectContaining({ displayName: 'Omar Haddad' }),
      subject: expect.objectContaining({ displayName: 'Rosa Marin' }),
    }),
  );
  expect(anomalies.filter(({ actor }: { actor: { displayName: string } }) => actor.displayName === 'Nina Okafor')).toEqual([]);
}
