import { randomUUID } from 'node:crypto';
import { Database } from '#platform';
import { SmallClinic } from '../../test/support/small-clinic.js';
import type { Caller } from './caller.js';
import { IdentityModule } from './identity.module.js';
import { IdentityService } from './identity.service.js';
import { InvitationsService } from './invitations.service.js';
import { PeopleAdminService } from './people-admin.service.js';
import { SignInService } from './sign-in.service.js';

describe('what admins do with people', () => {
  let clinic: SmallClinic;
  let admin: Caller & { token: string };
  beforeAll(async () => {
    clinic = await SmallClinic.open([IdentityModule]);
    admin = await signedIn('admin');
  });
  afterAll(() => clinic.close());

  async function signedIn(role: Caller['role']): Promise<Caller & { token: string }> {
    const { personId } = await clinic.person(role);
    const token = await clinic.transact((tx) => clinic.get(SignInService).open(tx, personId, null, 1));
    return { ...(await clinic.get(SignInService).resolve(token))!, token };
  }
  const stepUp = (caller: Caller) => clinic.transact((tx) => clinic.get(SignInService).grantStepUp(tx, caller));
  const acts = () => clinic.get(PeopleAdminService);
  const isIn = async ({ token }: { token: string }) => (await clinic.get(SignInService).resolve(token)) !== null;

  it('takes a step-up each time, and ends all sign-ins of the person', async () => {
    const tom = await signedIn('therapist');
    await expect(acts().changeRole(admin, tom.personId, 'physician', 'MD')).rejects.toMatchObject({
      code: 'identity.step-up-needed',
    });
    await stepUp(admin);
    await acts().changeRole(admin, tom.personId, 'physician', 'MD');
    expect(await isIn(tom)).toBe(false);
    await expect(acts().disable(admin, tom.personId)).rejects.toMatchObject({ code: 'identity.step-up-needed' });
  });

  it('keeps a disabled person out until they are enabled, and then lets them sign in anew', async () => {
    const nina = await signedIn('prescriber');
    await stepUp(admin);
    await acts().disable(admin, nina.personId);
    const token = await clinic.transact((tx) => clinic.get(SignInService).open(tx, nina.personId, null, 1));
    expect(await isIn({ token })).toBe(false);
    await stepUp(admin);
    await acts().enable(admin, nina.personId);
    expect(await isIn(nina)).toBe(false);
    const again = await clinic.transact((tx) => clinic.get(SignInService).open(tx, nina.personId, null, 1));
    expect(await isIn({ token: again })).toBe(true);
  });

  it('signs somebody out everywhere who may come in again, with a step-up and never themselves', async () => {
    const [ivo, elsewhere] = [await signedIn('physician'), await signedIn('physician')];
    await expect(acts().signOut(admin, ivo.personId)).rejects.toMatchObject({ code: 'identity.step-up-needed' });
    await stepUp(admin);
    await acts().signOut(admin, ivo.personId);
    expect([await isIn(ivo), await isIn(elsewhere), await isIn(admin)]).toEqual([false, true, true]);
    const again = await clinic.transact((tx) => clinic.get(SignInService).open(tx, ivo.personId, null, 1));
    expect(await isIn({ token: again })).toBe(true);
    await expect(acts().signOut(admin, admin.personId)).rejects.toMatchObject({ code: 'identity.not-yourself' });
  });

  it('lets nobody enable whoever has never accepted, and voids the links of whoever is disabled', async () => {
    const email = `${randomUUID()}@test.example`;
    const invited = { email, displayName: 'Not Yet', role: 'patient', zone: 'UTC', isExternal: false } as const;
    const { personId, invitationId } = await clinic.get(InvitationsService).invite(admin, invited);
    const { people } = await acts().list(admin, { name: 'not y', limit: 50 });
    expect(people).toEqual([expect.objectContaining({ personId, isInvited: true, isDisabled: true })]);
    await stepUp(admin);
    await expect(acts().enable(admin, personId)).rejects.toMatchObject({ code: 'identity.not-accepted' });
    await acts().disable(admin, personId);
    expect(await clinic.get(IdentityService).accountLink(clinic.get(Database), invitationId)).toBeUndefined();
  });

  it('leaves patients and therapists of other practices what they are', async () => {
    const { personId } = await clinic.person('patient');
    await stepUp(admin);
    await expect(acts().changeRole(admin, personId, 'admin', null)).rejects.toMatchObject({ code: 'identity.role-stays' });
  });

  it('takes the medical director’s duty with the role', async () => {
    const { personId } = await clinic.person('physician');
    await clinic.read.person.update({ where: { id: personId }, data: { isMedicalDirector: true } });
    await stepUp(admin);
    await acts().changeRole(admin, personId, 'auditor', null);
    const { isMedicalDirector } = await clinic.read.person.findUniqueOrThrow({ where: { id: personId } });
    expect(isMedicalDirector).toBe(false);
  });

  it('is not done to oneself, to chaperones, or to nobody', async () => {
    const { personId: chaperone } = await clinic.person('chaperone');
    await expect(acts().disable(admin, admin.personId)).rejects.toMatchObject({ code: 'identity.not-yourself' });
    await expect(acts().disable(admin, chaperone)).rejects.toMatchObject({ code: 'identity.not-found' });
    await expect(acts().enable(admin, '00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({
      code: 'identity.not-found',
    });
  });

  it('leaves an admin, also when two take each other away at one moment', async () => {
    const other = await signedIn('admin');
    await stepUp(admin);
    await stepUp(other);
    const outcomes = await Promise.allSettled([acts().disable(admin, other.personId), acts().disable(other, admin.personId)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'identity.last-admin' } });
  });
});
