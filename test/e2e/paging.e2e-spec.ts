import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Response } from 'supertest';
import { Cast } from '../support/cast.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { Visitor } from '../support/http.js';

const MANY = 7;

describe('lists that are longer than a page', () => {
  let clinic: Clinic;
  let database: pg.Client;
  let cast: Cast;
  beforeAll(async () => {
    clinic = await startClinic();
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
    cast = await Cast.of(clinic, database);
  }, 120_000);
  afterAll(async () => {
    await database?.end();
    await clinic?.stop();
  });

  type Row = Readonly<Record<string, string | null>>;
  /** All of a list, two at a time. @returns the ids in the order in which they came */
  async function leaf(by: Visitor, path: string, name: string, id: string, cursor = 'before'): Promise<string[]> {
    const ids: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const { body }: Response = await by
        .get(`${path}?limit=2${next ? `&${cursor}=${encodeURIComponent(next)}` : ''}`)
        .expect(200);
      ids.push(...(body[name] as Row[]).map((row) => row[id]!));
      next = body.next;
    }
    return ids;
  }
  /** Each once, and the same as on one page. */
  async function isWhole(by: Visitor, path: string, name: string, id: string, cursor?: string): Promise<void> {
    const { body } = await by.get(path).expect(200);
    const all = (body[name] as Row[]).map((row) => row[id]!);
    expect(all.length).toBeGreaterThanOrEqual(MANY);
    expect(body.next).toBeNull();
    expect(await leaf(by, path, name, id, cursor)).toEqual(all);
    if (cursor !== 'after') await by.get(`${path}?before=nonsense`).expect(400);
  }

  it('people: staff, then patients, by name', async () => {
    const ada = await Visitor.named(clinic, 'Ada');
    for (let i = 0; i < MANY; i++) await cast.person('therapist'); // all of one name
    await database.query("UPDATE person SET email_index = id::text WHERE display_name = 'Some therapist'");
    await isWhole(ada, '/v1/people', 'people', 'personId', 'after');
    await ada.get('/v1/people?after=nonsense').expect(400);
    expect((await ada.get(`/v1/people?after=${randomUUID()}`).expect(200)).body).toEqual({ people: [], next: null });
  });

  it('invitations: the last first, also those of one moment', async () => {
    const [ada, adaId] = [await Visitor.named(clinic, 'Ada'), await cast.idOf('Ada Morgan')];
    for (let i = 0; i < MANY; i++) await cast.invitation(adaId, await cast.person('patient'));
    await database.query("UPDATE account_link SET created_at = date_trunc('minute', now()) WHERE created_by = $1", [adaId]);
    await isWhole(ada, '/v1/invitations', 'invitations', 'id');
  });

  it('clinic alerts: those that wait, then those that somebody has taken on', async () => {
    const [ada, adaId] = [await Visitor.named(clinic, 'Ada'), await cast.idOf('Ada Morgan')];
    for (let i = 0; i < MANY; i++) await cast.clinicAlert(cast.a.personId);
    await database.query(
      `UPDATE clinic_alert SET acknowledged_at = app_now(), acknowledged_by = $1 WHERE id IN (
         SELECT id FROM clinic_alert WHERE patient_id = $2 ORDER BY id LIMIT 4)`,
      [adaId, cast.a.personId],
    );
    await isWhole(ada, '/v1/alerts', 'alerts', 'id');
    const { body } = await ada.get('/v1/alerts').expect(200);
    const taken = body.alerts.map(({ acknowledgedAt }: Row) => acknowledgedAt !== null);
    expect(taken).toEqual([...taken].sort());
  });

  it('devices: the last used first', async () => {
    const [ada, adaId] = [await Visitor.named(clinic, 'Ada'), await cast.idOf('Ada Morgan')];
    for (let i = 0; i < MANY; i++) await cast.openSignIn(adaId);
    await database.query("UPDATE sign_in SET last_active_at = date_trunc('minute', now()) WHERE person_id = $1", [adaId]);
    await isWhole(ada, '/v1/me/devices', 'devices', 'id');
  });

  it('records opened in an emergency: those that wait, all of them, then those that were reviewed; and the patient’s own list', async () => {
    const [helen, mia] = [await Visitor.named(clinic, 'Helen'), await Visitor.named(clinic, 'Mia')];
    for (let i = 0; i < MANY; i++) {
      const grantId = await cast.openGlass(await cast.person('prescriber'), cast.c.personId);
      if (i < 5) await helen.post(`/v1/break-glass/${grantId}/review`, { outcome: 'justified' }).expect(200);
    }
    await isWhole(helen, '/v1/break-glass/reviews', 'reviews', 'grantId');
    const { body } = await helen.get('/v1/break-glass/reviews?limit=2').expect(200);
    expect(body.reviews.filter(({ reviewedAt }: Row) => reviewedAt === null)).toHaveLength(2);
    await isWhole(mia, `/v1/patients/${cast.c.personId}/emergency-access`, 'notices', 'grantId');
  });
});
