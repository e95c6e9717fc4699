import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { Config, Database, KeyRing, Log, readFieldKeys } from '#platform';
import { Dice } from '../../test/support/dice.js';
import { SmallClinic } from '../../test/support/small-clinic.js';
import { TAMPERINGS } from '../../test/support/tampering.js';
import { Anchors, anchorFileOf, readAnchors } from './anchors.js';
import { AuditModule } from './audit.module.js';
import { Audit } from './audit.service.js';
import { SealRepository } from './seal.repository.js';
import { AuditSealer } from './sealer.js';
import { type Anchor, HeadSigner, type PublicKeys, publicKeysOf } from './signing.js';
import { verifyAudit } from './verification.js';

const [ROWS, TRIALS] = process.env['PROVE'] ? [100_000, 200] : [2_000, 24];

let clinic: SmallClinic;
let owner: pg.Client;
let keys: PublicKeys;

beforeAll(async () => {
  clinic = await SmallClinic.open([AuditModule]);
  owner = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
  await owner.connect();
  keys = publicKeysOf(readFieldKeys(clinic.get(Config).keyFile, false));
});
afterAll(async () => {
  await owner?.end();
  await clinic?.close();
});

const act = (n: number) => ({ action: `act-${n}`, objectType: 'patient', subjectPersonId: randomUUID() });
const write = (n: number) => clinic.transact((tx) => clinic.get(Audit).record(tx, null, act(n)));
const sealAll = async () => {
  let [total, count] = [0, 1];
  for (; count > 0; total += count) count = await clinic.get(AuditSealer).sealNow();
  return total;
};
const verdict = (anchors: readonly Anchor[] = []) => verifyAudit(owner, { keys, anchors, sealedWithinSec: 0 });
const isWell = async () => {
  expect(await verdict()).toMatchObject({ broken: null, unsealed: [] });
};
const chain = async () =>
  (await owner.query('SELECT s.position::int, e.action FROM audit_seal s JOIN audit_event e ON e.id = s.event_id ORDER BY 1'))
    .rows;
/** Another program on the same database, with the same key. */
const secondSealer = () =>
  new AuditSealer(
    clinic.get(Database),
    clinic.get(SealRepository),
    clinic.get(HeadSigner),
    clinic.get(Anchors),
    new Log({ write: () => {} }),
  );

describe('the sealer', () => {
  it('gives each event one place, in the order of their transactions', async () => {
    for (const n of [1, 2, 3]) await write(n);
    expect(await sealAll()).toBe(3);
    expect(await chain()).toEqual([1, 2, 3].map((n) => ({ position: n, action: `act-${n}` })));
    expect(await sealAll()).toBe(0);
    await isWell();
  });

  it('passes over nothing that commits late', async () => {
    const late = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
    await late.connect();
    await late.query('BEGIN');
    await late.query(`INSERT INTO audit_event (id, actor_role, action, object_type) VALUES ($1, 'system', 'late', 'patient')`, [
      randomUUID(),
    ]);
    for (const n of [4, 5]) {
      await write(n);
      expect(await sealAll()).toBe(1);
    }
    await late.query('COMMIT');
    await late.end();
    await write(6);
    expect(await sealAll()).toBe(2);
    expect((await chain()).map(({ action }) => action)).toEqual(['act-1', 'act-2', 'act-3', 'act-4', 'act-5', 'late', 'act-6']);
    await isWell();
  });

  it('is one at a time, however many try', async () => {
    for (let n = 10; n < 60; n++) await write(n);
    const sealers = [clinic.get(AuditSealer), secondSealer(), secondSealer()];
    const sealed = await Promise.all(sealers.map((sealer) => sealer.sealNow()));
    expect(sealed.filter((count) => count > 0)).toEqual([50]);
    await isWell();
  });

  it('leaves the work to the next round while another one holds it', async () => {
    await owner.query('BEGIN');
    await owner.query('SELECT pg_advisory_xact_lock($1)', [0x7365616c]);
    await write(70);
    expect(await clinic.get(AuditSealer).sealNow()).toBe(0);
    await owner.query('ROLLBACK');
    expect(await sealAll()).toBe(1);
  });

  it('finds what is new after a restore into a cluster that counts its transactions anew', async () => {
    await owner.query('ALTER TABLE audit_head DISABLE TRIGGER USER');
    const last = `position = (SELECT max(position) FROM audit_head)`;
    const { rows } = await owner.query(`SELECT sealed_below::text AS before FROM audit_head WHERE ${last}`);
    await owner.query(`UPDATE audit_head SET sealed_below = '999999999999' WHERE ${last}`);
    for (const n of [80, 81]) await write(n);
    expect(await sealAll()).toBe(3); // and a row that says so
    expect((await chain()).map(({ action }) => action)).toContain('continue-chain');
    await owner.query(`UPDATE audit_head SET sealed_below = '${rows[0].before}' WHERE sealed_below = '999999999999'`);
    await owner.query('ALTER TABLE audit_head ENABLE TRIGGER USER');
    await write(82);
    expect(await sealAll()).toBe(1);
    await isWell();
  });

  it('works by itself, and also when there is nothing to seal after a restore', async () => {
    await owner.query('ALTER TABLE audit_head DISABLE TRIGGER USER');
    await owner.query(
      "UPDATE audit_head SET sealed_below = '999999999999' WHERE position = (SELECT max(position) FROM audit_head)",
    );
    await owner.query('ALTER TABLE audit_head ENABLE TRIGGER USER');
    const sealer = clinic.get(AuditSealer);
    const waiting = async () => (await verdict()).unsealed.length;
    const length = (await chain()).length;
    sealer.onApplicationBootstrap();
    while ((await chain()).length === length) await new Promise((again) => setTimeout(again, 50));
    await write(85);
    while ((await waiting()) > 0) await new Promise((again) => setTimeout(again, 50));
    await sealer.onModuleDestroy();
    expect((await chain()).slice(length).map(({ action }) => action)).toEqual(['continue-chain', 'act-85']);
  });

  it('says which row waits for its seal', async () => {
    await write(90);
    const { broken, unsealed } = await verdict();
    expect([broken, unsealed.length]).toEqual([null, 1]);
    await sealAll();
  });
});

describe('the record', () => {
  it.each(['audit_event', 'audit_seal', 'audit_head'])('%s stays as it is, also for the owner of the table', async (table) => {
    for (const statement of [`UPDATE ${table} SET ctid = ctid`, `DELETE FROM ${table}`, `TRUNCATE ${table}`]) {
      const column = table === 'audit_event' ? 'action = action' : 'position = position';
      await expect(owner.query(statement.replace('ctid = ctid', column))).rejects.toMatchObject({ code: 'HF001' });
    }
  });

  it('says why, from where and in which transaction', async () => {
    const actor = { personId: randomUUID(), role: 'prescriber', signInId: randomUUID(), address: '192.0.2.7' };
    await clinic.transact((tx) => clinic.get(Audit).record(tx, actor, act(100)));
    await clinic.get(Audit).recordRead(actor, { ...act(101), purpose: 'break-glass', reason: 'unconscious' });
    const { rows } = await owner.query(
      `SELECT action, purpose, reason, address, sign_in_id, actor_role, txid::text AS txid, xmin::text AS xmin
       FROM audit_event WHERE actor_id = $1 ORDER BY action`,
      [actor.personId],
    );
    const from = { address: '192.0.2.7', sign_in_id: actor.signInId, actor_role: 'prescriber' };
    expect(rows).toEqual([
      { action: 'act-100', purpose: 'care', reason: null, ...from, txid: rows[0].xmin, xmin: expect.any(String) },
      { action: 'act-101', purpose: 'break-glass', reason: 'unconscious', ...from, txid: rows[1].xmin, xmin: expect.any(String) },
    ]);
    await sealAll();
  });

  it('has a list that is asked for again and again once, and each patient who is new on it', async () => {
    const actor = { personId: randomUUID(), role: 'admin', signInId: randomUUID() };
    const [one, two, three] = [randomUUID(), randomUUID(), randomUUID()];
    const list = { action: 'list-sessions', objectType: 'dosing-session' };
    for (const shown of [[one, two, one], [two], [one, three], []]) await clinic.get(Audit).recordList(actor, list, shown);
    const { rows } = await owner.query('SELECT subject_person_id AS id FROM audit_event WHERE actor_id = $1', [actor.personId]);
    expect(rows.map(({ id }) => id).sort()).toEqual([one, two, three].sort());
    await sealAll();
  });
});

describe('anchors', () => {
  it('are appended to a file with what verifies them, once in five minutes', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'hearth-anchor-'));
    const signer = clinic.get(HeadSigner);
    const anchors = new Anchors({ dataDir } as Config, new Log({ write: () => {} }));
    const [first, second] = [1, 2].map((position) => signer.sign({ position, hash: '0'.repeat(64), signedAt: 5 }));
    await anchors.offer(first!);
    await anchors.offer(second!);
    const kept = readAnchors(readFileSync(anchorFileOf(dataDir), 'utf8'));
    expect(kept).toEqual([first]);
    const { foreignAnchors, broken } = await verifyAudit(owner, { keys, anchors: kept });
    expect([foreignAnchors, broken?.kind]).toEqual([0, 'rewritten']); // signed by the clinic, and for another chain than this
  });

  it('that the clinic has not signed count for nothing, and are told', async () => {
    const stranger = new HeadSigner(KeyRing.of(new Map([['k', Buffer.alloc(32, 1)]])));
    const forged = stranger.sign({ position: 10 ** 6, hash: '0'.repeat(64), signedAt: 5 });
    expect(await verdict([forged])).toMatchObject({ broken: null, foreignAnchors: 1 });
  });

  it('of an old key stand when a new one is put above it', async () => {
    const both = new Map([['new', Buffer.alloc(32, 2)], ...readFieldKeys(clinic.get(Config).keyFile, false)]);
    expect(await verifyAudit(owner, { keys: publicKeysOf(both), anchors: [] })).toMatchObject({ broken: null });
    const only = publicKeysOf(new Map([['new', Buffer.alloc(32, 2)]]));
    expect(await verifyAudit(owner, { keys: only, anchors: [] })).toMatchObject({ broken: { kind: 'unsigned', position: 1 } });
  });
});

describe('a superuser who takes the triggers away', () => {
  let anchor: Anchor;

  beforeAll(async () => {
    const people = Array.from({ length: 20 }, () => randomUUID());
    for (let left = ROWS; left > 0; left -= 1_000) {
      await clinic.get(Database).sql`
        INSERT INTO audit_event (id, actor_id, actor_role, action, purpose, object_type, subject_person_id)
        SELECT gen_random_uuid(), (${people}::uuid[])[1 + n % 20], 'prescriber', 'open', 'care', 'dosing-session', (${people}::uuid[])[1 + n % 7]
        FROM generate_series(1, ${Math.min(1_000, left)}::int) AS n`;
      await sealAll();
    }
    const { rows } = await owner.query(
      `SELECT position::int, encode(hash, 'hex') AS hash, (extract(epoch FROM signed_at) * 1000)::float8 AS "signedAt",
         key_id AS "keyId", encode(signature, 'base64') AS signature FROM audit_head ORDER BY position DESC LIMIT 1`,
    );
    const { publicKey } = clinic.get(HeadSigner).sign({ position: 0, hash: '', signedAt: 0 });
    anchor = { ...rows[0], signature: rows[0].signature.replace(/\n/g, ''), publicKey };
    expect(await verdict([anchor])).toMatchObject({ broken: null, unsealed: [], anchors: 1 });
    await owner.query('ANALYZE');
  });

  const trials = Array.from({ length: TRIALS }, (_, i) => [TAMPERINGS[i % TAMPERINGS.length]!.name, i] as const);
  it.each(trials)('is found out: %s (%i)', async (_, i) => {
    const dice = new Dice(i + 1);
    await owner.query('BEGIN');
    try {
      for (const table of ['audit_event', 'audit_seal', 'audit_head'])
        await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
      await owner.query('ALTER TABLE audit_seal DROP CONSTRAINT audit_seal_positive');
      const { broken, unsealed } = await TAMPERINGS[i % TAMPERINGS.length]!.tamper(owner, dice);
      const found = await verdict([anchor]);
      if (broken) expect(found.broken).toMatchObject(broken);
      else expect(found.unsealed.map(({ id }) => id)).toContain(unsealed);
    } finally {
      await owner.query('ROLLBACK');
    }
  });

  it('has left no trace of these trials', async () => {
    expect(await verdict([anchor])).toMatchObject({ broken: null, unsealed: [], foreignAnchors: 0 });
  });
});
