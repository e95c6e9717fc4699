import { randomUUID } from 'node:crypto';
import type { Caller } from '#identity';
import { DAY } from '#kernel';
import { Database } from '#platform';
import { HOME_STATE } from '../../test/support/license.js';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { holdsFor } from './domain/pdmp.js';
import { ruleOf } from './domain/prescribing-rule.js';
import { LocationsService } from './locations.service.js';
import { pdmpDue } from './messages.js';
import { PdmpService } from './pdmp.service.js';
import { PrescribingRulesService } from './prescribing-rules.service.js';

let clinic: SmallClinic;
let team: TeamOf;
beforeAll(async () => {
  clinic = await SmallClinic.open();
});
beforeEach(async () => {
  const [patient, chaperone] = [await clinic.person('patient'), await clinic.person('chaperone')];
  team = { patient, chaperone, therapist: await clinic.person('therapist'), prescriber: await clinic.person('prescriber') };
  await clinic.transact((tx) => clinic.admit(tx, team)); // nothing is signed for them, so nobody has had to look
});
afterAll(async () => {
  await clinic?.clear();
  await clinic?.close();
});

const pdmp = () => clinic.get(PdmpService);
const attest = (states: readonly string[], by: Caller = team.prescriber, showsAnotherPrescriber = false) =>
  pdmp().attest(by, { patientId: team.patient.personId, states, showsAnotherPrescriber });
const isCurrent = (jurisdiction = HOME_STATE) =>
  pdmp().isCurrent(clinic.read, { patientId: team.patient.personId, personId: team.prescriber.personId, jurisdiction });
const due = async () => (await clinic.waiting(pdmpDue.name)).filter(({ payload }) => payload['pdmpCheckId'] !== undefined);

describe('how long a look holds', () => {
  it('is the same in the database as in the program, under each rule and under none', async () => {
    const asks = {
      needsPrescriptiveAuthority: true,
      needsCollaboration: true,
      needsStateRegistration: true,
      dea: 'there',
    } as const;
    const rules = [
      { ...asks, jurisdiction: 'US-AK', pdmp: 'each-order', pdmpDays: null },
      { ...asks, jurisdiction: 'US-AL', pdmp: 'every-days', pdmpDays: 7 },
      { ...asks, jurisdiction: 'US-AR', pdmp: 'none', pdmpDays: null },
    ] as const;
    const looked = { basedOn: 0, source: 'Made up for a test' };
    for (const rule of rules)
      await clinic.transact((tx) => clinic.get(PrescribingRulesService).put(tx, rule, looked, randomUUID()));
    for (const state of ['US-AK', 'US-AL', 'US-AR', 'US-WY']) {
      const [row] = await clinic.get(Database).sql<{ ms: number | null }>`
        SELECT (extract(epoch FROM pdmp_look_holds(${state})) * 1000)::float8 AS ms`;
      expect([state, row!.ms]).toEqual([state, holdsFor(ruleOf(rules, state))]);
    }
  });
});

/** What a state asks. */
const rule = (jurisdiction: string, pdmpDays: number) => {
  const asks = {
    needsPrescriptiveAuthority: true,
    needsCollaboration: true,
    needsStateRegistration: true,
    dea: 'there',
  } as const;
  const said = { ...asks, jurisdiction, pdmp: 'every-days', pdmpDays } as const;
  const looked = { basedOn: 0, source: 'Made up for a test' };
  return clinic.transact((tx) => clinic.get(PrescribingRulesService).put(tx, said, looked, randomUUID()));
};

describe('a look at the monitoring programme', () => {
  it('holds for the days of the rule, in the states that were looked at', async () => {
    expect(await isCurrent()).toMatchObject({ isMet: false, reason: 'never' });
    await attest([HOME_STATE]);
    expect(await isCurrent()).toMatchObject({ isMet: true, reason: 'current' });
    expect(await isCurrent('US-NM')).toMatchObject({ isMet: false, reason: 'never' });
    await attest(['US-NM']);
    expect(await isCurrent('US-NM')).toMatchObject({ isMet: true });
  });

  it('is shown with what the state asks for where the patient is', async () => {
    const { patient, prescriber } = team;
    await clinic.get(LocationsService).state(patient, patient.personId, HOME_STATE);
    expect(await pdmp().read(prescriber, patient.personId)).toMatchObject({
      ...{ place: HOME_STATE, asks: { pdmp: 'every-days' }, standing: { isMet: false, reason: 'never' }, looks: [] },
    });
    const view = await attest([HOME_STATE], prescriber, true);
    expect(view).toMatchObject({
      ...{ place: HOME_STATE, asks: { pdmp: 'every-days', pdmpDays: 90, isVerified: true }, standing: { isMet: true } },
      looks: [{ checkedByName: 'Some prescriber', states: [HOME_STATE], showsAnotherPrescriber: true }],
    });
  });

  it('tells whether somebody else prescribes, by the newest', async () => {
    const shows = () => pdmp().showsAnotherPrescriber(clinic.read, team.patient.personId);
    expect(await shows()).toBeNull();
    await attest([HOME_STATE], team.prescriber, true);
    expect(await shows()).toBe(true);
    await attest([HOME_STATE]);
    expect(await shows()).toBe(false);
  });

  it('is attested by a prescriber of the patient, and stays as it was made', async () => {
    const stranger = await clinic.enrol();
    for (const who of [stranger.prescriber, team.patient])
      await expect(attest([HOME_STATE], who)).rejects.toMatchObject({ code: 'care.not-found' });
    await expect(pdmp().read(stranger.prescriber, team.patient.personId)).rejects.toMatchObject({ code: 'care.not-found' });
    await attest([HOME_STATE]);
    for (const act of ['UPDATE pdmp_check SET shows_another_prescriber = true', 'DELETE FROM pdmp_check'])
      await expect(clinic.read.$executeRawUnsafe(act)).rejects.toThrow();
  });

  it('is asked for again a week before it ends: whoever looked, unless they have looked there since or left', async () => {
    await rule('US-NM', 30);
    const known = new Set((await due()).map(({ payload }) => payload['pdmpCheckId']));
    await attest([HOME_STATE, 'US-NM']);
    const [soon, late] = (await due()).filter(({ payload }) => !known.has(payload['pdmpCheckId']));
    const today = await clinic.at(0, 12);
    expect([soon, late].map((row) => Math.round((row!.dueAt.getTime() - today.getTime()) / DAY))).toEqual([23, 83]);
    const tell = ({ payload }: { payload: Record<string, unknown> }) =>
      pdmp().whoToTell(clinic.read, String(payload['pdmpCheckId']));
    expect(await tell(soon!)).toBeNull(); // nothing is due yet
    await clinic.moveTo(soon!.dueAt);
    expect(await tell(soon!)).toBe(team.prescriber.personId);
    await attest(['US-NM']);
    expect(await tell(soon!)).toBeNull();
    await clinic.moveTo(late!.dueAt);
    expect(await tell(late!)).toBe(team.prescriber.personId); // one state is not the other
    await attest([HOME_STATE]);
    expect(await tell(late!)).toBeNull();
    const last = (await due()).at(-1)!;
    await clinic.moveTo(last.dueAt);
    await clinic.read.careAssignment.deleteMany({ where: { personId: team.prescriber.personId } });
    expect(await tell(last)).toBeNull();
  });
});
