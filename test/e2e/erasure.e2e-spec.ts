import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';

import { type Clinic, startClinic } from '../support/clinic.js';
import { Visitor } from '../support/http.js';
import { brokenInvariants } from '../support/invariants.js';
import { tool } from '../support/tool.js';

const scratch = mkdtempSync(join(tmpdir(), 'hearth-erasure-'));
const backups = join(scratch, 'backups');
let clinic: Clinic;
let env: NodeJS.ProcessEnv;
let rosa: string;
let luis: string;
let before: string;

async function query<Row extends object>(url: string, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client
    .query<Row>(text, values)
    .then(({ rows }) => rows)
    .finally(() => void client.end());
}
const idOf = async (name: string) =>
  (await query<{ id: string }>(clinic.databaseUrl, 'SELECT id FROM person WHERE display_name = $1', [name]))[0]!.id;
const backup = async () => {
  expect(await tool('backup', [], env)).toMatchObject({ code: 0 });
  return join(
    backups,
    readdirSync(backups)
      .filter((name) => name.startsWith('20'))
      .sort()
      .at(-1)!,
  );
};
const erase = (...args: string[]) => tool('erase', args, env);
const textOf = (folder: string, table: string) => gunzipSync(readFileSync(join(folder, `${table}.copy.gz`))).toString();

beforeAll(async () => {
  clinic = await startClinic();
  env = { ...clinic.env, HEARTH_BACKUP_DIR: backups };
  [rosa, luis] = [await idOf('Rosa Marin'), await idOf('Luis Marin')];
  before = await backup();
});
afterAll(async () => {
  await clinic?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

describe('npm run erase', () => {
  it('wants to know whom and why, in a code', async () => {
    for (const args of [[], ['--patient', 'rosa'], ['--patient', rosa, '--reason', 'she asked on Monday']])
      expect(await erase(...args)).toMatchObject({ code: 1, said: expect.stringContaining('Say whom and why') });
  });

  it('refuses while a session is live or to come, for staff, and on legal hold', async () => {
    const because = ['--reason', 'patient-request'];
    for (const name of ['Sam Ellery', 'Mia Lindqvist'])
      expect(await erase('--patient', await idOf(name), ...because)).toMatchObject({
        code: 1,
        said: expect.stringContaining('not over'),
      });
    expect(await erase('--patient', await idOf('Nina Okafor'), ...because)).toMatchObject({
      code: 1,
      said: expect.stringContaining('no such patient'),
    });
    expect(await erase('--hold', rosa)).toMatchObject({ code: 0 });
    expect(await erase('--patient', rosa, ...because)).toMatchObject({ code: 1, said: expect.stringContaining('legal hold') });
    expect(await erase('--lift-hold', rosa)).toMatchObject({ code: 0 });
    expect(await query(clinic.databaseUrl, 'SELECT 1 FROM tombstone')).toEqual([]);
  });

  it('forgets a patient and who accompanied nobody else, while servers run', async () => {
    const visitor = await Visitor.named(clinic, 'Rosa');
    await visitor.get('/v1/me').expect(200);
    expect(await erase('--patient', rosa, '--reason', 'patient-request')).toEqual({
      code: 0,
      said: expect.stringContaining(`Erased: ${rosa}, ${luis}`),
    });
    const { email, password } = clinic.signIns.find(({ name }) => name === 'Rosa Marin')!;
    await new Visitor(clinic).post('/v1/sign-ins', { email, password }).expect(401);
    for (let status = 200; status !== 401; ) ({ status } = await visitor.get('/v1/me'));
    const left = await query<Record<string, unknown>>(
      clinic.databaseUrl,
      'SELECT display_name, email_index, phone_index FROM person WHERE id = ANY($1)',
      [[rosa, luis]],
    );
    expect(left).toEqual(Array(2).fill({ display_name: 'Erased', email_index: null, phone_index: null }));
  });

  it('leaves pages that told of them readable, without them', async () => {
    const tom = await Visitor.named(clinic, 'Tom');
    const { text } = await tom.get('/v1/dosing-sessions').expect(200);
    const messages = await new Visitor(clinic).get('/v1/demo/messages?limit=200').expect(200);
    for (const said of [text, messages.text]) expect(said).not.toMatch(/Rosa|Luis/);
    await (await Visitor.named(clinic, 'Nina')).get('/v1/board').expect(200);
  });

  it('says in the audit who and why, by id and code', async () => {
    const acts = await query(
      clinic.databaseUrl,
      `SELECT object_id, reason FROM audit_event WHERE action = 'erase' ORDER BY object_id`,
    );
    expect(acts).toEqual([rosa, luis].sort().map((id) => ({ object_id: id, reason: 'patient-request' })));
  });

  it('does nothing new the second time, and breaks nothing that must hold', async () => {
    expect(await erase('--patient', rosa, '--reason', 'patient-request')).toMatchObject({ code: 0 });
    expect(await query(clinic.databaseUrl, 'SELECT 1 FROM tombstone')).toHaveLength(2);
    const client = new pg.Client({ connectionString: clinic.databaseUrl });
    await client.connect();
    expect(await brokenInvariants(client).finally(() => void client.end())).toEqual([]);
  });
});

describe('a backup from before an erasure', () => {
  it('still names them: its restore must erase them again', () => {
    expect(textOf(before, 'person')).toContain('Rosa Marin');
  });

  it('is not named by one from after it', async () => {
    const after = await backup();
    for (const name of readdirSync(after).filter((file) => file.endsWith('.gz')))
      expect([name, /Rosa Marin|Luis Marin/.test(textOf(after, name.replace('.copy.gz', '')))]).toEqual([name, false]);
  });

  it.each([
    ['by the list beside it', [] as string[]],
    ['by a list that is named', ['--tombstones', join(backups, 'tombstones.jsonl')]],
  ])('forgets them again when it is restored, %s', async (how, args) => {
    const url = `${clinic.databaseUrl}_${how.length}`;
    const { code, said } = await tool('restore', [before, ...args], { ...env, DATABASE_URL: url });
    expect([code, said]).toEqual([0, expect.stringContaining('2 people who were erased after this backup were erased again')]);
    const people = await query<{ name: string }>(url, 'SELECT display_name AS name FROM person WHERE id = ANY($1)', [
      [rosa, luis],
    ]);
    expect(people).toEqual([{ name: 'Erased' }, { name: 'Erased' }]);
    const whole = await query(url, 'SELECT 1 FROM data_key WHERE person_id = ANY($1) AND wrapped IS NOT NULL', [[rosa, luis]]);
    expect(whole).toEqual([]);
  });

  it('is not restored with a list that cannot be read', async () => {
    const args = [before, '--tombstones', join(clinic.dataDir, 'field-key')];
    const { code, said } = await tool('restore', args, { ...env, DATABASE_URL: `${clinic.databaseUrl}_none` });
    expect([code, said]).toEqual([1, expect.stringContaining('no list of erased people')]);
  });
});
