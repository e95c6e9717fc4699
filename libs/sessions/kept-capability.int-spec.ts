import { AccountService, type Caller, IdentityService, PeopleAdminService, RecoveryService, SignInService } from '#identity';
import { DosingBookingsService, IntegrationModule } from '#integration';
import { Database } from '#platform';
import { SmallClinic } from '../../test/support/small-clinic.js';
import { SessionsModule } from './sessions.module.js';
import { SessionsService } from './sessions.service.js';

const ORIGIN = { fingerprint: 'here', network: '127.0.…', agent: 'Another program', deviceToken: undefined };
const PASSWORD = 'eleven quiet lamps at noon';
let clinic: SmallClinic;
let patient: Caller;
let sessionId: string;

beforeAll(async () => {
  clinic = await SmallClinic.open([IntegrationModule, SessionsModule]);
  const team = await clinic.enrol();
  patient = team.patient;
  ({ sessionId } = await clinic.get(DosingBookingsService).book(patient, patient.personId, await clinic.at(2, 10)));
});
afterAll(() => clinic?.close());

const signIns = () => clinic.get(SignInService);
const isIn = async (token: string) => (await signIns().resolve(token)) !== null;
const openCapability = () => clinic.get(SessionsService).openCapability(patient, sessionId);
async function signedIn(personId = patient.personId): Promise<Caller & { token: string }> {
  const token = await clinic.transact((tx) => signIns().open(tx, personId, null, 1));
  const caller = (await signIns().resolve(token))!;
  await clinic.transact((tx) => signIns().grantStepUp(tx, caller));
  return { ...caller, token };
}
/** As it stands in the e-mail to the patient. */
async function resetToken(): Promise<string> {
  const { email } = await clinic.get(IdentityService).contact(clinic.read, patient.personId);
  await clinic.get(RecoveryService).forgot(email!);
  const { id } = await clinic.read.accountLink.findFirstOrThrow({ where: { personId: patient.personId }, select: { id: true } });
  return (await clinic.transact((tx) => clinic.get(IdentityService).accountLinkPath(tx, id)))!.split('#')[1]!;
}

describe('a capability in a session that is not over', () => {
  it('stays when its person signs out everywhere else, changes the password, or chooses another by e-mail', async () => {
    const [capability, own, elsewhere] = [await openCapability(), await signedIn(), await signedIn()];
    await clinic.get(AccountService).endOthers(own);
    expect([await isIn(elsewhere.token), await isIn(capability)]).toEqual([false, true]);
    await clinic.get(AccountService).changePassword(own, { password: PASSWORD }, ORIGIN);
    expect(await isIn(capability)).toBe(true);
    await clinic.get(RecoveryService).choosePassword(await resetToken(), 'another quiet lamp at dawn', ORIGIN);
    expect(await isIn(capability)).toBe(true);
  });

  it('stays, and the audit says that another password was chosen by a link', async () => {
    const where = { action: 'change-password', subjectPersonId: patient.personId, signInId: null };
    expect(await clinic.read.auditEvent.findMany({ where, select: { actorId: true, address: true } })).toEqual([
      { actorId: patient.personId, address: ORIGIN.network },
    ]);
  });

  it('ends when an admin disables the person', async () => {
    const [capability, admin] = [await openCapability(), await signedIn((await clinic.person('admin')).personId)];
    await clinic.get(PeopleAdminService).disable(admin, patient.personId);
    expect(await isIn(capability)).toBe(false);
    await clinic.transact((tx) => signIns().grantStepUp(tx, admin));
    await clinic.get(PeopleAdminService).enable(admin, patient.personId);
    expect(await isIn(capability)).toBe(false);
  });

  it('ends with the other sign-ins when the session is over', async () => {
    const [capability, own] = [await openCapability(), await signedIn()];
    await clinic.get(Database).sql`UPDATE dosing_session SET aborted_at = app_now() WHERE id = ${sessionId}`;
    await clinic.get(AccountService).endOthers(own);
    expect(await isIn(capability)).toBe(false);
  });
});
