import { CompanionReadiness, NamedCompanionsService } from '#care';
import { type Caller, SignInService } from '#identity';
import { DosingBookingsService, IntegrationModule } from '#integration';
import { DAY } from '#kernel';
import { Database, type Tx } from '#platform';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { overtaken } from '../../test/support/waits-for-lock.js';
import { ChaperoneLinkService } from './chaperone-link.service.js';
import { CompanionDuty } from './companion-duty.service.js';
import { CompanionPlace } from './companion-place.js';
import { CompanionsService } from './companions.service.js';
import { LinkRepository } from './link.repository.js';
import { SessionLog } from './session-log.service.js';
import { SessionsModule } from './sessions.module.js';
import { SessionsService } from './sessions.service.js';
import { WrongNumberService } from './wrong-number.service.js';

const RIGHT = { unresponsive: 'call-emergency', asleep: 'look-close', errand: 'say-it-first' } as const;
const codeIs = (code: string) => expect.objectContaining({ code });
let clinic: SmallClinic;
let team: TeamOf;
let sessionId: string;
let companion: Caller;

beforeAll(async () => {
  clinic = await SmallClinic.open([IntegrationModule, SessionsModule]);
});
beforeEach(async () => {
  team = await clinic.enrol();
  const { patient } = team;
  ({ sessionId } = await clinic.get(DosingBookingsService).book(patient, patient.personId, await clinic.at(2, 10)));
  companion = { ...team.chaperone, sessionScope: sessionId };
});
afterAll(() => clinic?.close());

const companions = () => clinic.get(CompanionsService);
const readiness = () => clinic.get(CompanionReadiness);
const tokenOf = async () => (await clinic.get(ChaperoneLinkService).pathOnDuty(clinic.read, sessionId)).split('#')[1]!;

describe('getting ready to stay with a patient', () => {
  it('is kept by person, step by step; the same person does not start over', async () => {
    const { personId } = await clinic.person('chaperone');
    const standing = (at?: number) => readiness().standing(clinic.read, personId, at);
    const does = (step: Parameters<CompanionReadiness['put']>[2]) =>
      clinic.transact((tx) => readiness().put(tx, personId, step, personId));
    expect((await standing()).lacks).toEqual(['agreement', 'training']);
    expect((await does({ step: 'agreement', version: 1 })).lacks).toEqual(['training']);
    const wrong = { step: 'training', version: 1, answers: { ...RIGHT, asleep: 'leave-them' } } as const;
    await expect(does(wrong)).rejects.toMatchObject({ code: 'care.training-not-passed', facts: { wrong: ['asleep'] } });
    await expect(does({ step: 'agreement', version: 2 })).rejects.toEqual(codeIs('care.companion-text-changed'));
    expect((await does({ step: 'training', version: 1, answers: RIGHT })).lacks).toEqual([]);
    const { done } = await does({ step: 'phone-test', version: 1, isPassed: false });
    expect(done.map(({ step, isGood }) => [step, isGood])).toEqual([
      ['agreement', true],
      ['training', true],
      ['phone-test', false],
    ]);
    expect((await standing(done[0]!.at.getTime() + 364 * DAY)).lacks).toEqual([]);
    expect((await standing(done[0]!.at.getTime() + 366 * DAY)).lacks).toEqual(['agreement', 'training']);
  });

  it('is entered by a clinician for whoever has only a telephone, and says so', async () => {
    const { done } = await companions().record(team.therapist, sessionId, { step: 'training', version: 1, answers: RIGHT });
    const last = done.find(({ step }) => step === 'training')!;
    expect(last.recordedBy).toBe(team.therapist.personId);
    const trial = companions().record(team.therapist, sessionId, { step: 'phone-test', version: 1, isPassed: true });
    await expect(trial).rejects.toEqual(codeIs('sessions.not-by-phone'));
    expect((await companions().record(companion, sessionId, { step: 'agreement', version: 1 })).lacks).toEqual([]);
  });

  it('is nothing for the patient to do, nor for anybody whom the session does not know', async () => {
    const agreement = { step: 'agreement', version: 1 } as const;
    const { therapist, chaperone } = await clinic.enrol();
    for (const caller of [team.patient, therapist, { ...chaperone, sessionScope: sessionId }])
      await expect(companions().record(caller, sessionId, agreement)).rejects.toEqual(codeIs('sessions.not-found'));
  });

  it('is not changed, nor counted for somebody else', async () => {
    const sql = clinic.get(Database);
    await expect(sql.sql`UPDATE companion_step SET version = 2`).rejects.toThrow();
    await expect(
      sql.sql`INSERT INTO companion_step (id, person_id, step, version, is_passed, recorded_by)
              VALUES (gen_random_uuid(), ${companion.personId}, 'phone-test', 1, true, ${team.therapist.personId})`,
    ).rejects.toThrow('companion_step_own_phone');
  });
});

describe('a link that reaches somebody else', () => {
  const wrongNumbers = () => clinic.get(WrongNumberService);

  it('tells them a first name and the clinic, and nothing of the patient', async () => {
    expect(await wrongNumbers().look(await tokenOf())).toEqual({ firstName: 'Some', clinicName: 'Test clinic' });
  });

  it('is closed by them with all that it has opened, and the team is called', async () => {
    const token = await tokenOf();
    const { signInToken } = await clinic.get(ChaperoneLinkService).exchange(token, '127.0.0.1');
    await wrongNumbers().refuse(token, '127.0.0.1');
    expect(await clinic.get(SignInService).resolve(signInToken)).toBeNull();
    for (const work of [() => wrongNumbers().look(token), () => wrongNumbers().refuse(token, '127.0.0.1')])
      await expect(work()).rejects.toEqual(codeIs('sessions.link-unknown'));
    const where = { kind: 'companion_refused', patientId: team.patient.personId } as const;
    expect(await clinic.read.clinicAlert.findMany({ where, select: { level: true, ladder: true } })).toEqual([
      { level: 2, ladder: 'urgent' },
    ]);
  });

  it('cannot be closed under somebody who has arrived by it', async () => {
    const happenedAt = Date.now();
    const arrival = { id: crypto.randomUUID(), type: 'arrival', payload: {}, happenedAt } as const;
    await clinic.get(SessionsService).record(companion, sessionId, arrival);
    await expect(wrongNumbers().refuse(await tokenOf(), '127.0.0.1')).rejects.toEqual(codeIs('sessions.link-in-use'));
  });
});

describe('the link of whoever stands in', () => {
  let backup: Caller;
  beforeEach(async () => {
    const named = { part: 'backup', displayName: 'Bea Backup', phone: '+1 212 555 0177' } as const;
    const { backup: one } = await clinic.get(NamedCompanionsService).name(team.therapist, team.patient.personId, named);
    backup = { ...companion, personId: one!.personId };
    await clinic.transact((tx) => links().ensure(tx, sessionId, backup.personId));
  });
  const links = () => clinic.get(LinkRepository);
  const whileHeld = <T>(late: () => Promise<T>, does: (tx: Tx) => Promise<unknown>): Promise<T> =>
    overtaken(clinic, { takes: (tx) => clinic.get(CompanionPlace).open(tx, sessionId), does }, late);

  it('opens nothing to somebody whom the patient has let go, though it was opened before', async () => {
    const token = (await clinic.get(ChaperoneLinkService).path(clinic.read, sessionId, backup.personId)).split('#')[1]!;
    expect(await clinic.get(CompanionDuty).read(backup, sessionId)).toMatchObject({ part: 'standing-in' });
    const another = { part: 'backup', displayName: 'Cy Other', phone: '+1 212 555 0178' } as const;
    await clinic.get(NamedCompanionsService).name(team.therapist, team.patient.personId, another);
    await expect(clinic.get(CompanionDuty).read(backup, sessionId)).rejects.toEqual(codeIs('sessions.not-found'));
    const exchanged = clinic.get(ChaperoneLinkService).exchange(token, '127.0.0.1');
    await expect(exchanged).rejects.toEqual(codeIs('sessions.link-unknown'));
  });

  it('lets nobody take over by a link that was taken back', async () => {
    const takeOver = () => clinic.get(CompanionDuty).relieve(backup, sessionId, backup.personId);
    const happenedAt = Date.now();
    const out = { id: crypto.randomUUID(), type: 'chaperone-left', payload: {}, happenedAt } as const;
    await clinic.get(SessionsService).record(companion, sessionId, out);
    const { id } = (await links().findOf(clinic.read, sessionId, backup.personId))!;
    const late = whileHeld(takeOver, (tx) => links().revoke(tx, id));
    await expect(late).rejects.toEqual(codeIs('sessions.not-found'));
  });

  it('does not close it under whoever has come on duty by it', async () => {
    const token = (await clinic.get(ChaperoneLinkService).path(clinic.read, sessionId, backup.personId)).split('#')[1]!;
    const refuse = () => clinic.get(WrongNumberService).refuse(token, '127.0.0.1');
    const comes = async (tx: Tx) => {
      const log = await clinic.get(CompanionPlace).open(tx, sessionId);
      await clinic.get(CompanionPlace).take(tx, log, { caller: team.therapist, personId: backup.personId });
      const author = { personId: backup.personId, role: 'chaperone' } as const;
      const at = { happenedAt: log.now, recordedAt: log.now };
      const arrival = { id: crypto.randomUUID(), type: 'arrival', payload: {}, ...at, author } as const;
      await clinic.get(SessionLog).append(tx, log, arrival, backup);
    };
    await expect(whileHeld(refuse, comes)).rejects.toEqual(codeIs('sessions.link-in-use'));
  });
});

describe('what a clinician enters for a companion on the telephone', () => {
  it('is in the log as theirs, by telephone, and stands as a law of the database', async () => {
    const arrival = { id: crypto.randomUUID(), type: 'arrival', payload: { byPhone: true }, happenedAt: Date.now() } as const;
    const [entry] = await clinic.get(SessionsService).record(team.therapist, sessionId, arrival);
    expect(entry).toMatchObject({
      payload: { byPhone: true },
      author: { personId: team.therapist.personId, role: 'therapist' },
    });
    await expect(
      clinic.get(Database).sql`
        INSERT INTO session_entry (session_id, seq, id, type, payload, happened_at, recorded_at, author_id, author_role)
        VALUES (${sessionId}, 2, gen_random_uuid(), 'arrival', '{"byPhone": true}', app_now(), app_now(), ${companion.personId}, 'chaperone')`,
    ).rejects.toThrow('session_entry_by_phone');
  });
});
