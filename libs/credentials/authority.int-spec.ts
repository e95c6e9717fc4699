import { randomUUID } from 'node:crypto';
import type { Caller } from '#identity';
import { HOME_STATE } from '../../test/support/license.js';
import { SmallClinic, type TeamOf, ZONE } from '../../test/support/small-clinic.js';
import { AuthorityService } from './authority.service.js';
import type { Act } from './domain/authority.js';
import type { PrescribingRule } from './domain/prescribing-rule.js';
import { LegalBasesService } from './legal-bases.service.js';
import type { NewLegalBasis } from './legal-basis.repository.js';
import { LicencesService } from './licences.service.js';
import { LocationsService } from './locations.service.js';
import { PrescribingRulesService } from './prescribing-rules.service.js';

let clinic: SmallClinic;
let admin: Caller;
let team: TeamOf;
beforeAll(async () => {
  clinic = await SmallClinic.open();
  admin = await clinic.person('admin');
});
beforeEach(async () => {
  team = await clinic.enrol();
});
afterAll(async () => {
  await clinic?.clear();
  await clinic?.close();
});

const DAYS = { validFrom: '2020-01-01', validTo: '2199-12-31' } as const;
const ASKS_LITTLE: Omit<PrescribingRule, 'jurisdiction'> = {
  ...{ needsPrescriptiveAuthority: false, needsCollaboration: false, needsStateRegistration: false },
  ...{ dea: 'none', pdmp: 'none', pdmpDays: null },
};
const day = async () => (await clinic.at(0, 12)).toISOString().slice(0, 10);
const judge = async (different: { jurisdiction?: string; act?: Act; day?: string } = {}) => {
  const personIds = [team.prescriber.personId, team.therapist.personId];
  const asked = { jurisdiction: HOME_STATE, day: await day(), act: 'prescribe' as Act, ...different };
  const found = await clinic.get(AuthorityService).judge(clinic.read, { personIds, patientId: team.patient.personId, ...asked });
  return personIds.map((id) => found.get(id)!.reason);
};
const add = (jurisdiction: string, kind: 'physician' | 'dea-registration') =>
  clinic.get(LicencesService).add(admin, { personId: team.prescriber.personId, jurisdiction, kind, number: 'X-1', ...DAYS });
const exam = (): NewLegalBasis => ({
  ...{ kind: 'in-person-exam', citation: null, ...DAYS },
  about: { patientId: team.patient.personId, prescriberId: team.prescriber.personId },
});

describe('authority, by what the registers hold', () => {
  it('is judged of several clinicians at once', async () => {
    expect(await judge()).toEqual(['met', 'prescriptive-authority-missing']);
    expect(await judge({ act: 'treat' })).toEqual(['met', 'met']);
    expect(await judge({ jurisdiction: 'US-NY' })).toEqual(['licence-missing', 'licence-missing']);
    expect(
      (
        await clinic
          .get(AuthorityService)
          .judge(clinic.read, { ...exam(), personIds: [], jurisdiction: null, day: await day(), act: 'treat' })
      ).size,
    ).toBe(0);
  });

  it('ends with what is ended', async () => {
    const [own] = await clinic.get(LicencesService).list(team.prescriber);
    const dea = own!.licences.find(({ kind }) => kind === 'dea-registration')!;
    await clinic.get(LicencesService).end(admin, dea.licenceId, 'surrendered');
    expect(await judge()).toEqual(['dea-registration-ended', 'prescriptive-authority-missing']);
    expect(await judge({ act: 'treat' })).toEqual(['met', 'met']);
  });

  it('asks for everything in a state that nobody has looked up, and for less by a version that somebody did', async () => {
    await add('US-NV', 'physician');
    expect((await judge({ jurisdiction: 'US-NV' }))[0]).toBe('state-registration-missing');
    const rules = clinic.get(PrescribingRulesService);
    const rule = { ...ASKS_LITTLE, jurisdiction: 'US-NV' } as const;
    expect(await rules.change(admin, rule, { basedOn: 0, source: 'Nevada, looked up' })).toBe(1);
    await expect(rules.change(admin, rule, { basedOn: 0, source: 'again' })).rejects.toMatchObject({
      code: 'credentials.rule-changed',
    });
    expect((await judge({ jurisdiction: 'US-NV' }))[0]).toBe('met');
    await rules.change(admin, { ...rule, dea: 'there' }, { basedOn: 1, source: 'Nevada, looked up again' });
    expect((await judge({ jurisdiction: 'US-NV' }))[0]).toBe('dea-registration-missing');
    expect((await rules.list()).find(({ jurisdiction }) => jurisdiction === 'US-NV')).toMatchObject({
      ...{ version: 2, dea: 'there', changedByName: 'Some admin' },
    });
    expect((await rules.list()).find(({ jurisdiction }) => jurisdiction === HOME_STATE)).toMatchObject({ version: 1 });
  });

  it('is judged of appointments to come by where the patient was at last', async () => {
    const { personId } = team.prescriber;
    const part = {
      patientId: team.patient.personId,
      personId,
      at: (await clinic.at(3)).getTime(),
      zone: ZONE,
      act: 'prescribe',
    } as const;
    const mayHave = async () =>
      (await clinic.get(AuthorityService).mayHave(clinic.read, [part, { ...part, act: 'treat' }])).map(({ reason }) => reason);
    expect(await mayHave()).toEqual(['met', 'met']);
    await clinic.get(LocationsService).state(team.patient, team.patient.personId, 'US-NM');
    expect(await mayHave()).toEqual(['licence-missing', 'licence-missing']);
    expect(await clinic.get(AuthorityService).mayHave(clinic.read, [])).toEqual([]);
  });
});

describe('a basis in law for prescribing at a distance', () => {
  const bases = () => clinic.get(LegalBasesService);

  it('is needed on the day, of the clinic or of this patient and prescriber', async () => {
    const stranger = await clinic.enrol({ prescriber: team.prescriber });
    for (const shared of (await bases().list(admin)).filter(
      ({ patientId, standing }) => patientId === null && standing === 'active',
    ))
      await bases().end(admin, shared.legalBasisId);
    expect((await judge())[0]).toBe('legal-basis-ended');
    expect((await judge({ act: 'treat' }))[0]).toBe('met');
    const own = await bases().record(team.prescriber, exam());
    expect((await judge())[0]).toBe('met');
    team = { ...team, patient: stranger.patient };
    expect((await judge())[0]).toBe('legal-basis-ended');
    await bases().end(admin, own);
    await expect(bases().end(admin, own)).rejects.toMatchObject({ code: 'credentials.ended' });
    await expect(bases().end(admin, randomUUID())).rejects.toMatchObject({ code: 'credentials.no-basis' });
    await bases().record(admin, { kind: 'other', citation: 'Made up for a test', about: null, ...DAYS });
  });

  it('is recorded by an administrator, or by whoever has examined a patient of theirs', async () => {
    const refused = { code: 'credentials.basis-refused' };
    const { about, ...days } = exam();
    await expect(bases().record(team.prescriber, { ...days, kind: 'other', citation: 'A rule', about })).rejects.toMatchObject(
      refused,
    );
    await expect(bases().record(team.prescriber, { ...exam(), about: null })).rejects.toMatchObject(refused);
    await expect(bases().record(admin, { ...exam(), about: null })).rejects.toMatchObject(refused);
    await expect(bases().record(admin, { ...exam(), citation: 'A rule' })).rejects.toMatchObject(refused);
    const stranger = await clinic.enrol();
    await expect(bases().record(stranger.prescriber, exam())).rejects.toMatchObject(refused);
    const notTheirs = { ...exam(), about: { ...about!, prescriberId: stranger.prescriber.personId } };
    await expect(bases().record(stranger.prescriber, notTheirs)).rejects.toMatchObject({ code: 'care.not-found' });
    const byTherapist = { ...exam(), about: { ...about!, prescriberId: team.therapist.personId } };
    await expect(bases().record(admin, byTherapist)).rejects.toMatchObject({ code: 'credentials.no-clinician' });
    const ofNobody = { ...exam(), about: { ...about!, patientId: randomUUID() } };
    await expect(bases().record(admin, ofNobody)).rejects.toMatchObject({ code: 'credentials.no-patient' });
    await expect(bases().record(admin, { ...exam(), validTo: '2019-01-01' })).rejects.toMatchObject({
      code: 'credentials.days-turned',
    });
  });

  it('is shown to those who may know of the patient', async () => {
    const id = await bases().record(team.prescriber, exam());
    const seen = async (caller: Caller) => (await bases().list(caller)).some(({ legalBasisId }) => legalBasisId === id);
    expect([await seen(team.prescriber), await seen(team.therapist), await seen(admin)]).toEqual([true, true, true]);
    expect(await seen((await clinic.enrol()).prescriber)).toBe(false);
  });

  it('stays as it was recorded, and so does each version of a rule, whoever writes to the database', async () => {
    const id = await bases().record(team.prescriber, exam());
    for (const change of ["valid_to = '2199-12-30'", "kind = 'other', citation = 'x'", 'patient_id = gen_random_uuid()'])
      await expect(clinic.read.$executeRawUnsafe(`UPDATE legal_basis SET ${change} WHERE id = '${id}'`)).rejects.toThrow();
    await expect(clinic.read.$executeRawUnsafe(`DELETE FROM legal_basis WHERE id = '${id}'`)).rejects.toThrow();
    for (const act of ['UPDATE prescribing_rule SET needs_collaboration = false', 'DELETE FROM prescribing_rule'])
      await expect(clinic.read.$executeRawUnsafe(act)).rejects.toThrow();
  });
});
