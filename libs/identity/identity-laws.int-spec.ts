import { randomUUID } from 'node:crypto';
import { Database } from '#platform';
import { SmallClinic } from '../../test/support/small-clinic.js';
import { FactorRepository } from './factor.repository.js';
import { IdentityModule } from './identity.module.js';

describe('laws of sign-ins in the database', () => {
  let clinic: SmallClinic;
  let personId: string;
  beforeAll(async () => {
    clinic = await SmallClinic.open([IdentityModule]);
    ({ personId } = await clinic.person('therapist'));
  });
  afterAll(() => clinic.close());

  const sql: Database['sql'] = (...statement) => clinic.get(Database).sql(...statement);

  it('a one-time code is good once, however many try it at one moment', async () => {
    const factors = clinic.get(FactorRepository);
    await clinic.transact((tx) => factors.putTotp(tx, personId, 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', { isConfirmed: true }));
    const take = () => clinic.transact((tx) => factors.takeCounter(tx, personId, 100));
    const taken = await Promise.all(Array.from({ length: 6 }, take));
    expect(taken.filter(Boolean)).toHaveLength(1);
    await expect(sql`UPDATE totp_secret SET last_counter = 99 WHERE person_id = ${personId}`).rejects.toThrow(/only rises/);
  });

  it('what was used stays used: recovery codes and links', async () => {
    await sql`INSERT INTO recovery_code (id, person_id, code_hash, used_at) VALUES (${randomUUID()}, ${personId}, '\\x01', now())`;
    await expect(sql`UPDATE recovery_code SET used_at = NULL`).rejects.toThrow(/stays used/);
    await sql`
      INSERT INTO account_link (id, purpose, person_id, expires_at, used_at)
      VALUES (${randomUUID()}, 'invitation', ${personId}, now(), now())`;
    await expect(sql`UPDATE account_link SET used_at = NULL`).rejects.toThrow(/stays used/);
  });

  it('a capability is for one session', async () => {
    const unscoped = sql`
      INSERT INTO sign_in (id, token_hash, person_id, assurance, expires_at)
      VALUES (${randomUUID()}, '\\x02', ${personId}, 'capability', now())`;
    await expect(unscoped).rejects.toThrow(/sign_in_capability_has_scope/);
  });
});
