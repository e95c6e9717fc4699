import { Log } from '#platform';
import { SmallClinic } from '../../test/support/small-clinic.js';
import { Authenticator } from '../../tools/authenticator.mjs';
import { AccountService } from './account.service.js';
import { AccountChange } from './account-change.js';
import { AccountLinkRepository } from './account-link.repository.js';
import { Attempts } from './attempts.service.js';
import type { Caller, Origin } from './caller.js';
import { ONE_PLACE } from './domain/attempts.js';
import { EmailChangeService } from './email-change.service.js';
import { FactorRepository } from './factor.repository.js';
import { FactorsService } from './factors.service.js';
import { FrontDoor } from './front-door.service.js';
import { IdentityModule } from './identity.module.js';
import { InvitationsService } from './invitations.service.js';
import { PATIENT_INVITATIONS_A_DAY } from './limits.js';
import { hashPassword } from './password.js';
import { Passwords } from './passwords.service.js';
import { PersonRepository } from './person.repository.js';
import { Proofs } from './proofs.service.js';
import { RecoveryService } from './recovery.service.js';
import { SignInRepository } from './sign-in.repository.js';
import { SignInService } from './sign-in.service.js';
import { StepUpService } from './step-up.service.js';

const ORIGIN: Origin = { fingerprint: 'here', network: '127.0.…', agent: 'Another program', deviceToken: undefined };
const OLD_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const PASSWORD = 'eleven quiet lamps at noon';

describe('an account under attack', () => {
  let clinic: SmallClinic;
  beforeAll(async () => {
    clinic = await SmallClinic.open([IdentityModule]);
  });
  afterAll(() => clinic.close());

  async function somebody(role: Caller['role'], email?: string, secret?: string): Promise<Caller> {
    const passwordHash = await hashPassword(PASSWORD);
    const token = await clinic.transact(async (tx) => {
      const person = { role, displayName: 'Kim Example', zone: 'UTC', passwordHash, ...(email && { email }) };
      const personId = await clinic.get(PersonRepository).insert(tx, person);
      if (secret) await clinic.get(FactorRepository).putTotp(tx, personId, secret, { isConfirmed: true });
      return clinic.get(SignInService).open(tx, personId, null, 1);
    });
    return (await clinic.get(SignInService).resolve(token))!;
  }
  const stepUp = (caller: Caller) => clinic.transact((tx) => clinic.get(SignInService).grantStepUp(tx, caller));
  async function pendingOf({ personId, role }: Caller): Promise<Caller> {
    const token = `pending-${personId}`;
    const signIn = { token, personId, sessionScope: null, assurance: 'pending', forMin: 5, from: null } as const;
    await clinic.transact((tx) => clinic.get(SignInRepository).insert(tx, signIn));
    return { ...(await clinic.get(SignInService).resolve(token))!, role };
  }

  describe('whose authenticator app is to be another', () => {
    it('keeps the old one until the new one has shown a code, so that a password alone opens nothing meanwhile', async () => {
      const tom = await somebody('therapist', undefined, OLD_SECRET);
      await stepUp(tom);
      const { secret } = await clinic.get(FactorsService).beginAuthenticator(tom);
      expect(await clinic.get(FactorRepository).count(tom.personId)).toMatchObject({ hasTotp: true });
      const thief = await pendingOf(tom);
      await expect(clinic.get(FactorsService).beginAuthenticator(thief)).rejects.toMatchObject({ code: 'identity.not-found' });
      const prove = (of: string) =>
        new Authenticator(of).code().then((code) => clinic.get(Proofs).require(tom, { code }, ORIGIN));
      await prove(OLD_SECRET);
      await expect(prove(secret)).rejects.toMatchObject({ code: 'identity.wrong-proof' });
      await clinic.get(FactorsService).confirmAuthenticator(tom, await new Authenticator(secret).code(), ORIGIN);
      await expect(prove(OLD_SECRET)).rejects.toMatchObject({ code: 'identity.wrong-proof' });
    });

    it('takes the first code of the new one from nobody who has shown a password only', async () => {
      const nina = await somebody('prescriber', undefined, OLD_SECRET);
      await stepUp(nina);
      const { secret } = await clinic.get(FactorsService).beginAuthenticator(nina);
      const thief = await pendingOf(nina);
      const confirm = clinic.get(FactorsService).confirmAuthenticator(thief, await new Authenticator(secret).code(), ORIGIN);
      await expect(confirm).rejects.toMatchObject({ code: 'identity.not-found' });
    });
  });

  it('counts tries that come all at once as many, not as one', async () => {
    let judged = 0;
    const guess = () =>
      clinic.get(Attempts).judge('code:all-at-once', { ...ORIGIN, personId: undefined }, async () => {
        judged += 1;
        await new Promise((done) => setTimeout(done, 50));
        return false;
      });
    const tries = await Promise.allSettled(Array.from({ length: 4 * ONE_PLACE.free }, guess));
    expect(judged).toBe(ONE_PLACE.free);
    expect(tries.filter(({ status }) => status === 'rejected')).toHaveLength(3 * ONE_PLACE.free);
  });

  it('ends at the limit of its sign-in, however its cookie is replaced meanwhile', async () => {
    const email = 'limit@example.org';
    await somebody('patient', email);
    const { signInId, token } = await clinic.get(FrontDoor).byPassword(email, PASSWORD, ORIGIN);
    const hoursLeft = async () => {
      const { expiresAt } = await clinic.read.signIn.findUniqueOrThrow({ where: { id: signInId }, select: { expiresAt: true } });
      return Math.round((expiresAt.getTime() - Date.now()) / 3_600_000);
    };
    expect(await hoursLeft()).toBe(30 * 24);
    await clinic.read.signIn.update({ where: { id: signInId }, data: { expiresAt: new Date(Date.now() + 2 * 3_600_000) } });
    const caller = (await clinic.get(SignInService).resolve(token))!;
    await stepUp(caller);
    await clinic
      .get(AccountService)
      .changePassword(caller, { password: 'another quiet lamp at dawn', current: PASSWORD }, ORIGIN);
    expect(await hoursLeft()).toBe(2);
  });

  it('tells the log of each try that was wrong: by what, of whom, from where, and never what was tried', async () => {
    const email = 'watched@example.org';
    const { personId } = await somebody('patient', email);
    const told = jest.spyOn(clinic.get(Log), 'warning');
    const wrong = [
      clinic.get(FrontDoor).byPassword(email, 'not the password', ORIGIN),
      clinic.get(FrontDoor).byPassword('nobody@example.org', 'not the password', ORIGIN),
      clinic.get(Proofs).require({ personId }, { code: '000000' }, ORIGIN),
    ];
    expect((await Promise.allSettled(wrong)).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    const facts = told.mock.calls.filter(([event]) => event === 'proof refused').map(([, each]) => each);
    told.mockRestore();
    const from = { from: ORIGIN.fingerprint, isKnownDevice: false };
    expect(facts).toHaveLength(3);
    expect(facts).toEqual(
      expect.arrayContaining([
        { proof: 'sign-in', personId, ...from },
        { proof: 'sign-in', personId: null, ...from },
        { proof: 'code', personId, ...from },
      ]),
    );
  });

  it('does not count what was right', async () => {
    const right = () => clinic.get(Attempts).judge('code:right', { ...ORIGIN, personId: undefined }, async () => true);
    for (let i = 0; i < 2 * ONE_PLACE.free; i++) expect(await right()).toBe(true);
  });

  it('lets nobody in with a password that became another while it was judged', async () => {
    const email = 'race@example.org';
    const { personId } = await somebody('patient', email);
    const passwords = clinic.get(Passwords);
    const recognize = passwords.recognize.bind(passwords);
    const slow = jest.spyOn(passwords, 'recognize').mockImplementationOnce(async (...asked) => {
      const recognized = await recognize(...asked);
      const hash = await hashPassword('another quiet lamp at dawn');
      await clinic.transact((tx) => clinic.get(PersonRepository).putPassword(tx, personId, hash));
      return recognized;
    });
    await expect(clinic.get(FrontDoor).byPassword(email, PASSWORD, ORIGIN)).rejects.toMatchObject({
      code: 'identity.wrong-sign-in',
    });
    slow.mockRestore();
  });

  it('is not told of by how long a forgotten password takes', async () => {
    await somebody('patient', 'known@example.org');
    const took = async (email: string) => {
      const began = performance.now();
      await clinic.get(RecoveryService).forgot(email);
      return performance.now() - began;
    };
    expect(await took('known@example.org')).toBeGreaterThan(395);
    expect(await took('unknown@example.org')).toBeGreaterThan(395);
  });

  it('with another password is opened by no link that was sent before', async () => {
    const { personId } = await somebody('patient');
    const open = await clinic.transact(async (tx) => {
      const linkId = await clinic.get(AccountLinkRepository).insert(tx, 'password_reset', personId, null, 30);
      await clinic.get(PersonRepository).putPassword(tx, personId, await hashPassword('another quiet lamp at dawn'));
      return clinic.get(AccountLinkRepository).findOpen(linkId, tx);
    });
    expect(open).toBeUndefined();
  });

  it('is closed until it is accepted, from when the clock of the clinic says', async () => {
    const invited = { role: 'patient', displayName: 'Lee', zone: 'UTC', isInvited: true } as const;
    const early = await clinic.transact(async (tx) => {
      await tx.sql`
        INSERT INTO clock_offset (one, offset_ms) VALUES (true, 86400000)
        ON CONFLICT (one) DO UPDATE SET offset_ms = clock_offset.offset_ms + EXCLUDED.offset_ms`;
      const id = await clinic.get(PersonRepository).insert(tx, invited);
      return tx.sql`SELECT disabled_at < app_now() - interval '1 hour' AS early FROM person WHERE id = ${id}`;
    });
    await clinic.clear();
    expect(early).toEqual([{ early: false }]);
  });

  it.each([
    ['a step-up', 'stepUp'],
    ['a locked screen', 'unlock'],
  ] as const)('tells its person when a recovery code was used for %s', async (_, act) => {
    const nina = await somebody('prescriber', undefined, OLD_SECRET);
    const [recoveryCode] = await clinic.transact((tx) => clinic.get(AccountChange).newRecoveryCodes(tx, nina.personId));
    const notices = async () =>
      (await clinic.waiting('identity.account-notice')).filter(({ payload }) => payload['personId'] === nina.personId);
    await clinic.get(StepUpService)[act](nina, { code: await new Authenticator(OLD_SECRET).code() }, ORIGIN);
    expect(await notices()).toHaveLength(0);
    await clinic.get(StepUpService)[act](nina, { recoveryCode: recoveryCode! }, ORIGIN);
    expect(await notices()).toEqual([expect.objectContaining({ payload: expect.objectContaining({ kind: 'factors-changed' }) })]);
  });

  it('of a patient is not found out by another who invites its address', async () => {
    await somebody('patient', 'secret@example.org');
    const [rosa, nina] = [await somebody('patient'), await somebody('prescriber')];
    const invite = (by: Caller, email: string, role: 'patient' | 'therapist') =>
      clinic
        .get(InvitationsService)
        .invite(by, { email, displayName: 'Lee', role, zone: 'UTC', isExternal: role === 'therapist' });
    const { invitationId } = await invite(rosa, 'secret@example.org', 'therapist');
    const [listed] = (await clinic.get(InvitationsService).list(rosa, { limit: 10 })).invitations;
    expect(listed).toMatchObject({ id: invitationId, state: 'open' });
    await expect(invite(nina, 'secret@example.org', 'patient')).rejects.toMatchObject({ code: 'identity.email-taken' });
    await somebody('therapist', 'known-therapist@example.org');
    await expect(invite(rosa, 'known-therapist@example.org', 'therapist')).rejects.toMatchObject({
      code: 'identity.email-taken',
    });
  });

  it('of a patient writes to few strangers a day in the name of the clinic, also when all are asked for at once', async () => {
    const rosa = await somebody('patient');
    const invite = (n: number) =>
      clinic.get(InvitationsService).invite(rosa, {
        email: `stranger-${n}@example.org`,
        displayName: 'Buy now',
        role: 'therapist',
        zone: 'UTC',
        isExternal: true,
      });
    const codes = await Promise.all(
      [...Array(8).keys()].map((n) =>
        invite(n).then(
          () => 'sent',
          ({ code }) => code,
        ),
      ),
    );
    expect(codes.filter((code) => code === 'sent')).toHaveLength(PATIENT_INVITATIONS_A_DAY);
    expect(codes.filter((code) => code === 'identity.too-many-invitations')).toHaveLength(8 - PATIENT_INVITATIONS_A_DAY);
  });

  it('gets an address that two people ask for at once for one of them, and the other is told that the link is over', async () => {
    const people = [await somebody('patient'), await somebody('patient')];
    const tokens: string[] = [];
    for (const person of people) {
      await stepUp(person);
      await clinic.get(EmailChangeService).ask(person, 'both@example.org');
      const [link] = await clinic.read.accountLink.findMany({ where: { personId: person.personId }, select: { id: true } });
      tokens.push(
        clinic
          .get(AccountLinkRepository)
          .path({ ...link!, ...person, purpose: 'email_change' })
          .split('#')[1]!,
      );
    }
    const confirm = (token: string) => clinic.get(EmailChangeService).confirm(token, ORIGIN);
    const said = await Promise.all(
      tokens.map((token) =>
        confirm(token).then(
          () => 'changed',
          ({ code }) => code,
        ),
      ),
    );
    expect(said.sort()).toEqual(['changed', 'identity.link-over']);
  });
});
