import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

import { readFieldKeys, SealedFields } from '#platform';
import { KeyRing } from '../../libs/platform/key-ring.js';
import { KeyWrapping } from '../../libs/platform/key-wrapping.js';
import { OWNERS, sealedColumns, valuesByKey } from '../../tools/keys/places.mjs';
import { type Clinic, startClinic } from '../support/clinic.js';
import { clinicTime, Visitor } from '../support/http.js';
import { brokenInvariants } from '../support/invariants.js';
import { tool } from '../support/tool.js';

const isProof = Boolean(process.env['PROVE']);
const MANY = isProof ? 100_000 : 2_500;

let clinic: Clinic;
let database: pg.Client;
const keyFile = () => join(clinic.dataDir, 'field-key');
const namesInFile = () => [...readFieldKeys(keyFile(), false).keys()];
const rows = async <Row extends object>(text: string, values: unknown[] = []) => (await database.query<Row>(text, values)).rows;

beforeAll(async () => {
  clinic = await startClinic(isProof ? { apis: 2, worker: 'separate' } : {});
  database = new pg.Client({ connectionString: clinic.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database?.end();
  await clinic?.stop();
});

/** The address on Sam's card, as the companion is shown it: read by a process that may have it in memory, or not. */
async function addressOfSam(): Promise<string> {
  const { visitor, sessionId } = await Visitor.chaperoneOf(clinic, 'sam');
  const { body } = await visitor.get(`/v1/dosing-sessions/${sessionId}`).expect(200);
  return body.card.addressLine;
}

describe('sealed columns', () => {
  it('are all known to the tools, with whose they are', async () => {
    const found = await sealedColumns(database);
    expect([...new Set(found.map(({ table }: { table: string }) => table))]).toEqual(Object.keys(OWNERS).sort());
  });

  it('hold nothing but what is sealed where it belongs: under the key of its person, or the installation’s', async () => {
    for (const { table, column, owner } of await sealedColumns(database)) {
      const kind = owner ? 'v2.%' : 'v1.%';
      const wrong = await rows(`SELECT 1 FROM ${table} t WHERE ${column} NOT LIKE $1`, [kind]);
      expect([table, column, wrong.length]).toEqual([table, column, 0]);
    }
  });
});

describe('a copy of the key file', () => {
  it('is taken for one only when it holds every key', async () => {
    const copy = join(clinic.dataDir, 'copy');
    writeFileSync(copy, 'k1 AAAA');
    expect(await tool('new-key', ['--confirm-copy', copy], clinic.env)).toMatchObject({
      code: 1,
      said: expect.stringContaining('no copy'),
    });
    expect(await rows('SELECT 1 FROM installation_key WHERE copy_seen_at IS NULL')).toHaveLength(1);
    writeFileSync(copy, readFileSync(keyFile()));
    expect(await tool('new-key', ['--confirm-copy', copy], clinic.env)).toMatchObject({ code: 0 });
    expect(await rows('SELECT 1 FROM installation_key WHERE copy_seen_at IS NULL')).toHaveLength(0);
    rmSync(copy);
  });
});

describe('resealing', () => {
  /** What Hearth wrote before persons had keys. */
  async function makeOld(): Promise<void> {
    const fields = new SealedFields(readFieldKeys(keyFile(), false));
    const seal = (table: string, column: string, rowId: string, text: string) =>
      database.query(`UPDATE ${table} SET ${column} = $1 WHERE ${table === 'person' ? 'id' : 'patient_id'} = $2`, [
        fields.seal(text, { table, column, rowId }),
        rowId,
      ]);
    const [sam] = await rows<{ id: string }>("SELECT id FROM person WHERE display_name = 'Sam Ellery'");
    await seal('person', 'phone_sealed', sam!.id, '+1 917 555 0117');
    await seal('emergency_card', 'address_sealed', sam!.id, '77 Lefferts Pl, Brooklyn, NY 11238');
    await database.query(
      "UPDATE emergency_card SET local_number_sealed = NULL, local_number = '+1 718 555 0911' WHERE patient_id = $1",
      [sam!.id],
    );
    await database.query('UPDATE person SET phone_index = NULL');
    await database.query(
      `UPDATE captured_message SET message_sealed = NULL, "to" = 'sam@demo.example', subject = 'Old', text = 'An old text'
       WHERE message_id = (SELECT message_id FROM captured_message ORDER BY sent_at DESC, message_id DESC LIMIT 1)`,
    );
  }

  it('is read as it was before, and brought under the keys of persons while servers run', async () => {
    await makeOld();
    expect(await addressOfSam()).toContain('77 Lefferts Pl');
    expect(await tool('reseal', [], clinic.env)).toEqual({ code: 0, said: expect.stringContaining('4 values were brought') });
    expect(await addressOfSam()).toContain('77 Lefferts Pl');
    const { body } = await new Visitor(clinic).get('/v1/demo/messages').expect(200);
    const old = expect.objectContaining({ to: 'sam@demo.example', subject: 'Old', text: 'An old text' });
    expect(body.messages).toContainEqual(old); // others may have come meanwhile
    expect(await rows(`SELECT 1 FROM captured_message WHERE "to" <> '' OR text <> '' OR subject IS NOT NULL`)).toEqual([]);
    expect(await rows("SELECT 1 FROM emergency_card WHERE local_number <> ''")).toEqual([]);
    expect(await rows('SELECT 1 FROM person WHERE phone_index IS NULL AND phone_sealed IS NOT NULL')).toEqual([]);
    expect(await tool('reseal', [], clinic.env)).toEqual({ code: 0, said: expect.stringContaining('\n0 values were brought') });
  });
});

describe('rotation', () => {
  /** What goes on meanwhile: reading what is sealed, and sealing. @returns what went wrong */
  async function underLoad(work: () => Promise<void>): Promise<{ wrong: unknown[]; done: number }> {
    const [wrong, load]: [unknown[], { done: number; isOver: boolean }] = [[], { done: 0, isOver: false }];
    const { visitor, sessionId } = await Visitor.chaperoneOf(clinic, 'sam');
    const { databaseUrl, signIns } = clinic;
    const another = isProof ? ({ url: clinic.urlOf('api-2'), databaseUrl, signIns } as Clinic) : clinic;
    const reader = await Visitor.named(another, 'Nina');
    const again = async (act: () => Promise<{ status: number }>) => {
      while (!load.isOver) {
        const { status } = await act().catch((error: unknown) => ({ status: String(error) }));
        load.done += 1;
        if (typeof status !== 'number' || status >= 400) wrong.push(status);
      }
    };
    const help = async () => {
      const entry = { id: randomUUID(), type: 'vitals', happenedAt: await clinicTime(clinic) };
      const payload = { systolicMmHg: 120, diastolicMmHg: 80, heartRateBpm: 70, hasSymptoms: false };
      return visitor.post(`/v1/dosing-sessions/${sessionId}/entries`, { ...entry, payload });
    };
    const readers = [
      again(() => reader.get(`/v1/dosing-sessions/${sessionId}`)),
      again(() => visitor.get(`/v1/dosing-sessions/${sessionId}`)),
      again(help),
    ];
    await work();
    load.isOver = true;
    await Promise.all(readers);
    return { wrong, done: load.done };
  }

  /** As many people as a large clinic has, with a key each. */
  async function plantKeys(count: number): Promise<void> {
    const wrapping = new KeyWrapping(KeyRing.at(keyFile(), false));
    for (let left = count; left > 0; left -= 5_000) {
      const made = Array.from({ length: Math.min(left, 5_000) }, () => wrapping.make(randomUUID(), randomUUID()));
      await database.query(
        `INSERT INTO data_key (id, person_id, kek_id, wrapped)
         SELECT * FROM json_to_recordset($1) AS row (id uuid, "personId" uuid, "kekId" text, wrapped text)`,
        [JSON.stringify(made)],
      );
    }
  }

  it('refuses when there is nothing to rotate to', async () => {
    expect(await tool('rotate-keys', [], clinic.env)).toEqual({ code: 1, said: expect.stringContaining('one key only') });
  });

  it('brings everything under the new key while servers run, without one error', async () => {
    const [old] = namesInFile();
    await plantKeys(MANY);
    expect(await tool('new-key', ['--add', keyFile()], clinic.env)).toMatchObject({ code: 0 });
    const [young, oldest] = namesInFile();
    expect(oldest).toBe(old);
    let told = { code: 1, said: '' };
    const { wrong, done } = await underLoad(async () => {
      told = await tool('rotate-keys', [], clinic.env);
    });
    expect([told.code, told.said, wrong]).toEqual([0, expect.stringContaining(`Values under key ${old}: 0`), []]);
    expect(done).toBeGreaterThan(10);
    const [, rewrapped, seconds] = /(\d+) keys rewrapped in ([\d.]+) s/.exec(told.said)!.map(Number);
    expect(rewrapped).toBeGreaterThanOrEqual(MANY);
    if (isProof) expect(seconds).toBeLessThan(600);
    expect([...(await valuesByKey(database)).keys()]).toEqual([young]);
    expect(await addressOfSam()).toContain('77 Lefferts Pl');
  });

  it('still finds people by their address, and lets companions in, after a restart with both keys', async () => {
    await clinic.kill('api');
    clinic.start('api');
    await clinic.ready();
    await Visitor.named(clinic, 'Nina');
    expect(await addressOfSam()).toContain('77 Lefferts Pl');
    expect(await brokenInvariants(database)).toEqual([]);
  });

  it('keeps a server from starting with a key file that is another', async () => {
    const kept = readFileSync(keyFile());
    await clinic.kill('api');
    const line = (name: string) => `${name} ${Buffer.alloc(32, 7).toString('base64')}\n`;
    for (const [wrong, sentence] of [
      [line('k0'), 'which is not in the key file'],
      [namesInFile().map(line).join(''), 'another key than this database was sealed with'],
    ] as const) {
      writeFileSync(keyFile(), wrong);
      clinic.start('api');
      await expect(clinic.ready()).rejects.toThrow(sentence);
    }
    writeFileSync(keyFile(), kept);
    clinic.start('api');
    await clinic.ready();
  });
});

describe('indexing anew', () => {
  const right = () => rows<{ id: string }>('SELECT id, email_index, phone_index FROM person ORDER BY id');
  const signIn = async (name: string) => {
    const { email, password } = clinic.signIns.find((one) => one.name.startsWith(name))!;
    return (await new Visitor(clinic).post('/v1/sign-ins', { email, password })).status;
  };

  it('mends indexes that are missing, wrong, or stand with the wrong people', async () => {
    const before = await right();
    const [rosa, sam] = await rows<{ id: string; email_index: string }>(
      "SELECT id, email_index FROM person WHERE display_name IN ('Rosa Marin', 'Sam Ellery') ORDER BY display_name",
    );
    const put = (id: string, index: string | null) =>
      database.query('UPDATE person SET email_index = $2 WHERE id = $1', [id, index]);
    await put(rosa!.id, null);
    await put(sam!.id, rosa!.email_index);
    await put(rosa!.id, sam!.email_index);
    await database.query("UPDATE person SET phone_index = 'x' WHERE phone_index IS NOT NULL");
    await database.query("UPDATE person SET email_index = NULL WHERE display_name = 'Mia Lindqvist'");
    expect(await signIn('Mia')).toBe(401);
    expect(await tool('reindex', [], clinic.env)).toMatchObject({ code: 0 });
    expect(await right()).toEqual(before);
    expect(await signIn('Mia')).toBe(201);
    expect(await tool('reindex', [], clinic.env)).toEqual({ code: 0, said: expect.stringContaining('\n0 of') });
  });

  it('says under which keys it can', async () => {
    expect(await tool('reindex', ['--key', 'k0'], clinic.env)).toMatchObject({
      code: 1,
      said: expect.stringContaining(namesInFile().join('|')),
    });
  });

  it('moves them to another key while people sign in, and the old key may go', async () => {
    const [young] = namesInFile();
    const statuses: number[] = [];
    const moving = tool('reindex', ['--key', young!], clinic.env).then((told) => ({ told, isOver: true }));
    for (let isOver = false; !isOver; ) {
      statuses.push(await signIn('Mia'));
      isOver = await Promise.race([moving.then(() => true), new Promise<boolean>((done) => setTimeout(done, 300, false))]);
    }
    statuses.push(await signIn('Mia'));
    expect((await moving).told).toMatchObject({ code: 0, said: expect.stringContaining(`remove the lines below ${young}`) });
    expect(new Set(statuses)).toEqual(new Set([201]));
    await clinic.kill('api');
    writeFileSync(keyFile(), `${readFileSync(keyFile(), 'utf8').split('\n')[0]}\n`);
    clinic.start('api');
    await clinic.ready();
    expect(await signIn('Mia')).toBe(201);
    expect(await tool('reindex', [], clinic.env)).toEqual({ code: 0, said: expect.stringContaining('\n0 of') });
  });
});
