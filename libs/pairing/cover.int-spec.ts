import { EmergencyPlanService } from '#care';
import { LocationsService } from '#credentials';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { PLAN } from '../../test/support/in-clinic-acts.js';
import { PairingRoom } from '../../test/support/pairing-room.js';
import type { TeamOf } from '../../test/support/small-clinic.js';
import { transitions } from './domain/course.js';
import { PartCover } from './part-cover.js';

let room: PairingRoom;
let patient: Caller;
let tom: Caller;
let home: TeamOf;
beforeAll(async () => {
  room = await PairingRoom.open();
});
beforeEach(async () => {
  await room.clear();
  home = await room.patient();
  ({ patient, therapist: tom } = home);
});
afterAll(() => room?.close());

const refused = (code: string, facts: object) => expect.objectContaining({ code, facts });
const states = async () =>
  (await room.read(patient, patient)).pairings.filter(({ part }) => part === 'therapist').map(({ state }) => state);

/** What the row does that tells of a gap which is closed. */
async function closes(gapId: string): Promise<void> {
  expect((await room.clinic.waiting('pairing.gap-closed')).map(({ payload }) => payload)).toEqual([{ gapId }]);
  await room.gapClosed(gapId);
}

describe('the cover finder', () => {
  it('proposes without changing, and does what it proposed whole, judged again', async () => {
    const [ada, iris] = [await room.clinic.person('admin'), await room.clinician()];
    const { patient: second } = await room.patient({ therapist: tom });
    await room.says(iris, { capacity: 1 });
    const plan = await room.cover.plan(ada, [tom.personId]);
    expect([plan.pairs.length, plan.unplaced.length]).toEqual([1, 1]);
    expect(plan.unplaced[0]!.filters).toEqual([{ filter: 'full', clinicians: 1 }]);
    expect([await room.team(patient), await room.team(second)].flat()).not.toContain(iris.personId);
    const both = [patient, second].map(({ personId: patientId }) => ({
      ...({ patientId, part: 'therapist', clinicianId: iris.personId, insteadOfId: tom.personId } as const),
    }));
    await expect(room.cover.apply(ada, both)).rejects.toEqual(
      refused('pairing.kept-out', { patientId: second.personId, clinicianId: iris.personId, filter: 'full' }),
    );
    expect([await room.team(patient), await room.team(second)].flat()).not.toContain(iris.personId);
    await room.cover.apply(ada, both.slice(0, 1));
    expect(await room.team(patient)).toEqual(expect.arrayContaining([tom.personId, iris.personId])); // absent is not gone
    expect(await room.clinic.waiting('pairing.covered')).toHaveLength(1);
    await expect(room.cover.apply(ada, both.slice(0, 1))).rejects.toEqual(
      refused('pairing.not-now', { patientId: patient.personId, clinicianId: iris.personId }),
    );
  });

  it('closes the gap, its alert and the search, and takes whoever has left out of the team', async () => {
    const [ada, iris] = [await room.clinic.person('admin'), await room.clinician()];
    await room.rank(patient, patient);
    await room.disable(tom);
    const [gap] = await room.gaps(patient);
    await room.gapFound(gap!.id);
    const { pairs } = await room.cover.plan(ada, []);
    const [pair] = pairs;
    expect(pair).toMatchObject({
      patientId: patient.personId,
      clinician: { personId: iris.personId },
      insteadOf: { personId: tom.personId },
    });
    await room.cover.apply(ada, [
      { patientId: patient.personId, part: 'therapist', clinicianId: iris.personId, insteadOfId: tom.personId },
    ]);
    await closes(gap!.id);
    expect([await states(), await room.alerts(), (await room.gaps(patient))[0]!.closedAt]).toEqual([
      ['active'],
      [],
      expect.any(Date),
    ]);
    expect(await room.team(patient)).not.toContain(tom.personId);
  });
});

describe('an alarm that somebody is missing', () => {
  it('ends when those who run the clinic put somebody into the team', async () => {
    await room.letGo(patient, tom);
    const [gap] = await room.gaps(patient);
    await room.gapFound(gap!.id);
    expect(await room.alerts()).toEqual(['patient_unpaired']);
    const iris = await room.clinician();
    await room.letIn(patient, iris);
    await closes(gap!.id);
    expect(await room.alerts()).toEqual([]);
  });
});

describe('the end of a hand-over', () => {
  let iris: Caller;
  let ada: Caller;
  let handOverId: string;
  beforeEach(async () => {
    [iris, ada] = [await room.clinician(), await room.clinic.person('admin')];
    await room.handOver(tom, patient, iris);
    await room.accept(iris, await room.offerTo(iris));
    ({ handOverId } = (await room.own(iris)).handOvers[0]!);
  });
  const stays = async () => {
    expect([await room.team(patient), await room.gaps(patient)]).toEqual([expect.arrayContaining([tom.personId]), []]);
    expect(await states()).not.toContain('handover_pending');
    expect(await room.alerts()).toEqual(['hand_over_undone']);
  };

  it.each([
    ['has left the clinic', () => room.disable(iris)],
    ['was let go', () => room.letGo(patient, iris)],
  ])('leaves the first one where they are when the second %s, and says so', async (_, goes) => {
    await room.readHandOver(iris, handOverId);
    await goes();
    expect((await room.handOverDue(handOverId)).sort()).toEqual([tom.personId, ada.personId].sort());
    await stays();
    expect(await room.handOverDue(handOverId)).toEqual([]);
  });

  it('does not wait for somebody to read who is gone', async () => {
    await room.handOverDue(handOverId);
    expect(await room.alerts()).toEqual(['hand_over_unread']);
    await room.letGo(patient, iris);
    await room.handOverDue(handOverId);
    await stays();
  });

  it('sees what was read while it waited for the team', async () => {
    const due = await room.clinic.transact(async (tx) => {
      await tx.sql`SELECT hold_pairings(${patient.personId}::uuid)::text`;
      const waits = room.handOverDue(handOverId);
      const isHeldUp = () => tx.sql`
        SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
      for (let held = await isHeldUp(); !held.length; held = await isHeldUp());
      await tx.sql`UPDATE pairing_hand_over SET read_at = app_now() WHERE id = ${handOverId}::uuid`;
      return { waits };
    });
    expect(await due.waits).toEqual([]);
    expect([await room.alerts(), await room.team(patient)]).toEqual([[], expect.not.arrayContaining([tom.personId])]);
  });

  it('leaves somebody there, or a gap, when the second one goes in the same instant', async () => {
    await room.readHandOver(iris, handOverId);
    await Promise.all([room.handOverDue(handOverId), room.letGo(patient, iris)]);
    const team = await room.team(patient);
    const isOpen = (await room.gaps(patient)).some(({ closedAt }) => closedAt === null);
    expect(team.includes(tom.personId) || isOpen).toBe(true);
  });
});

describe('the database', () => {
  const law = expect.objectContaining({ code: 'HF001' });
  const run = (text: TemplateStringsArray, ...values: unknown[]) => room.clinic.get(Database).sql(text, ...values);

  it('knows the same course as the code', async () => {
    const [{ source }] = (await run`SELECT prosrc AS source FROM pg_proc WHERE proname = 'pairing_law'`) as [{ source: string }];
    expect(JSON.parse(/jsonb := '(\{.*?\})'/s.exec(source)![1]!)).toEqual(transitions);
  });

  it('lets no pairing begin or go otherwise than it does', async () => {
    const [{ id }] = (await room.clinic.read.pairing.findMany({
      where: { patientId: patient.personId },
      select: { id: true },
    })) as [{ id: string }];
    await expect(run`UPDATE pairing SET state = 'offered', clinician_id = NULL WHERE id = ${id}`).rejects.toEqual(law);
    await expect(run`UPDATE pairing SET state = 'ranked' WHERE id = ${id}`).rejects.toBeDefined();
    await expect(run`DELETE FROM pairing WHERE id = ${id}`).rejects.toEqual(law);
    await expect(
      run`INSERT INTO pairing (id, patient_id, part, state, cause) VALUES (gen_random_uuid(), ${patient.personId}, 'therapist', 'ranked', 'asked')`,
    ).rejects.toEqual(law);
    await room.clinician();
    await room.rank(patient, patient);
    const [sought] = (await room.read(patient, patient)).pairings.filter(({ state }) => state === 'ranked');
    await expect(run`UPDATE pairing SET state = 'offered' WHERE id = ${sought!.pairingId}`).rejects.toEqual(law);
  });
});

describe('whose doses are given in the clinic', () => {
  it('is covered by who may give them where the clinic is: wherever the patient lives, and without a basis at a distance', async () => {
    const [ada, there] = [await room.clinic.person('admin'), await room.clinic.enrol({}, { setting: 'clinic' })];
    await room.clinic.get(LocationsService).state(there.patient, there.patient.personId, 'US-NM');
    await room.clinic.read.legalBasis.updateMany({
      where: { endedAt: null },
      data: { endedAt: await room.clinic.at(0), endedBy: ada.personId },
    });
    const holds = (of: TeamOf) =>
      room.clinic.transact((tx) => {
        const asked = { patientId: of.patient.personId, part: 'prescriber' } as const;
        return room.clinic.get(PartCover).holds(tx, asked, of.prescriber.personId);
      });
    const write = (jurisdiction: string) =>
      room.clinic.transact((tx) => room.clinic.get(EmergencyPlanService).put(tx, { ...PLAN, jurisdiction }, ada.personId));
    await write('US-AZ');
    expect([await holds(there), await holds(home)]).toEqual([true, false]);
    const fresh = await room.clinician('prescriber');
    await room.rank(there.patient, there.patient, 'prescriber');
    expect(await room.shown(there.patient)).toContain(fresh.personId);
    await write('US-NV');
    expect(await holds(there)).toBe(false);
  });
});
