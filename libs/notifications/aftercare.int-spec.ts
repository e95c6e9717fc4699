import { randomUUID } from 'node:crypto';
import { AftercareOpening, AftercareService, AftercareWatch } from '#aftercare';
import { ClinicAlertsService } from '#alerts';
import type { AnswerAftercare } from '#contracts';
import type { Caller } from '#identity';
import { sqlState } from '#platform';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { AftercareNotices } from './aftercare-notices.service.js';
import { NotificationsModule } from './notifications.module.js';

const WELL = { feeling: 'well', mood: 7, isSomebodyThere: true } as const;
let clinic: SmallClinic;
let team: TeamOf;
beforeAll(async () => {
  clinic = await SmallClinic.open([NotificationsModule]);
});
beforeEach(async () => {
  team = await clinic.enrol();
});
afterAll(() => clinic?.close());

const service = () => clinic.get(AftercareService);
const checks = (by: Caller = team.patient) => service().read(by, team.patient.personId);
/** A dose at ten, a discharge at noon. @param days from today; yesterday's evening is due by now, tomorrow's is not */
async function discharged(days = -1) {
  const [dosedAt, dischargedAt] = [(await clinic.at(days, 10)).getTime(), (await clinic.at(days, 12)).getTime()];
  const whose = { sessionId: randomUUID(), patientId: team.patient.personId };
  await clinic.transact((tx) => clinic.get(AftercareOpening).open(tx, { ...whose, dosedAt, dischargedAt }));
  const [morning, evening] = await checks();
  return { ...whose, evening: evening!, morning: morning! };
}
const MESSAGES = ['aftercare.asked', 'aftercare.reminded', 'aftercare.unanswered'];
const waitingFor = async (checkId: string) =>
  (await Promise.all(MESSAGES.map(async (name) => (await clinic.waiting(name)).map((row) => ({ name, ...row }))))).flatMap(
    (rows) => rows.filter(({ payload }) => payload['checkId'] === checkId),
  );
const planned = async () =>
  (await clinic.waiting('notifications.message-due')).flatMap(({ payload, dueAt }) =>
    payload['recipientId'] === team.patient.personId && payload['template'] === 'howAreYou'
      ? [{ channel: payload['channel'], cause: payload['cause'], dueAt }]
      : [],
  );
const ask = (checkId: string) => clinic.transact((tx) => clinic.get(AftercareNotices).ask(tx, checkId, 'asked'));
const call = (checkId: string) => clinic.transact((tx) => clinic.get(AftercareWatch).call(tx, checkId));
const alerts = async () =>
  (await clinic.get(ClinicAlertsService).list(team.therapist, { limit: 50 })).alerts.map(({ kind, level }) => [kind, level]);
const laddersOf = () =>
  clinic.read.clinicAlert.findMany({
    where: { patientId: team.patient.personId, closedAt: null },
    orderBy: { raisedAt: 'asc' },
    select: { kind: true, ladder: true },
  });

describe('after a session a patient', () => {
  it('is to be asked in the evening and the next morning, reminded, and then called, where they live', async () => {
    const { evening, morning } = await discharged();
    const at = async (days: number, hour: number) => (await clinic.at(days, hour)).toISOString();
    expect([evening.askAt, evening.callAt]).toEqual([await at(-1, 17), await at(-1, 19)]);
    expect([morning.askAt, morning.callAt]).toEqual([await at(0, 8), await at(0, 12)]);
    const rows = await waitingFor(evening.checkId);
    expect(rows.map(({ name, dueAt }) => [name, dueAt.toISOString()])).toEqual([
      ['aftercare.asked', await at(-1, 17)],
      ['aftercare.reminded', await at(-1, 18)],
      ['aftercare.unanswered', await at(-1, 19)],
    ]);
  });

  it('is asked by text and in their list; an answer takes back what is still to come', async () => {
    const { evening } = await discharged(1);
    await clinic.moveTo(new Date(evening.askAt));
    await ask(evening.checkId);
    const sent = await planned();
    expect(sent.map(({ channel }) => channel).sort()).toEqual(['inbox', 'sms']);
    await service().answer(team.patient, evening.checkId, WELL);
    expect([await planned(), await waitingFor(evening.checkId)]).toEqual([[], []]);
    await ask(evening.checkId);
    expect(await planned()).toEqual([]);
  });

  it('who does not answer is called for until somebody takes it on; an answer ends it', async () => {
    const { evening, morning } = await discharged();
    await call(evening.checkId);
    await call(morning.checkId);
    expect(await laddersOf()).toEqual([
      { kind: 'aftercare_unanswered', ladder: 'urgent' },
      { kind: 'aftercare_unanswered', ladder: 'same-day' },
    ]);
    expect(await service().answer(team.patient, evening.checkId, WELL)).toEqual({ crisis: null });
    expect(await laddersOf()).toEqual([{ kind: 'aftercare_unanswered', ladder: 'same-day' }]);
    await call(evening.checkId);
    expect(await laddersOf()).toHaveLength(1);
  });

  it('who is not well is called for at once, and again when it gets worse', async () => {
    const { evening } = await discharged();
    const say = (said: AnswerAftercare) => service().answer(team.patient, evening.checkId, said);
    expect(await say({ ...WELL, feeling: 'not-so-well' })).toEqual({ crisis: { isSomebodyOnCall: false } });
    expect(await say({ feeling: 'help' })).toEqual({ crisis: { isSomebodyOnCall: false } });
    expect((await laddersOf()).map(({ ladder }) => ladder).filter(Boolean)).toEqual(['urgent', 'now']);
    expect(await alerts()).toEqual(
      expect.arrayContaining([
        ['aftercare-unwell', 3],
        ['aftercare-unwell', 2],
      ]),
    );
    const shown = (await checks(team.therapist)).find(({ checkId }) => checkId === evening.checkId)!;
    expect(shown.answers).toMatchObject([
      { feeling: 'not-so-well', mood: 7 },
      { feeling: 'help', mood: null, isSomebodyThere: null },
    ]);
  });

  it('is asked all the same when they said before its time how they are', async () => {
    const { morning } = await discharged(1);
    await service().answer(team.patient, morning.checkId, { feeling: 'help' });
    expect((await laddersOf()).map(({ kind }) => kind)).toContain('aftercare_unwell');
    expect(await waitingFor(morning.checkId)).toHaveLength(3);
  });

  it('is not asked about the morning once the visit of the day was held', async () => {
    const { sessionId, morning, evening } = await discharged();
    await call(morning.checkId);
    await clinic.transact((tx) => clinic.get(AftercareWatch).visited(tx, sessionId));
    expect([await waitingFor(morning.checkId), await laddersOf()]).toEqual([[], []]);
    expect(await waitingFor(evening.checkId)).toHaveLength(3);
  });
});

describe('what a patient says after a session', () => {
  it('is said by nobody else, and read by nobody but their team', async () => {
    const { evening } = await discharged();
    const none = expect.objectContaining({ code: 'aftercare.no-check' });
    const [another, stranger] = [await clinic.person('patient'), await clinic.person('prescriber')];
    for (const by of [another, team.therapist]) {
      await expect(service().answer(by, evening.checkId, WELL)).rejects.toEqual(none);
    }
    for (const by of [another, stranger, team.chaperone]) {
      await expect(checks(by)).rejects.toEqual(expect.objectContaining({ code: 'care.not-found' }));
    }
  });

  it('is no answer any more after some days', async () => {
    const { evening } = await discharged();
    await clinic.moveTo(await clinic.at(3));
    await expect(service().answer(team.patient, evening.checkId, WELL)).rejects.toEqual(
      expect.objectContaining({ code: 'aftercare.over' }),
    );
  });

  it('stays as it was said, and so does when they are asked', async () => {
    const { evening } = await discharged();
    await service().answer(team.patient, evening.checkId, WELL);
    const { read } = clinic;
    const where = { checkId: evening.checkId };
    const state = (work: Promise<unknown>) => work.then(() => null, sqlState);
    expect(await state(read.aftercareAnswer.updateMany({ where, data: { mood: 9 } }))).toBe('42501');
    const [id, askAt] = [evening.checkId, new Date()];
    expect(await state(read.aftercareCheck.updateMany({ where: { id }, data: { askAt } }))).toBe('HF001');
    expect(await state(read.aftercareCheck.updateMany({ where: { id }, data: { closedAt: null } }))).toBe('HF001');
  });
});
