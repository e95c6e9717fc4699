// Brings sealed values to the key that they belong under: their person's, or the newest of the installation. While servers run.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { PLAIN, sealedColumns } from './places.mjs';

const nameOf = pg.escapeIdentifier;
const BATCH = 500;

/** The open keys of these persons by id, made where there are none; those of erased persons are left out. */
async function keysOf(client, wrapping, personIds) {
  const ids = [...new Set(personIds)];
  const made = ids.map((personId) => wrapping.make(randomUUID(), personId));
  await client.query(
    `INSERT INTO data_key (id, person_id, kek_id, wrapped)
     SELECT u.id, u.person_id, u.kek_id, u.wrapped FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) AS u (id, person_id, kek_id, wrapped)
     WHERE NOT EXISTS (SELECT 1 FROM data_key k WHERE k.person_id = u.person_id)
     ON CONFLICT DO NOTHING`,
    [made.map(({ id }) => id), ids, made.map(({ kekId }) => kekId), made.map(({ wrapped }) => wrapped)],
  );
  const { rows } = await client.query(
    `SELECT DISTINCT ON (person_id) id, person_id AS "personId", kek_id AS "kekId", wrapped FROM data_key
     WHERE person_id = ANY($1::uuid[]) ORDER BY person_id, version DESC`,
    [ids],
  );
  return new Map(rows.filter(({ wrapped }) => wrapped).map((row) => [row.personId, { id: row.id, key: wrapping.unwrap(row) }]));
}

/** How each value of a batch looks where it belongs; null for what cannot be opened, or belongs to somebody who was erased. */
async function resealed(client, { table, column }, rows, { sealing, wrapping, encrypt }) {
  const owned = rows.flatMap(({ personId }) => personId ?? []);
  const keys = owned.length ? await keysOf(client, wrapping, owned) : new Map();
  return rows.map(({ rowId, sealed, plain, personId }) => {
    const place = { table, column, rowId };
    const key = keys.get(personId);
    if (personId && !key) return null;
    try {
      const text = plain ?? sealing.open(sealed, place);
      return key ? `v2.${key.id}.${encrypt(Buffer.from(text), key.key, key.id, place)}` : sealing.seal(text, place);
    } catch {
      return null;
    }
  });
}

/** Values that are not where they belong, after one row, by primary key. */
function find({ table, column, key, type, owner, plain }) {
  const value = `t.${nameOf(column)}`;
  const wrong = plain
    ? `${value} IS NULL`
    : `${value} LIKE 'v1.%' AND (${owner ?? 'NULL::uuid'} IS NOT NULL OR split_part(${value}, '.', 2) <> $2)`;
  return `SELECT t.${nameOf(key)}::text AS "rowId", ${value} AS sealed, ${plain ?? 'NULL::text'} AS plain, (${owner ?? 'NULL'})::text AS "personId"
    FROM ${nameOf(table)} t WHERE ${wrong} AND ($1::${type} IS NULL OR t.${nameOf(key)} > $1::${type}) AND $2 <> ''
    ORDER BY t.${nameOf(key)} LIMIT ${BATCH}`;
}

/** Only over what was read: what somebody wrote meanwhile is newer, and where it belongs. Whose values were written is in the audit. */
function write({ table, column, key, type, left = {} }) {
  const leaving = Object.entries(left).map(([name, empty]) => `, ${nameOf(name)} = ${empty}`);
  return `WITH written AS (
      UPDATE ${nameOf(table)} t SET ${nameOf(column)} = u.new${leaving.join('')}
      FROM unnest($1::${type}[], $2::text[], $3::text[], $4::uuid[]) AS u (id, old, new, person_id)
      WHERE t.${nameOf(key)} = u.id AND t.${nameOf(column)} IS NOT DISTINCT FROM u.old RETURNING u.person_id)
    INSERT INTO audit_event (id, actor_role, action, purpose, object_type, subject_person_id)
    SELECT gen_random_uuid(), 'system', 'reseal', 'system', $5::text, person_id FROM (SELECT DISTINCT person_id FROM written) whose WHERE person_id IS NOT NULL`;
}

async function rewriteColumn(client, place, crypto, onDone) {
  const counts = { written: 0, left: 0 };
  for (let after = null; ; ) {
    const { rows } = await client.query(find(place), [after, crypto.newest]);
    if (!rows.length) return counts;
    const texts = await resealed(client, place, rows, crypto);
    const done = rows.map((row, at) => ({ ...row, text: texts[at] })).filter(({ text }) => text !== null);
    await client.query(write(place), [
      done.map(({ rowId }) => rowId),
      done.map(({ sealed }) => sealed),
      done.map(({ text }) => text),
      done.map(({ personId }) => personId),
      place.table.replaceAll('_', '-'),
    ]);
    counts.written += done.length;
    counts.left += rows.length - done.length;
    onDone(`${place.table}.${place.column} ${counts.written}`);
    after = rows.at(-1).rowId;
  }
}

/** The numbers of those who were entered before numbers could be found. */
async function indexPhones(client, { sealing, wrapping, decrypt, parseSealed }) {
  const { rows } = await client.query(
    'SELECT id, phone_sealed AS sealed FROM person WHERE phone_sealed IS NOT NULL AND phone_index IS NULL',
  );
  for (const { id, sealed } of rows) {
    const { kind, keyId, body } = parseSealed(sealed);
    const key = kind === 'person' && (await keysOf(client, wrapping, [id])).get(id);
    if (!key || key.id !== keyId) continue;
    const phone = decrypt(body, key.key, keyId, { table: 'person', column: 'phone_sealed', rowId: id }).toString();
    await client.query('UPDATE person SET phone_index = $2 WHERE id = $1 AND phone_sealed = $3', [
      id,
      sealing.phoneIndex(phone),
      sealed,
    ]);
  }
  return rows.length;
}

/**
 * Begins anew wherever it was interrupted: what is done is no longer found.
 *
 * @returns `{ written, left }`; `left` could not be opened, or belong to somebody who was erased
 */
export async function rewriteAll(client, crypto, onDone = () => {}) {
  const columns = await sealedColumns(client);
  const plain = PLAIN.map((one) => ({
    ...columns.find(({ table, column }) => table === one.table && column === one.column),
    ...one,
  }));
  const total = { written: 0, left: 0 };
  for (const place of [...plain, ...columns]) {
    const { written, left } = await rewriteColumn(client, place, crypto, onDone);
    total.written += written;
    total.left += left;
  }
  await indexPhones(client, crypto);
  return total;
}
