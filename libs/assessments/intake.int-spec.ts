import { AlertsModule, ClinicAlertsService, ClinicLadder } from '#alerts';
import { IntegrationModule } from '#integration';
import { DAY, HOUR, MINUTE } from '#kernel';
import { Clock, Database } from '#platform';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { AssessmentsModule } from './assessments.module.js';
import { AssessmentsService } from './assessments.service.js';
import type { Answer } from './domain/answers.js';
import { PHQ9_ITEM_9 } from './domain/catalogue/phq9.js';
import { SAFETY } from './domain/catalogue/safety.js';
import { GateAnswers } from './gate-answers.js';
import { IntakeService } from './intake.service.js';
import { RulesRepository } from './rules.repository.js';
import { SignalsService } from './signals.service.js';

const chosen = (code: string): Answer => ({ kind: 'codes', codes: [code] });
const SEVERAL_DAYS = chosen('LA6569-3');
type Alert = { id: string; kind: string; level: number; ladder: string | null; patient_id: string; subject_id: string };

describe('answers of a patient', () => {
  let clinic: SmallClinic;
  let team: TeamOf;
  const intake = () => clinic.get(IntakeService);
  const sql = <Row extends object>(...given: Parameters<Database['sql']>) => clinic.get(Database).sql<Row>(...given);
  const say = async (form: string, linkId: string, answer: Answer, version = '1') =>
    intake().answer(team.patient, team.patient.personId, form, { version, linkId, answer });
  const rules = async () =>
    (
      await sql<{ rule: string }>`SELECT rule FROM assessment_signal WHERE patient_id = ${team.patient.personId} ORDER BY rule`
    ).map(({ rule }) => rule);
  const alerts = () =>
    sql<Alert>`SELECT * FROM clinic_alert WHERE patient_id = ${team.patient.personId} ORDER BY raised_at, level`;
  const waiting = () =>
    sql<{ payload: { alertId: string; tier: number }; due_at: Date }>`
      SELECT payload, due_at FROM outbox_event WHERE name = 'alerts.clinic-alert-climbed' AND done_at IS NULL AND voided_at IS NULL
      ORDER BY due_at, id`;
  const putOnCall = async (personId: string) => {
    const now = await clinic.get(Clock).now();
    const duty = { personId, startsAt: new Date(now.getTime() - HOUR), endsAt: new Date(now.getTime() + 8 * HOUR) };
    await clinic.read.onCallDuty.create({ data: { id: crypto.randomUUID(), ...duty } });
  };
  const climb = (alertId: string, tier: number) => clinic.transact((tx) => clinic.get(ClinicLadder).climb(tx, alertId, tier));

  beforeAll(async () => {
    clinic = await SmallClinic.open([IntegrationModule, AlertsModule, AssessmentsModule]);
  });
  beforeEach(async () => {
    await sql`UPDATE on_call_duty SET ends_at = app_now() WHERE ends_at > app_now()`;
    await sql`DELETE FROM outbox_event`;
    team = await clinic.enrol();
  });
  afterAll(() => clinic.close());

  it('act at once for item 9, in the transaction of the answer, whatever is left out', async () => {
    const { crisis, state } = await say('phq-9', PHQ9_ITEM_9, SEVERAL_DAYS);
    expect(state).toBe('begun');
    expect(crisis).toEqual({ isSomebodyOnCall: false, nextForm: 'c-ssrs' });
    expect(await rules()).toEqual(['A1']);
    const [alert] = await alerts();
    expect(alert).toMatchObject({ kind: 'safety-answer', level: 2, ladder: 'same-day' });
    expect(await waiting()).toEqual([expect.objectContaining({ payload: { alertId: alert!.id, tier: 1 } })]);
    expect((await clinic.get(GateAnswers).facts(clinic.read, team.patient.personId)).openSignals).toBe(1);
  });

  it('say nothing of a mild one', async () => {
    const { crisis } = await say('phq-9', PHQ9_ITEM_9, chosen('LA6568-5'));
    expect([crisis, await rules(), await alerts()]).toEqual([null, [], []]);
  });

  it('call whoever is on call, give them access, and climb until somebody takes it on', async () => {
    const other = await clinic.person('physician');
    await putOnCall(other.personId);
    await say('phq-9', PHQ9_ITEM_9, chosen('LA6571-9'));
    expect(await rules()).toEqual(['A1', 'A2']);
    const alert = (await alerts()).find(({ ladder }) => ladder === 'urgent')!;
    const first = await climb(alert.id, 1);
    expect(first.level).toBe(2);
    expect(first.personIds).toEqual(expect.arrayContaining([other.personId, team.prescriber.personId, team.therapist.personId]));
    expect(first.personIds).not.toContain(team.chaperone.personId);
    expect((await climb(alert.id, 1)).personIds).toEqual([]);
    await expect(clinic.get(AssessmentsService).read(other, team.patient.personId)).resolves.toBeDefined();
    const next = (await waiting()).find(({ payload }) => payload.alertId === alert.id && payload.tier === 2)!;
    const now = (await clinic.get(Clock).now()).getTime();
    expect(Math.abs(next.due_at.getTime() - now - 15 * MINUTE)).toBeLessThan(MINUTE);
    await clinic.get(ClinicAlertsService).acknowledge(team.prescriber, alert.id);
    expect(await climb(alert.id, 2)).toEqual({ personIds: [], level: 0 });
  });

  it('call every admin when nobody is on call, and say that there is a gap', async () => {
    const admin = await clinic.person('admin');
    await say('c-ssrs', SAFETY.thoughts, chosen('yes'));
    await say('c-ssrs', SAFETY.plan, chosen('yes'));
    const now = (await alerts()).find(({ ladder }) => ladder === 'now')!;
    expect(now.level).toBe(3);
    expect((await climb(now.id, 1)).personIds).toContain(admin.personId);
    expect((await alerts()).some(({ kind, subject_id }) => kind === 'nobody-on-call' && subject_id === now.id)).toBe(true);
  });

  it('are judged as they stand once the patient has gone', async () => {
    await say('phq-9', PHQ9_ITEM_9, SEVERAL_DAYS);
    await say('c-ssrs', SAFETY.everActed, chosen('yes'));
    expect(await rules()).toEqual(['A1', 'A4']);
    const left = await sql<{ due_at: Date }>`
      SELECT due_at FROM outbox_event WHERE name = 'assessments.form-left' AND done_at IS NULL AND voided_at IS NULL`;
    expect(left).toHaveLength(1);
    await clinic.transact((tx) => clinic.get(SignalsService).judgeLeft(tx, team.patient.personId));
    expect(await rules()).toEqual(['A1', 'A11', 'A4', 'A5']);
    await clinic.transact((tx) => clinic.get(SignalsService).judgeLeft(tx, team.patient.personId));
    expect(await rules()).toEqual(['A1', 'A11', 'A4', 'A5']);
  });

  it('ask for no more when the safety questions were finished', async () => {
    await say('phq-9', PHQ9_ITEM_9, SEVERAL_DAYS);
    for (const linkId of [SAFETY.wish, SAFETY.thoughts, SAFETY.everActed]) await say('c-ssrs', linkId, chosen('no'));
    const { crisis } = await intake().complete(team.patient, team.patient.personId, 'c-ssrs');
    expect(crisis?.nextForm).toBeNull();
    await clinic.transact((tx) => clinic.get(SignalsService).judgeLeft(tx, team.patient.personId));
    expect(await rules()).toEqual(['A1']);
  });

  it('call clinicians on when an admin has seen it, who is left in peace while somebody is on call', async () => {
    const admin = await clinic.person('admin');
    const onCall = await clinic.person('prescriber');
    await putOnCall(onCall.personId);
    await say('c-ssrs', SAFETY.plan, chosen('yes'));
    const [alert] = await alerts();
    const seen = await clinic.get(ClinicAlertsService).acknowledge(admin, alert!.id);
    expect(seen).toMatchObject({ acknowledgedAt: null, isForClinician: true, isSeen: true });
    const called = async (tier: number) => (await climb(alert!.id, tier)).personIds;
    const third = await called(3);
    expect(third).toEqual(expect.arrayContaining([onCall.personId, team.prescriber.personId]));
    expect(third).not.toContain(admin.personId);
    await clinic.get(ClinicAlertsService).acknowledge(team.prescriber, alert!.id);
    expect(await called(4)).toEqual([]);
  });

  it('call an admin who has seen it while nobody is on call', async () => {
    const admin = await clinic.person('admin');
    const alone = { kind: 'safety-answer', subjectId: crypto.randomUUID(), level: 3 } as const;
    await clinic.transact((tx) => clinic.get(ClinicLadder).raise(tx, alone, 'now'));
    const [{ id } = { id: '' }] = await sql<{ id: string }>`SELECT id FROM clinic_alert WHERE subject_id = ${alone.subjectId}`;
    await clinic.get(ClinicAlertsService).acknowledge(admin, id);
    expect((await climb(id, 1)).personIds).toContain(admin.personId);
    const byAdmin = sql`UPDATE clinic_alert SET acknowledged_at = app_now(), acknowledged_by = ${admin.personId} WHERE id = ${id}`;
    await expect(byAdmin).rejects.toThrow('for a clinician to take on');
  });

  it('hold the dose until a clinician of the patient has reviewed them, and then call nobody', async () => {
    const service = clinic.get(AssessmentsService);
    const { personId } = team.patient;
    await say('phq-9', PHQ9_ITEM_9, SEVERAL_DAYS);
    const { signals } = await service.read(team.prescriber, personId);
    const review = { outcome: 'spoken-safe', note: 'We spoke; a plan is made.' };
    const stranger = await clinic.person('prescriber');
    await expect(service.review(stranger, personId, signals[0]!.id, review)).rejects.toMatchObject({ code: 'care.not-found' });
    await service.review(team.prescriber, personId, signals[0]!.id, review);
    await expect(service.review(team.prescriber, personId, signals[0]!.id, review)).rejects.toMatchObject({
      code: 'assessments.reviewed',
    });
    expect((await clinic.get(GateAnswers).facts(clinic.read, personId)).openSignals).toBe(0);
    expect(await waiting()).toEqual([]);
    await say('phq-9', '/69722-7', chosen('difficulty-1'));
    expect(await rules()).toEqual(['A1']);
    await say('phq-9', PHQ9_ITEM_9, SEVERAL_DAYS);
    expect(await rules()).toEqual(['A1', 'A1']);
  });

  it('are kept one by one, sealed, and can be gone on with anywhere', async () => {
    const { personId } = team.patient;
    await Promise.all([
      say('medical-history', '/medical-heart', chosen('no')),
      say('medical-history', '/medical-heart', chosen('yes')),
      say('medical-history', '/medical-age', { kind: 'number', value: 41 }),
    ]);
    const rows = await sql<{ link_id: string; version: number; value_sealed: string }>`
      SELECT link_id, version, value_sealed FROM questionnaire_answer WHERE patient_id = ${personId} ORDER BY link_id, version`;
    expect(rows.map(({ link_id, version }) => `${link_id} ${version}`)).toEqual([
      '/medical-age 1',
      '/medical-heart 1',
      '/medical-heart 2',
    ]);
    expect(rows.every(({ value_sealed }) => value_sealed.startsWith('v2.'))).toBe(true);
    const { own } = await intake().form(team.patient, personId, 'medical-history');
    expect(own['/medical-age']).toEqual({ kind: 'number', value: 41 });
    await expect(sql`UPDATE questionnaire_answer SET link_id = 'x' WHERE patient_id = ${personId}`).rejects.toThrow(
      'stays as it was',
    );
    await expect(sql`DELETE FROM questionnaire_answer WHERE patient_id = ${personId}`).rejects.toThrow('stays as it was');
  });

  it('are as recent as item 9 was answered itself, not as anything beside it; passed over, they are none', async () => {
    const { personId } = team.patient;
    const item9 = () => clinic.get(GateAnswers).item9(clinic.read, personId);
    const now = async () => (await clinic.get(Clock).now()).getTime();
    expect(await item9()).toEqual({ answeredAt: null, maxAgeMs: 7 * DAY });
    await say('phq-9', PHQ9_ITEM_9, chosen('LA6568-5'));
    const first = (await item9()).answeredAt!;
    expect(Math.abs(first - (await now()))).toBeLessThan(60_000);
    await clinic.moveTo(new Date(first + 3 * DAY));
    await say('phq-9', '/44250-9', SEVERAL_DAYS);
    expect((await item9()).answeredAt).toBe(first);
    await say('phq-9', PHQ9_ITEM_9, chosen('LA6568-5'));
    expect((await item9()).answeredAt).toBeGreaterThanOrEqual(first + 3 * DAY);
    await say('phq-9', PHQ9_ITEM_9, { kind: 'skipped' });
    expect((await item9()).answeredAt).toBeNull();
  });

  it('of a scale begin empty when it is asked again, and are due again once they are old', async () => {
    const { personId } = team.patient;
    await say('phq-9', PHQ9_ITEM_9, chosen('LA6568-5'));
    await intake().complete(team.patient, personId, 'phq-9');
    const phq9 = async () => (await intake().overview(team.patient, personId)).forms.find(({ name }) => name === 'phq-9');
    expect((await intake().form(team.patient, personId, 'phq-9')).own).toEqual({});
    expect(await phq9()).toMatchObject({ state: 'done', isDueAgain: false });
    await clinic.moveTo(new Date((await clinic.get(Clock).now()).getTime() + 7 * DAY + HOUR));
    expect(await phq9()).toMatchObject({ state: 'done', isDueAgain: true });
    await say('phq-9', PHQ9_ITEM_9, chosen('LA6568-5'));
    expect(await phq9()).toMatchObject({ state: 'begun', isDueAgain: false });
  });

  it('are refused when they do not fit, and for anybody but the patient', async () => {
    const { personId } = team.patient;
    await expect(say('phq-9', PHQ9_ITEM_9, chosen('yes'))).rejects.toMatchObject({ code: 'assessments.answer-does-not-fit' });
    await expect(say('phq-9', PHQ9_ITEM_9, SEVERAL_DAYS, '0')).rejects.toMatchObject({ code: 'assessments.form-changed' });
    await expect(say('nothing', '/x', SEVERAL_DAYS)).rejects.toMatchObject({ code: 'assessments.no-form' });
    const other = await clinic.person('patient');
    await expect(intake().overview(other, personId)).rejects.toMatchObject({ code: 'care.not-found' });
    await expect(intake().overview(team.prescriber, personId)).rejects.toMatchObject({ code: 'care.not-found' });
  });

  it('begin anew after they were completed, and what was said before still counts until it is answered again', async () => {
    const { personId } = team.patient;
    await say('allergies', '/allergy-ketamine', chosen('yes'));
    await intake().complete(team.patient, personId, 'allergies');
    await say('allergies', '/allergies', { kind: 'records', records: [] });
    const { findings, forms } = await clinic.get(AssessmentsService).read(team.therapist, personId);
    expect(findings.find(({ rule }) => rule === 'ketamine-allergy')).toMatchObject({ level: 'absolute' });
    expect(forms.find(({ questionnaire }) => questionnaire.name === 'allergies')?.state).toBe('begun');
  });

  it('are asked in the words of the scale once the clinic has registered it', async () => {
    const words = { wish: 'w', thoughts: 't', method: 'm', intent: 'i', plan: 'p', everActed: 'e', recentlyActed: 'r' };
    const { personId } = team.patient;
    expect((await intake().form(team.patient, personId, 'c-ssrs')).questionnaire).toMatchObject({ wording: 'own', code: null });
    const by = { personId: team.prescriber.personId, registration: 'number 1' };
    await clinic.transact((tx) => clinic.get(RulesRepository).register(tx, 'c-ssrs', words, by));
    const { questionnaire } = await intake().form(team.patient, personId, 'c-ssrs');
    expect(questionnaire).toMatchObject({ wording: 'official', version: 'registered-1', code: { code: '93373-9' } });
    expect(questionnaire.item[0]).toMatchObject({ text: 'w', code: { code: '93246-7' } });
    await say('c-ssrs', SAFETY.wish, chosen('yes'), 'registered-1');
    expect(await rules()).toEqual(['A3']);
  });
});
