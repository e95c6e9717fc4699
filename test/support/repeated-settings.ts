import type pg from 'pg';
import type { Response } from 'supertest';
import { Cast } from './cast.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import type { Act } from './repeated-bookings.js';

type ProvesOnce = (route: string, act: Act) => Promise<Response>;

/** The clinic's settings are changed once, and its limits signed once. */
export async function settlesOnce(clinic: Clinic, database: pg.Client, provesOnce: ProvesOnce): Promise<void> {
  const cast = await Cast.of(clinic, database);
  const admin = await Visitor.named(clinic, 'Ada');
  const { versions } = (await admin.get('/v1/clinic-settings').expect(200)).body;
  const { consentVersion: _, gateLimits: __, maxConcurrentSessions: ___, onlineWithinSec: ____, ...texts } = versions[0].settings;
  const body = { basedOn: versions[0].version, reason: 'Closed', ...texts };
  const path = '/v1/clinic-settings';
  const { body: changed } = await provesOnce(path, { by: admin, path, body, other: { body: { ...body, reason: 'Open' } } });
  const directorId = await cast.person('physician', ['is_medical_director']);
  const director = await cast.signIn(directorId);
  await database.query('UPDATE sign_in SET stepped_up_at = now() WHERE person_id = $1', [directorId]);
  const limits = {
    basedOn: changed.version,
    reason: 'Stricter',
    gateLimits: { holdSystolic: 150 },
    maxConcurrentSessions: 3,
    onlineWithinSec: 45,
  };
  const act = { by: director, path: `${path}/limits`, body: limits, other: { body: { ...limits, reason: 'Other' } } };
  const { body: signed } = await provesOnce('/v1/clinic-settings/limits', act);
  expect(signed.settings).toMatchObject({ gateLimits: { holdSystolic: 150 }, maxConcurrentSessions: 3 });
}
