import { execFile } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { freePort } from '../../tools/postgres.mjs';
import { Clinic, startClinic } from '../support/clinic.js';
import { Visitor } from '../support/http.js';
import { brokenInvariants } from '../support/invariants.js';
import { MailServer } from '../support/mail-server.js';

type Table = { name: string; rows: number; sha256: string };
type Manifest = { id: string; clinicTime: string; keyNames: string[]; migrations: string[]; tables: Table[] };

const scratch = mkdtempSync(join(tmpdir(), 'hearth-drill-'));
const backups = join(scratch, 'backups');
const newDataDir = join(scratch, 'data');
const before = join(scratch, 'before');
/** What the fence changes on purpose. */
const FENCED = ['outbox_event', 'deadline', 'clinic_alert'];

let mail: MailServer;
let clinic: Clinic;
let restored: Clinic;
let restoredUrl: string;
let backup: string;
let manifest: Manifest;
let sentReminder: string;
let freshReminder: string;

/** Runs a tool as npm does. */
const tool = (name: string, args: string[], env: Record<string, string>) =>
  new Promise<{ code: number; said: string }>((done) => {
    const child = execFile(process.execPath, [`tools/${name}.mjs`, ...args], { env: { ...process.env, ...env } }, (_, out, err) =>
      done({ code: child.exitCode ?? 1, said: `${out}${err}` }),
    );
  });
const manifestOf = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
const newestIn = (parent: string) => join(parent, readdirSync(parent).sort().at(-1)!);
const until = async (isTrue: () => Promise<boolean> | boolean) => {
  while (!(await isTrue())) await new Promise((again) => setTimeout(again, 50));
};

async function query<Row extends object>(url: string, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}
const reminders = () => mail.taken.filter((text) => /^Subject: Your appointment is (tomorrow|soon)/m.test(text)).length;
const setDue = (url: string, id: string) =>
  query(url, `UPDATE outbox_event SET due_at = app_now() - interval '1 second' WHERE id = $1`, [id]);

const MESSAGES_OF_REMINDER = `m.name = 'notifications.message-due' AND m.voided_at IS NULL
  AND starts_with(m.payload ->> 'cause', concat('reminder:', r.payload ->> 'appointmentId', ':', r.payload ->> 'kind', ':'))`;
/** A reminder is decided on half a day before it is sent: sends what was decided at once. */
const letGo = (url: string, id: string) =>
  query(
    url,
    `UPDATE outbox_event m SET due_at = app_now() FROM outbox_event r
     WHERE r.id = $1 AND m.due_at > app_now() AND m.done_at IS NULL AND ${MESSAGES_OF_REMINDER}`,
    [id],
  );
/** How many messages of this reminder a clinic has sent; others may fall due at any time. */
const sentBy = async (url: string, id: string) => {
  const sent = `SELECT 1 FROM outbox_event m, outbox_event r WHERE r.id = $1 AND m.done_at IS NOT NULL AND ${MESSAGES_OF_REMINDER}`;
  return (await query(url, sent, [id])).length;
};
const sentOf = (url: string, id: string, more: number) =>
  until(async () => {
    await letGo(url, id);
    return (await sentBy(url, id)) > 0 && reminders() > more;
  });

/** From here on the clinic's clock is real time, as in production: a demo's would stand still between backup and restore. */
const letTimePass = (url: string) => query(url, 'DELETE FROM clock_offset');

beforeAll(async () => {
  mail = await MailServer.open();
  clinic = await startClinic({ env: { SMTP_URL: mail.url } });
  await letTimePass(clinic.databaseUrl);
  const waiting = await query<{ id: string }>(
    clinic.databaseUrl,
    `SELECT id FROM outbox_event WHERE name = 'scheduling.reminder-due' AND done_at IS NULL AND voided_at IS NULL
     AND due_at > app_now() + interval '1 hour' AND payload ->> 'kind' IN ('t-24h', 't-2h') ORDER BY due_at`,
  );
  // nobody sleeps, whatever time it is while this runs
  await query(
    clinic.databaseUrl,
    'INSERT INTO contact_preference (person_id, quiet_from_min, quiet_to_min) SELECT id, 0, 0 FROM person ON CONFLICT DO NOTHING',
  );
  [sentReminder, freshReminder] = [waiting[0]!.id, waiting[1]!.id];
});

afterAll(async () => {
  await Promise.all([clinic?.stop(), restored?.stop()]);
  await mail?.close();
  rmSync(scratch, { recursive: true, force: true });
});

describe('a backup', () => {
  it('is taken while the clinic runs, and says where the key is that it does not hold', async () => {
    // what was signed by now: while the api stands still another process seals, and signs for more than the backup holds
    mkdirSync(before);
    for (const file of ['field-key', 'audit-anchors.jsonl']) copyFileSync(join(clinic.dataDir, file), join(before, file));
    clinic.signal('api', 'SIGSTOP'); // so that a reminder that is due is in the backup, and sent right after it
    await setDue(clinic.databaseUrl, sentReminder);
    const env = { DATABASE_URL: clinic.databaseUrl, HEARTH_DATA_DIR: clinic.dataDir };
    const { code, said } = await tool('backup', [backups], env);
    clinic.signal('api', 'SIGCONT');
    expect([code, said]).toEqual([0, expect.stringContaining(`is not in it: ${join(clinic.dataDir, 'field-key')}`)]);
    backup = newestIn(backups);
    manifest = manifestOf(backup);
    expect(manifest.tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['audit_event', 'person', 'session_entry']));
    expect(manifest.tables.map(({ name }) => name)).not.toContain('sweeper_heartbeat');
  });

  it('is for its owner only, and holds no key and nothing readable of what is sealed', () => {
    const seed = readFileSync('prisma/seed/people.ts', 'utf8');
    const canaries = [...seed.matchAll(/(?:address|entryNote|phone): '([^']+)'/g)].map(([, text]) => text!);
    expect(canaries.length).toBeGreaterThan(20);
    const [, key] = readFileSync(join(clinic.dataDir, 'field-key'), 'utf8').trim().split(' ');
    for (const name of readdirSync(backup)) {
      expect(statSync(join(backup, name)).mode & 0o077).toBe(0);
      if (name.startsWith('captured_message.')) continue; // a demo's mailbox: what would have left the clinic, addresses and all
      const bytes = readFileSync(join(backup, name));
      const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
      expect([name, [...canaries, key!].filter((canary) => text.includes(canary))]).toEqual([name, []]);
    }
    expect(manifest.keyNames).toHaveLength(1);
  });
});

describe('a restore', () => {
  beforeAll(async () => {
    await sentOf(clinic.databaseUrl, sentReminder, 0); // the clinic went on after the backup
    await clinic.kill('api');
    restoredUrl = `${clinic.databaseUrl}_restored`;
  });

  it('refuses a backup that was changed, names what, and makes nothing', async () => {
    const copy = join(scratch, 'changed');
    cpSync(backup, copy, { recursive: true });
    writeFileSync(join(copy, 'person.copy.gz'), readFileSync(join(copy, 'audit_event.copy.gz')));
    const env = { DATABASE_URL: restoredUrl, HEARTH_DATA_DIR: clinic.dataDir };
    expect(await tool('restore', [copy], env)).toEqual({ code: 1, said: expect.stringContaining('damaged: person.') });
    writeFileSync(join(copy, 'manifest.json'), `${readFileSync(join(copy, 'manifest.json'), 'utf8')} `);
    expect(await tool('restore', [copy], env)).toEqual({ code: 1, said: expect.stringContaining('was changed after') });
    await expect(query(restoredUrl, 'SELECT 1')).rejects.toMatchObject({ code: '3D000' });
  });

  it('refuses to go on without the key that opens the backup', async () => {
    const { code, said } = await tool('restore', [backup], { DATABASE_URL: restoredUrl, HEARTH_DATA_DIR: newDataDir });
    expect([code, said]).toEqual([1, expect.stringContaining(`sealed with the key ${manifest.keyNames[0]}`)]);
  });

  it('refuses a database that holds anything', async () => {
    const env = { DATABASE_URL: clinic.databaseUrl, HEARTH_DATA_DIR: clinic.dataDir };
    const { code, said } = await tool('restore', [backup], env);
    expect([code, said]).toEqual([1, expect.stringMatching(/holds rows: .*audit_event \(\d+\)/)]);
  });

  it('brings every row back as it was, the audit among them', async () => {
    const { code, said } = await tool('restore', [backup], { DATABASE_URL: restoredUrl, HEARTH_DATA_DIR: clinic.dataDir });
    expect([code, said]).toEqual([
      0,
      expect.stringContaining(`Restored ${manifest.tables.reduce((n, { rows }) => n + rows, 0)}`),
    ]);
    expect(said).toContain(sentReminder);
    await tool('backup', [join(scratch, 'again')], { DATABASE_URL: restoredUrl, HEARTH_DATA_DIR: clinic.dataDir });
    const again = manifestOf(newestIn(join(scratch, 'again')));
    const same = ({ tables }: Manifest) => tables.filter(({ name }) => !FENCED.includes(name));
    expect(same(again)).toEqual(same(manifest));
    const rowsOf = ({ tables }: Manifest, table: string) => tables.find(({ name }) => name === table)!.rows;
    for (const name of ['outbox_event', 'deadline']) expect(rowsOf(again, name)).toBe(rowsOf(manifest, name));
    expect(again.migrations).toEqual(manifest.migrations);
  });

  it('brings back an audit that verifies', async () => {
    const { code, said } = await tool('audit-verify', [], { DATABASE_URL: restoredUrl, HEARTH_DATA_DIR: before });
    const [{ sealed }] = (await query<{ sealed: number }>(
      restoredUrl,
      'SELECT max(position)::int AS sealed FROM audit_seal',
    )) as [{ sealed: number }];
    expect(sealed).toBeGreaterThan(50);
    expect(said).toContain(`${sealed} rows are linked`);
    expect(said.split('\n').filter((line) => line.includes('is not sealed')).length).toBe(
      code === 0 ? 0 : said.split('\n').length - 2,
    );
  });

  it('leaves the laws of the database in force', async () => {
    await expect(query(restoredUrl, 'DELETE FROM audit_event')).rejects.toMatchObject({ code: 'HF001' });
    const off = await query(restoredUrl, `SELECT tgname FROM pg_trigger WHERE tgenabled <> 'O'`);
    expect(off).toEqual([]);
  });
});

describe('the clinic after a restore', () => {
  const before = { reminders: 0 };

  beforeAll(async () => {
    before.reminders = reminders();
    cpSync(join(clinic.dataDir, 'field-key'), join(newDataDir, 'field-key'), { recursive: true });
    const env = { ...clinic.env, HEARTH_DATA_DIR: newDataDir, DATABASE_URL: restoredUrl };
    const places = new Map([['api', { port: await freePort() }]] as const);
    restored = new Clinic(restoredUrl, newDataDir, env, places, process.env['TEST_SERVER_URL']!);
    Object.assign(restored, { signIns: clinic.signIns, links: clinic.links });
    restored.start('api');
    await restored.ready();
  });

  it('opens what is sealed', async () => {
    const { visitor, sessionId } = await Visitor.chaperoneOf(restored, 'sam');
    const { text } = await visitor.get(`/v1/dosing-sessions/${sessionId}`).expect(200);
    expect(text).toContain('77 Lefferts Pl');
  });

  it('tells staff of what time it is, and of every session that was live', async () => {
    const nina = await Visitor.named(restored, 'Nina');
    const { body } = await nina.get('/v1/alerts').expect(200);
    const alerts: { kind: string; aboutAt: string | null; subjectId: string }[] = body.alerts;
    const about = new Date(manifest.clinicTime).toISOString();
    expect(alerts.filter(({ kind }) => kind === 'restored')).toMatchObject([{ aboutAt: about, subjectId: manifest.id }]);
    const live = await query(restoredUrl, 'SELECT 1 FROM dosing_session WHERE dosed_at IS NOT NULL AND discharged_at IS NULL');
    expect(live.length).toBeGreaterThan(0);
    expect(alerts.filter(({ kind }) => kind === 'session-restored').length).toBeGreaterThanOrEqual(live.length);
  });

  it('sends nothing that was due before, sends what falls due from now on, and lists what it held back', async () => {
    await setDue(restoredUrl, freshReminder);
    await sentOf(restoredUrl, freshReminder, before.reminders);
    await until(async () => {
      const due = await query(
        restoredUrl,
        `SELECT 1 FROM outbox_event WHERE due_at <= app_now() AND done_at IS NULL AND voided_at IS NULL AND parked_at IS NULL`,
      );
      return due.length === 0;
    });
    expect(await sentBy(restoredUrl, sentReminder)).toBe(0);
    const [old] = await query(restoredUrl, 'SELECT parked_at, last_error_code AS reason FROM outbox_event WHERE id = $1', [
      sentReminder,
    ]);
    expect(old).toEqual({ parked_at: expect.any(Date), reason: 'restored' });
    const { said } = await tool('parked', [], { DATABASE_URL: restoredUrl });
    expect(said).toContain(`restored  scheduling.reminder-due`);
    expect(existsSync(join(newDataDir, 'field-key'))).toBe(true);
  });

  it('breaks nothing that must hold at any moment', async () => {
    const client = new pg.Client({ connectionString: restoredUrl });
    await client.connect();
    try {
      expect(await brokenInvariants(client)).toEqual([]);
    } finally {
      await client.end();
    }
  });

  it('goes on with the chain of the audit, and passes over no row', async () => {
    const waiting = () =>
      query(restoredUrl, 'SELECT 1 FROM audit_event e WHERE NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.event_id = e.id)');
    await until(async () => (await waiting()).length === 0);
    const env = { DATABASE_URL: restoredUrl, HEARTH_DATA_DIR: newDataDir };
    expect(await tool('audit-verify', [], env)).toMatchObject({ code: 0, said: expect.stringContaining('rows are linked') });
  });

  it('alarms for a session that may still be going on', async () => {
    await query(
      restoredUrl,
      `UPDATE deadline SET due_at = app_now() WHERE kind = 'check' AND fired_at IS NULL AND voided_at IS NULL`,
    );
    const called = () => query(restoredUrl, `SELECT 1 FROM page WHERE created_at > $1`, [manifest.clinicTime]);
    await until(async () => (await called()).length > 0);
  });
});
