import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Response } from 'supertest';
import { Cast } from './cast.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import type { Act } from './repeated-bookings.js';

type ProvesOnce = (route: string, act: Act) => Promise<Response>;

/** Somebody asks for another e-mail address. */
export async function changesAddressOnce(clinic: Clinic, provesOnce: ProvesOnce, database: pg.Client): Promise<void> {
  const [cast, by, path] = [await Cast.of(clinic, database), await Visitor.named(clinic, 'Vera'), '/v1/me/email'];
  await cast.stepUp((await by.get('/v1/me')).body.personId);
  const other = { body: { email: 'third@demo.example' } };
  await provesOnce('/v1/me/email', { by, path, body: { email: 'second@demo.example' }, other });
}

/** An admin changes what somebody may, each time by one step-up. */
export async function changesPeopleOnce(clinic: Clinic, provesOnce: ProvesOnce, database: pg.Client): Promise<void> {
  const [cast, by] = [await Cast.of(clinic, database), await Visitor.named(clinic, 'Ada')];
  const [personId, adaId] = [await cast.person('therapist'), await cast.idOf('Ada Morgan')];
  const at = (what: string, id = personId) => `/v1/people/${id}/${what}`;
  const provesChange = async (what: string, body: object, other: Act['other']) => {
    await cast.stepUp(adaId);
    await provesOnce(at(what, '{personId}'), { by, path: at(what), body, other });
  };
  await provesChange('role', { role: 'auditor' }, { body: { role: 'admin' } });
  await provesChange('signing-out', {}, { path: at('signing-out', randomUUID()) });
  await provesChange('disabling', {}, { path: at('disabling', randomUUID()) });
  await database.query("UPDATE person SET email_index = 'of somebody' WHERE id = $1", [personId]);
  await provesChange('enabling', {}, { path: at('enabling', randomUUID()) });
}
