import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { dropDatabase } from '../test/support/database-server.mjs';
import { fence } from './backup/fence.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'hearth-restore-'));
const url = process.env.DATABASE_URL;
const serverUrl = process.env.TEST_SERVER_URL;
const OLDEST_LEVEL = '20261125000400_restored'; // there was no backup before it

/** In a process of its own: the schema engine leaves a timer behind. */
const tool = (name, args, env) =>
  new Promise((done) => {
    const whole = { ...process.env, DATABASE_URL: '', HEARTH_DATA_DIR: join(scratch, 'none'), ...env };
    const child = execFile(process.execPath, [`tools/${name}.mjs`, ...args], { env: whole }, (_, out, err) =>
      done({ code: child.exitCode, said: `${out}${err}`.trim() }),
    );
  });
const newest = (parent) => join(parent, readdirSync(parent).sort().at(-1));
const named = (name) => serverUrl.replace(/postgres$/, name);

async function on(database, work) {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  return work(client).finally(() => client.end());
}
const query = async (database, text, values) => (await on(database, (client) => client.query(text, values))).rows;

afterAll(() => {
  const outside = join(scratch, 'data/database-folder'); // where root's PostgreSQL keeps its files
  if (existsSync(outside)) rmSync(readFileSync(outside, 'utf8'), { recursive: true, force: true });
  rmSync(scratch, { recursive: true, force: true });
});

describe('a restore', () => {
  let backup;

  beforeAll(async () => {
    await query(url, `INSERT INTO person (id, role, display_name, zone) VALUES ($1, 'admin', E'a\\tb\\\\\\nc', 'UTC')`, [
      randomUUID(),
    ]);
    await query(url, 'CREATE UNLOGGED TABLE scratch (n int); INSERT INTO scratch VALUES (1)');
    await tool('backup', [join(scratch, 'backups')], { DATABASE_URL: url });
    await query(url, 'DROP TABLE scratch');
    backup = newest(join(scratch, 'backups'));
  });

  it('leaves out tables that do not outlive a crash', () => {
    expect(readdirSync(backup)).toContain('person.copy.gz');
    expect(readdirSync(backup)).not.toContain('scratch.copy.gz');
  });

  it('makes the database of a data folder that has none, and refuses to do it twice', async () => {
    const env = { HEARTH_DATA_DIR: join(scratch, 'data') };
    expect(await tool('restore', [backup], env)).toEqual({
      code: 0,
      said: expect.stringContaining('Start the clinic: npm start'),
    });
    expect(await tool('restore', [backup], env)).toEqual({
      code: 1,
      said: expect.stringMatching(/empty database only.* person \(1\)/),
    });
  });

  it('refuses a backup of a newer program', async () => {
    const copy = join(scratch, 'newer');
    cpSync(backup, copy, { recursive: true });
    const manifest = JSON.parse(readFileSync(join(copy, 'manifest.json'), 'utf8'));
    const text = JSON.stringify({ ...manifest, migrations: [...manifest.migrations, '29990101000000_later'] });
    writeFileSync(join(copy, 'manifest.json'), text);
    writeFileSync(join(copy, 'manifest.json.sha256'), `${createHash('sha256').update(text).digest('hex')}  manifest.json\n`);
    const { code, said } = await tool('restore', [copy], { DATABASE_URL: named('never_made') });
    expect([code, said]).toEqual([1, expect.stringContaining('newer than this program')]);
  });

  it('brings a backup of an older program back at its level, and then up', async () => {
    const [old, fresh] = [named('restore_old'), named('restore_fresh')];
    const migrateOld = `import('./tools/migrate.mjs').then(async (m) => { await m.ensureDatabase('${old}'); await m.migrate('${old}', { upTo: '${OLDEST_LEVEL}' }); process.exit(0); })`;
    await new Promise((done) => execFile(process.execPath, ['--eval', migrateOld], done));
    await query(old, `INSERT INTO person (id, role, display_name, zone) VALUES ($1, 'admin', 'Old', 'UTC')`, [randomUUID()]);
    await tool('backup', [join(scratch, 'old')], { DATABASE_URL: old });
    expect((await tool('restore', [newest(join(scratch, 'old'))], { DATABASE_URL: fresh })).code).toBe(0);
    const level = 'SELECT max(migration_name) AS at FROM _prisma_migrations';
    expect(await query(fresh, level)).toEqual(await query(url, level));
    expect(await query(fresh, 'SELECT display_name FROM person')).toEqual([{ display_name: 'Old' }]);
    for (const database of [old, fresh]) await dropDatabase(serverUrl, database);
  });
});

describe('the fence of a restore', () => {
  const ids = () =>
    Object.fromEntries(['patient', 'appointment', 'protocol', 'line', 'session'].map((name) => [name, randomUUID()]));

  /** A session whose dose was taken so many hours ago, with a check due and people called when the backup was taken. */
  async function liveSession(client, hoursAgo) {
    const id = ids();
    const at = `now() - interval '${hoursAgo} hours'`;
    const run = (text, values) => client.query(text, values);
    await run(`INSERT INTO person (id, role, display_name, zone) VALUES ($1, 'patient', 'P', 'UTC')`, [id.patient]);
    await run(
      `INSERT INTO appointment (id, kind, patient_id, starts_at, ends_at, patient_zone, booked_by)
       VALUES ($1, 'dosing', $2, ${at}, ${at} + interval '3 hours', 'UTC', $2)`,
      [id.appointment, id.patient],
    );
    await run(`INSERT INTO protocol (id, patient_id, template, plan, min_days_between) VALUES ($1, $2, 't', '{}', 7)`, [
      id.protocol,
      id.patient,
    ]);
    await run(`INSERT INTO dose_line (id, protocol_id, number, dose_mg) VALUES ($1, $2, 1, 100)`, [id.line, id.protocol]);
    await run(
      `INSERT INTO dosing_session (id, appointment_id, patient_id, chaperone_id, therapist_id, prescriber_id, dose_line_id, plan,
         gate_passed_at, released_at, dosed_at, min_discharge_at)
       VALUES ($1, $2, $3, $3, $3, $3, $4, '{}', ${at}, ${at}, ${at}, ${at} + interval '2 hours')`,
      [id.session, id.appointment, id.patient, id.line],
    );
    await run(
      `INSERT INTO deadline (session_id, kind, ref, number, tier, due_at, delays_sec, levels, every_sec)
       VALUES ($1, 'check', 'check-1', 1, 1, ${at} + interval '15 minutes', '{180}', '{1,2}', 900)`,
      [id.session],
    );
    await waiting(client, 'sessions.alert-climbed', { sessionId: id.session, alertId: 'check-0', tier: 1 });
    await waiting(client, 'notifications.call-due', { subjectId: id.session });
    return id.session;
  }
  const waiting = async (client, name, payload, due = "now() - interval '1 minute'") =>
    (
      await client.query(`INSERT INTO outbox_event (name, payload, due_at) VALUES ($1, $2, ${due}) RETURNING id`, [
        name,
        JSON.stringify(payload),
      ])
    ).rows[0].id;

  it('calls people to sessions that may go on, to those that are over nobody, and tells of both', () =>
    on(url, async (client) => {
      const [young, old] = [await liveSession(client, 11), await liveSession(client, 13)];
      const tellsPatient = await waiting(client, 'integration.nudge-due', { visitId: randomUUID(), number: 1 });
      const changesRecord = await waiting(client, 'integration.visit-overdue', { visitId: randomUUID() });
      const later = await waiting(
        client,
        'integration.nudge-due',
        { visitId: randomUUID(), number: 2 },
        "now() + interval '1 minute'",
      );
      await client.query('BEGIN');
      const { parked, live } = await fence(client, { id: randomUUID(), takenAt: new Date(0) });
      await client.query('COMMIT');

      expect(live).toEqual(
        expect.arrayContaining([
          { id: young, isOver: false },
          { id: old, isOver: true },
        ]),
      );
      expect(parked.map(({ id }) => id)).toContain(tellsPatient);
      expect(parked.map(({ id }) => id)).not.toContain(changesRecord);
      expect(parked.map(({ id }) => id)).not.toContain(later);
      expect(parked.flatMap(({ payload }) => payload.sessionId ?? payload.subjectId ?? [])).toEqual([old, old]);
      const { rows } = await client.query('SELECT session_id AS id FROM deadline WHERE voided_at IS NULL');
      expect(rows).toEqual([{ id: young }]);
      const alerts = await client.query(
        `SELECT subject_id AS id FROM clinic_alert WHERE kind = 'session-restored' AND level = 3`,
      );
      expect(alerts.rows.map(({ id }) => id).sort()).toEqual([young, old].sort());
    }));

  it('can be put up again, as after a second restore', async () => {
    await query(url, `UPDATE clinic_alert SET acknowledged_at = now(), acknowledged_by = gen_random_uuid()`);
    const { code, said } = await tool('restore', ['--fence', '2026-01-31T12:00:00Z'], { DATABASE_URL: url });
    expect([code, said]).toEqual([0, expect.stringContaining('over by now, nobody is called')]);
    const open = await query(
      url,
      `SELECT 1 FROM clinic_alert WHERE acknowledged_at IS NULL AND about_at = '2026-01-31T12:00:00Z'`,
    );
    expect(open).toHaveLength(3);
  });

  it('does not take every text for a time', async () => {
    for (const time of ['yesterday', '2026-01-31', ''])
      expect((await tool('restore', ['--fence', time], { DATABASE_URL: url })).code).toBe(1);
  });
});
