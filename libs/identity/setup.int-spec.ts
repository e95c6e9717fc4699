import { type Config, Database } from '#platform';
import { SmallClinic } from '../../test/support/small-clinic.js';
import { Admission } from './admission.service.js';
import { IdentityModule } from './identity.module.js';
import { Passwords } from './passwords.service.js';
import { PersonRepository } from './person.repository.js';
import { SetupService } from './setup.service.js';
import { SignInService } from './sign-in.service.js';

const admin = { email: 'first@clinic.example', displayName: 'First Admin', zone: 'UTC', password: 'eleven quiet lamps at noon' };
const origin = { fingerprint: 'f', network: 'n', agent: 'a', deviceToken: undefined };

describe('the first admin', () => {
  let clinic: SmallClinic;
  beforeAll(async () => {
    clinic = await SmallClinic.open([IdentityModule]);
  });
  afterAll(() => clinic.close());

  const setupIn = (mode: Config['mode']) =>
    new SetupService(clinic.get(Database), clinic.get(PersonRepository), clinic.get(Passwords), clinic.get(Admission), {
      mode,
    } as Config);
  const past = () => clinic.get(Database).sql`UPDATE setup_token SET created_at = now() - interval '1 minute'`;

  it('is never made in a demo', async () => {
    expect(await setupIn('demo').begin()).toBeNull();
    await expect(setupIn('demo').setUp('x'.repeat(43), admin, origin)).rejects.toMatchObject({ code: 'identity.link-over' });
  });

  it('is made once, by the last token that was printed, and not by a stale one', async () => {
    const setup = setupIn('production');
    const first = (await setup.begin())!;
    expect(await setup.begin()).toBeNull(); // another process that starts at the same moment
    await past();
    const second = (await setup.begin())!;
    await expect(setup.setUp(first, admin, origin)).rejects.toMatchObject({ code: 'identity.link-over' });
    await expect(setup.setUp(second, { ...admin, password: 'short' }, origin)).rejects.toMatchObject({
      code: 'identity.password-refused',
    });
    const rivals = await Promise.allSettled([1, 2, 3].map(() => setup.setUp(second, admin, origin)));
    expect(rivals.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [made] = rivals.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(await clinic.get(SignInService).resolve(made!.token)).toMatchObject({ role: 'admin', assurance: 'pending' });
    await past();
    expect(await setup.begin()).toBeNull();
    expect(await setup.isWaiting()).toBe(false);
  });

  it('has a quarter of an hour', async () => {
    await clinic.get(Database).sql`DELETE FROM sign_in`;
    await clinic.get(Database).sql`DELETE FROM device`;
    await clinic.get(Database).sql`DELETE FROM password_credential`;
    await clinic.get(Database).sql`DELETE FROM person`;
    const setup = setupIn('production');
    const token = (await setup.begin())!;
    await clinic.get(Database).sql`UPDATE setup_token SET expires_at = now()`;
    await expect(setup.setUp(token, admin, origin)).rejects.toMatchObject({ code: 'identity.link-over' });
  });
});
