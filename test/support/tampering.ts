import { createHash, randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Dice } from './dice.js';

/** What the verifier must name: the first broken row, or one that is not sealed. */
export type Traces = Readonly<{ broken?: { kind: string; position: number }; unsealed?: string }>;
type Tampering = Readonly<{ name: string; tamper: (db: pg.Client, dice: Dice) => Promise<Traces> }>;

const lastOf = async (db: pg.Client): Promise<number> =>
  (await db.query('SELECT max(position)::int AS last FROM audit_seal')).rows[0].last;
/** Not so near to the end that one row is all there is after it. */
const anyOf = async (db: pg.Client, dice: Dice) => 1 + dice.between(0, (await lastOf(db)) - 11);
/** Near the end, where everything after it is moved. */
const lateOf = async (db: pg.Client, dice: Dice) => (await lastOf(db)) - 10 - dice.between(0, 299);
const eventAt = (position: number) => `(SELECT event_id FROM audit_seal WHERE position = ${position})`;

/** Moves all seals from a place on, by so many places. */
async function shift(db: pg.Client, from: number, by: number): Promise<void> {
  await db.query('UPDATE audit_seal SET position = -position WHERE position >= $1', [from]);
  await db.query('UPDATE audit_seal SET position = -position + $1 WHERE position < 0', [by]);
}

const EDITS = [
  'actor_id = gen_random_uuid()',
  "actor_role = 'admin'",
  "action = 'read-board'",
  "purpose = 'shared-care'",
  'subject_person_id = gen_random_uuid()',
  "object_type = 'nothing'",
  'object_id = gen_random_uuid()',
  "reason = 'none'",
  "address = '198.51.100.1'",
  'sign_in_id = gen_random_uuid()',
  "at = at - interval '1 day'",
  "written_at = written_at - interval '1 ms'",
  "txid = '1'",
];

async function edit(db: pg.Client, dice: Dice): Promise<Traces> {
  const position = await anyOf(db, dice);
  await db.query(`UPDATE audit_event SET ${dice.pick(EDITS)} WHERE id = ${eventAt(position)}`);
  return { broken: { kind: 'edited', position } };
}

async function deleteEvent(db: pg.Client, dice: Dice): Promise<Traces> {
  const position = await anyOf(db, dice);
  await db.query(`DELETE FROM audit_event WHERE id = ${eventAt(position)}`);
  return { broken: { kind: 'deleted', position } };
}

async function deleteWithSeal(db: pg.Client, dice: Dice): Promise<Traces> {
  const position = await anyOf(db, dice);
  await db.query(`WITH gone AS (DELETE FROM audit_seal WHERE position = ${position} RETURNING event_id)
                  DELETE FROM audit_event WHERE id IN (SELECT event_id FROM gone)`);
  return { broken: { kind: 'deleted', position } };
}

async function deleteAndClose(db: pg.Client, dice: Dice): Promise<Traces> {
  const [position, count] = [await lateOf(db, dice), 1 + dice.between(0, 2)];
  await db.query('DELETE FROM audit_event WHERE id IN (SELECT event_id FROM audit_seal WHERE position >= $1 AND position < $2)', [
    position,
    position + count,
  ]);
  await db.query('DELETE FROM audit_seal WHERE position >= $1 AND position < $2', [position, position + count]);
  await shift(db, position, -count);
  return { broken: { kind: 'deleted', position } };
}

async function reorder(db: pg.Client, dice: Dice): Promise<Traces> {
  const position = await anyOf(db, dice);
  const other = Math.min(position + 1 + dice.between(0, 999), (await lastOf(db)) - 5);
  const withHash = dice.isLucky(0.5);
  await db.query('DROP INDEX audit_seal_event_id_key');
  await db.query(
    `UPDATE audit_seal s SET event_id = o.event_id ${withHash ? ', hash = o.hash' : ''} FROM audit_seal o
     WHERE (s.position = $1 AND o.position = $2) OR (s.position = $2 AND o.position = $1)`,
    [position, other],
  );
  return { broken: { kind: 'reordered', position } };
}

async function insert(db: pg.Client, dice: Dice): Promise<Traces> {
  const position = await lateOf(db, dice);
  await shift(db, position, 1);
  const id = randomUUID();
  await db.query(`INSERT INTO audit_event (id, actor_role, action, object_type) VALUES ($1, 'system', 'open', 'patient')`, [id]);
  const hash = createHash('sha256').update(id).digest();
  await db.query('INSERT INTO audit_seal (position, event_id, hash) VALUES ($1, $2, $3)', [position, id, hash]);
  return { broken: { kind: 'inserted', position } };
}

/** Of a transaction that was sealed long ago: the sealer does not look there again. */
async function insertBackdated(db: pg.Client): Promise<Traces> {
  const id = randomUUID();
  await db.query(
    `INSERT INTO audit_event (id, actor_role, action, object_type, txid, written_at)
     SELECT $1, 'system', 'open', 'patient', txid, written_at FROM audit_event ORDER BY txid LIMIT 1`,
    [id],
  );
  return { unsealed: id };
}

/** Everything after a place, signatures too: only what is kept elsewhere knows of it. */
async function cut(db: pg.Client): Promise<Traces> {
  const { rows } = await db.query('SELECT position::int FROM audit_head ORDER BY position DESC OFFSET 1 LIMIT 1');
  const { position } = rows[0];
  await db.query('DELETE FROM audit_event WHERE id IN (SELECT event_id FROM audit_seal WHERE position > $1)', [position]);
  await db.query('DELETE FROM audit_seal WHERE position > $1', [position]);
  await db.query('DELETE FROM audit_head WHERE position > $1', [position]);
  return { broken: { kind: 'cut', position: position + 1 } };
}

/** Edits a row and makes all hashes after it anew; what was signed since cannot be made. */
async function rewrite(db: pg.Client, dice: Dice): Promise<Traces> {
  const position = await lateOf(db, dice);
  await db.query(`UPDATE audit_event SET action = 'read-board' WHERE id = ${eventAt(position)}`);
  const { rows } = await db.query(
    `SELECT s.position::int, encode(s.hash, 'hex') AS hash, e.*, e.txid::text AS tx, (extract(epoch FROM e.at) * 1000)::float8 AS ms,
       (extract(epoch FROM e.written_at) * 1000)::float8 AS written
     FROM audit_seal s JOIN audit_event e ON e.id = s.event_id WHERE s.position >= $1 ORDER BY 1`,
    [position - 1],
  );
  let { hash } = rows[0];
  for (const e of rows.slice(1)) {
    const text = JSON.stringify([
      ...[1, e.position, e.id, e.ms, e.written, e.tx, e.actor_id, e.actor_role, e.sign_in_id, e.address],
      ...[e.action, e.purpose, e.subject_person_id, e.object_type, e.object_id, e.reason],
    ]);
    hash = createHash('sha256').update(`${hash}|${text}`).digest('hex');
    await db.query(`UPDATE audit_seal SET hash = decode($2, 'hex') WHERE position = $1`, [e.position, hash]);
  }
  const signed = await db.query('SELECT max(position)::int AS at FROM audit_head WHERE position < $1', [position]);
  return { broken: { kind: 'rewritten', position: signed.rows[0].at + 1 } };
}

/** What somebody with all rights on the database can try. */
export const TAMPERINGS: readonly Tampering[] = [
  { name: 'a row edited', tamper: edit },
  { name: 'a row deleted', tamper: deleteEvent },
  { name: 'a row deleted with its seal', tamper: deleteWithSeal },
  { name: 'rows deleted and the gap closed', tamper: deleteAndClose },
  { name: 'two rows changing places', tamper: reorder },
  { name: 'a row put in', tamper: insert },
  { name: 'a row put in without a seal, backdated', tamper: insertBackdated },
  { name: 'the tail cut off', tamper: cut },
  { name: 'the chain made anew', tamper: rewrite },
];
