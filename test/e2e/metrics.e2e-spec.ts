import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { freePort } from '../../tools/postgres.mjs';
import { type Clinic, startClinic } from '../support/clinic.js';
import { Visitor } from '../support/http.js';

let clinic: Clinic;
let port: number;

beforeAll(async () => {
  port = await freePort();
  clinic = await startClinic({ env: { METRICS_PORT: String(port) }, isWired: true });
});
afterAll(() => clinic?.stop());

const scrape = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();

/** The value of one line, such as `hearth_outbox_due{lane="direct"}`; undefined when there is none. */
const valueIn = (text: string, name: string): number | undefined => {
  const line = text.split('\n').find((each) => each.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
};
async function until(isTrue: (text: string) => boolean): Promise<string> {
  for (;;) {
    const text = await scrape();
    if (isTrue(text)) return text;
    await new Promise((again) => setTimeout(again, 50));
  }
}

async function query(text: string, values: unknown[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: clinic.databaseUrl });
  await client.connect();
  try {
    await client.query(text, values);
  } finally {
    await client.end();
  }
}

describe('metrics of a running clinic', () => {
  it('say that it is well, on a port of their own', async () => {
    const text = await until((each) => (valueIn(each, 'hearth_sweep_age_seconds') ?? 99) < 5);
    expect(valueIn(text, 'hearth_database_up')).toBe(1);
    for (const name of ['hearth_outbox_due{lane="direct"}', 'hearth_outbox_due{lane="queued"}', 'hearth_outbox_parked'])
      expect(valueIn(text, name)).toBeGreaterThanOrEqual(0);
    expect([valueIn(text, 'hearth_queue_store_up'), valueIn(text, 'hearth_hints_connected')]).toEqual([1, 1]);
    expect(valueIn(text, 'hearth_pool_waiting{pool="work"}')).toBe(0);
    expect(valueIn(text, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
    expect((await fetch(`${clinic.url}/metrics`)).headers.get('content-type')).not.toContain('version=0.0.4');
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
  });

  it('count requests by the template of their route, and what is recorded, by nobody’s name', async () => {
    const { visitor, sessionId } = await Visitor.chaperoneOf(clinic, 'sam');
    await visitor.get(`/v1/dosing-sessions/${sessionId}`).expect(200);
    const entry = { id: randomUUID(), type: 'help', happenedAt: new Date().toISOString(), payload: { asked: 'therapist' } };
    await visitor.post(`/v1/dosing-sessions/${sessionId}/entries`, entry).expect(201);
    await fetch(`${clinic.url}/v1/no-such-thing/${sessionId}`);
    const one = 'hearth_http_request_seconds_count{method="GET",route="/v1/dosing-sessions/:sessionId",status="2xx"}';
    const text = await until((each) => valueIn(each, one) === 1);
    expect(valueIn(text, 'hearth_entries_recorded_total{type="help"}')).toBe(1);
    expect(text).not.toContain(sessionId);
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  });

  it('tell how late a missed check was noticed, by kind and tier, and what was done about it', async () => {
    await query(
      `UPDATE deadline SET due_at = app_now() WHERE kind = 'check' AND tier = 1 AND fired_at IS NULL AND voided_at IS NULL`,
    );
    const text = await until((each) => (valueIn(each, 'hearth_deadlines_fired_total{kind="check",tier="1"}') ?? 0) > 0);
    expect(valueIn(text, 'hearth_deadline_lateness_seconds_bucket{le="+Inf",kind="check"}')).toBeGreaterThan(0);
    await until(
      (each) => (valueIn(each, 'hearth_messages_handled_total{name="notifications.call-due",outcome="done"}') ?? 0) > 0,
    );
  });

  it('show what was given up', async () => {
    const before = valueIn(await scrape(), 'hearth_outbox_parked')!;
    await query(`INSERT INTO outbox_event (name, payload, direct) VALUES ('nobody.hears-this', '{}', true)`);
    const text = await until((each) => (valueIn(each, 'hearth_outbox_parked') ?? 0) > before);
    expect(valueIn(text, 'hearth_messages_handled_total{name="nobody.hears-this",outcome="parked"}')).toBe(1);
  });

  it('are still there when the database is not, and say so', async () => {
    clinic.wireOf('api').block();
    const text = await until((each) => valueIn(each, 'hearth_database_up') === 0);
    expect(valueIn(text, 'hearth_sweep_age_seconds')).toBeUndefined();
    expect(valueIn(text, 'process_resident_memory_bytes')).toBeGreaterThan(0);
  });
});
