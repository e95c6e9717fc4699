import pg from 'pg';
import { type Clinic, startClinic } from '../support/clinic.js';
import { Visitor } from '../support/http.js';

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
async function until<T>(what: string, find: () => Promise<T | undefined>): Promise<T> {
  for (const began = performance.now(); performance.now() - began < 30_000; await pause(50)) {
    const found = await find();
    if (found !== undefined) return found;
  }
  throw new Error(`Waited in vain: ${what}`);
}

const item9 = (code: string) => ({ version: '1', linkId: '/44260-8', answer: { kind: 'codes', codes: [code] } });
type Alert = { id: string; patient_id: string; ladder: string };

describe('answers that may mean danger', () => {
  let clinic: Clinic;
  let database: pg.Client;

  beforeAll(async () => {
    clinic = await startClinic({ worker: 'separate' });
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
  }, 120_000);
  afterAll(async () => {
    await database?.end();
    await clinic?.stop();
  });

  const rows = async <Row extends object>(statement: string, ...values: unknown[]) =>
    (await database.query<Row>(statement, values)).rows;
  const idOf = async (name: string) =>
    (await rows<{ id: string }>('SELECT id FROM person WHERE display_name LIKE $1', `${name}%`))[0]!.id;
  const alertsOf = (patientId: string) =>
    rows<Alert>("SELECT id, patient_id, ladder FROM clinic_alert WHERE patient_id = $1 AND kind = 'safety-answer'", patientId);
  /** That a tier calls somebody: their message has left. */
  const calls = (alertId: string, tier: number, personId: string) =>
    until(`tier ${tier} calls`, async () => {
      const found = await rows(
        `SELECT 1 FROM clinic_alert_page p JOIN message m ON m.recipient_id = p.person_id AND m.key LIKE $3
         WHERE p.alert_id = $1 AND p.tier = $2 AND p.person_id = $4 AND m.state IN ('sent', 'delivered')`,
        alertId,
        tier,
        `clinic-alert:${alertId}:${tier}%`,
        personId,
      );
      return found[0];
    });
  const makeDue = (alertId: string, tier: number) =>
    until(`tier ${tier} is planned`, async () => {
      const moved = await rows(
        `UPDATE outbox_event SET due_at = app_now() WHERE key = $1 AND done_at IS NULL AND voided_at IS NULL RETURNING id`,
        `clinic-alert:${alertId}:${tier}`,
      );
      return moved.length ? true : undefined;
    });

  it('call whoever is on call, and climb, with every browser closed and no server but the worker', async () => {
    const [rosa, patientId] = [await Visitor.named(clinic, 'Rosa'), await idOf('Rosa')];
    const at = `/v1/patients/${patientId}`;
    const { body } = await rosa.post(`${at}/forms/phq-9/answers`, item9('LA6569-3')).expect(201);
    expect(body).toEqual({ state: 'begun', crisis: { isSomebodyOnCall: true, nextForm: 'c-ssrs' } });
    await clinic.kill('api');
    const [alert] = await alertsOf(patientId);
    expect(alert!.ladder).toBe('same-day');
    const [onCall] = await rows<{ person_id: string }>(
      'SELECT person_id FROM on_call_duty WHERE starts_at <= app_now() AND ends_at > app_now() ORDER BY ends_at DESC LIMIT 1',
    );
    await calls(alert!.id, 1, onCall!.person_id);
    const ties = await rows(
      'SELECT 1 FROM care_assignment WHERE patient_id = $1 AND person_id = $2',
      patientId,
      onCall!.person_id,
    );
    expect(ties.length).toBeGreaterThan(0);
    await makeDue(alert!.id, 2);
    await calls(alert!.id, 2, onCall!.person_id);
    await makeDue(alert!.id, 3);
    await calls(alert!.id, 3, await idOf('Ada'));
    const texts = await rows<{ n: number }>(
      "SELECT count(*)::int AS n FROM message WHERE subject_id = $1 AND template <> 'clinicPage'",
      alert!.id,
    );
    expect(texts[0]!.n).toBe(0);
    clinic.start('api');
    await clinic.ready();
    const nina = await Visitor.named(clinic, 'Nina');
    await nina.post(`/v1/alerts/${alert!.id}/acknowledgement`).expect(200);
    await makeDue(alert!.id, 4);
    await until(
      'tier 4 is done',
      async () =>
        (await rows('SELECT 1 FROM outbox_event WHERE key = $1 AND done_at IS NOT NULL', `clinic-alert:${alert!.id}:4`))[0],
    );
    expect(await rows('SELECT 1 FROM clinic_alert_page WHERE alert_id = $1 AND tier = 4', alert!.id)).toEqual([]);
  }, 120_000);

  it('hold the release of a dose until a clinician has reviewed them', async () => {
    const [mia, patientId, nina] = [await Visitor.named(clinic, 'Mia'), await idOf('Mia'), await Visitor.named(clinic, 'Nina')];
    const at = `/v1/patients/${patientId}`;
    const { sessionId } = clinic.links.find(({ name }) => name === 'mia') as unknown as { sessionId: string };
    const gate = async () => {
      const { findings } = (await nina.post(`/v1/dosing-sessions/${sessionId}/gate`).expect(201)).body;
      return findings.find(({ item }: { item: string }) => item === 'answers-reviewed');
    };
    expect(await gate()).toMatchObject({ isMet: true });
    await mia.post(`${at}/forms/phq-9/answers`, item9('LA6569-3')).expect(201);
    expect(await gate()).toMatchObject({ isMet: false, reason: 'review-due' });
    const { signals } = (await nina.get(`${at}/assessments`).expect(200)).body;
    const review = { outcome: 'spoken-safe', note: 'Spoken on the phone, safe.' };
    expect(signals.map(({ rule }: { rule: string }) => rule).sort()).toEqual(['A1', 'A2']); // higher than last time, too
    await nina.post(`${at}/signals/${signals[0].id}/review`, review).expect(201);
    expect(await gate()).toMatchObject({ isMet: false });
    await nina.post(`${at}/signals/${signals[1].id}/review`, review).expect(201);
    expect(await gate()).toMatchObject({ isMet: true });
  });

  it('are read as they stand by the worker once the patient has gone', async () => {
    const [ida, patientId] = [await Visitor.named(clinic, 'Ida'), await idOf('Ida')];
    await ida.post(`/v1/patients/${patientId}/forms/phq-9/answers`, item9('LA6569-3')).expect(201);
    const left = 'UPDATE outbox_event SET due_at = app_now() WHERE key = $1 AND done_at IS NULL AND voided_at IS NULL';
    await rows(left, `form-left:${patientId}`);
    const found = await until('A11', async () => {
      const said = await rows<{ rule: string }>(
        'SELECT rule FROM assessment_signal WHERE patient_id = $1 ORDER BY rule',
        patientId,
      );
      return said.some(({ rule }) => rule === 'A11') ? said.map(({ rule }) => rule) : undefined;
    });
    expect(found).toEqual(['A1', 'A11', 'A2']);
  });

  it('say so to the patient when nobody is on call, and call the admins', async () => {
    await rows('UPDATE on_call_duty SET ends_at = app_now() WHERE starts_at < app_now() AND ends_at > app_now()');
    const [sam, patientId] = [await Visitor.named(clinic, 'Sam'), await idOf('Sam')];
    const answer = { version: '1', linkId: '/c-ssrs-5', answer: { kind: 'codes', codes: ['yes'] } };
    const { body } = await sam.post(`/v1/patients/${patientId}/forms/c-ssrs/answers`, answer).expect(201);
    expect(body.crisis).toEqual({ isSomebodyOnCall: false, nextForm: null });
    const [alert] = await alertsOf(patientId);
    expect(alert!.ladder).toBe('now');
    await calls(alert!.id, 1, await idOf('Ada'));
    const [gap] = await rows("SELECT 1 FROM clinic_alert WHERE kind = 'nobody-on-call' AND subject_id = $1", alert!.id);
    expect(gap).toBeDefined();
  });

  it('show a clinician of the patient scores with bands and findings with reasons, and nobody else', async () => {
    const [tom, omar, ida] = [await Visitor.named(clinic, 'Tom'), await Visitor.named(clinic, 'Omar'), await idOf('Ida')];
    const { body } = await tom.get(`/v1/patients/${ida}/assessments`).expect(200);
    const phq9 = body.forms.find(({ questionnaire }: { questionnaire: { name: string } }) => questionnaire.name === 'phq-9');
    expect(phq9.scores[0]).toMatchObject({ name: 'total', value: 12, band: 'moderate' });
    const levels = Object.fromEntries(body.findings.map(({ rule, level }: { rule: string; level: string }) => [rule, level]));
    expect(levels).toMatchObject({ aneurysm: 'review', 'drug-benzodiazepine': 'review', 'drug-not-checked': 'review' });
    expect(body.notChecked).toContain('heart');
    await omar.get(`/v1/patients/${ida}/assessments`).expect(404);
    await (await Visitor.named(clinic, 'Ada')).get(`/v1/patients/${ida}/assessments`).expect(403);
  });
});
