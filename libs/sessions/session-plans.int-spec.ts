import { DosingBookingsService, IntegrationModule } from '#integration';
import { ProtocolsService } from '#protocols';
import type { SessionPlan } from '#session-engine';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { wholeProtocol } from '../../test/support/whole-protocol.js';
import { SessionPlans } from './session-plans.js';
import { SessionsModule } from './sessions.module.js';

let clinic: SmallClinic;
let team: TeamOf;
beforeAll(async () => {
  clinic = await SmallClinic.open([IntegrationModule, SessionsModule]);
});
beforeEach(async () => {
  team = await clinic.enrol();
});
afterAll(() => clinic?.close());

const booked = async (): Promise<string> =>
  (await clinic.get(DosingBookingsService).book(team.patient, team.patient.personId, await clinic.at(2, 10))).sessionId;
/** Another version of the protocol, with a tighter limit of this patient. */
const tighten = (holdSystolic: number) =>
  clinic.transact((tx) => {
    const who = { patientId: team.patient.personId, signedBy: team.prescriber.personId };
    return clinic.get(ProtocolsService).sign(tx, wholeProtocol(who, { patientLimits: { holdSystolic }, goesOn: true }));
  });
const follow = () => clinic.transact((tx) => clinic.get(SessionPlans).follow(tx, team.patient.personId));
const limitOf = async (id: string): Promise<number> => {
  const { plan } = await clinic.read.dosingSession.findUniqueOrThrow({ where: { id }, select: { plan: true } });
  return (plan as unknown as SessionPlan).gate.holdSystolic;
};

describe('the plan of a booked session', () => {
  it('follows the version that is signed, which tells of it', async () => {
    const id = await booked();
    expect(await limitOf(id)).toBe(160);
    await tighten(145);
    expect(await clinic.waiting('protocols.signed')).toContainEqual(
      expect.objectContaining({ payload: { patientId: team.patient.personId } }),
    );
    await follow();
    expect(await limitOf(id)).toBe(145);
  });

  it('stays what it was once somebody has written into the session; the limits of the moment tighten all the same', async () => {
    const id = await booked();
    await clinic.transact(async (tx) => {
      await tx.sql`
        INSERT INTO session_entry (session_id, seq, id, type, payload, happened_at, recorded_at, author_role)
        VALUES (${id}, 1, gen_random_uuid(), 'arrival', '{}', app_now(), app_now(), 'system')`;
      await tx.sql`UPDATE dosing_session SET last_seq = 1 WHERE id = ${id}`;
    });
    await tighten(140);
    await follow();
    expect(await limitOf(id)).toBe(160);
    expect((await clinic.get(ProtocolsService).gateLimits(clinic.read, team.patient.personId))!.holdSystolic).toBe(140);
  });
});
