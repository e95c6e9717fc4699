// Makes anew what people are found by, from the sealed address and number of each, while servers run.
const BATCH = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';
const TAKEN = '23505';

/** Only over what was read: whoever has changed their address meanwhile has the right index. Whose was made anew is in the audit. */
const WRITE = `
  WITH written AS (
    UPDATE person p SET email_index = u.email, phone_index = u.phone
    FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[]) AS u (id, email_sealed, phone_sealed, email, phone)
    WHERE p.id = u.id AND p.email_sealed IS NOT DISTINCT FROM u.email_sealed AND p.phone_sealed IS NOT DISTINCT FROM u.phone_sealed
    RETURNING p.id)
  INSERT INTO audit_event (id, actor_role, action, purpose, object_type, object_id, subject_person_id)
  SELECT gen_random_uuid(), 'system', 'reindex', 'system', 'person', id, id FROM written`;

async function batchAfter(client, after) {
  const { rows } = await client.query(
    `SELECT id, email_sealed AS "emailSealed", phone_sealed AS "phoneSealed", email_index AS "emailIndex", phone_index AS "phoneIndex"
     FROM person WHERE id > $1 ORDER BY id LIMIT ${BATCH}`,
    [after],
  );
  return rows;
}

/** The keys of these persons by their names; those of erased persons are gone. */
async function keysOf(client, wrapping, personIds) {
  const { rows } = await client.query(
    `SELECT id, person_id AS "personId", kek_id AS "kekId", wrapped FROM data_key WHERE person_id = ANY($1::uuid[]) AND wrapped IS NOT NULL`,
    [personIds],
  );
  return new Map(rows.map((row) => [row.id, wrapping.unwrap(row)]));
}

/** The index of one sealed value; null where there is none. @throws when it cannot be opened */
function indexOf({ sealing, decrypt, parseSealed }, keys, sealed, place, make) {
  if (sealed === null) return null;
  const { kind, keyId, body } = parseSealed(sealed);
  return make(kind === 'person' ? decrypt(body, keys.get(keyId), keyId, place).toString('utf8') : sealing.open(sealed, place));
}

/** What both indexes of a person should be; null where one cannot be told. */
function wanted(crypto, indexing, keys, { id, emailSealed, phoneSealed }) {
  const place = (column) => ({ table: 'person', column, rowId: id });
  try {
    return {
      email: indexOf(crypto, keys, emailSealed, place('email_sealed'), (plain) => indexing.blindIndex(plain)),
      phone: indexOf(crypto, keys, phoneSealed, place('phone_sealed'), (plain) => indexing.phoneIndex(plain)),
    };
  } catch {
    return null;
  }
}

const write = (client, changes) =>
  client.query(
    WRITE,
    ['id', 'emailSealed', 'phoneSealed', 'email', 'phone'].map((name) => changes.map((change) => change[name])),
  );

/** @returns what could not be written, because somebody else is found by that address */
async function writeOneByOne(client, changes) {
  const rivals = [];
  for (const change of changes) {
    await write(client, [change]).catch((error) => {
      if (error.code !== TAKEN) throw error;
      rivals.push(change);
    });
  }
  return rivals;
}

/** Of addresses that stood with the wrong people: all are let go, and each goes to its own. @returns those who share one with another */
async function exchange(client, changes) {
  await client.query('BEGIN');
  await client.query('UPDATE person SET email_index = NULL WHERE id = ANY($1::uuid[])', [changes.map(({ id }) => id)]);
  const left = [];
  for (const change of changes) {
    await client.query('SAVEPOINT one');
    await write(client, [change]).catch(async (error) => {
      if (error.code !== TAKEN) throw error;
      await client.query('ROLLBACK TO one');
      left.push(change.id);
    });
  }
  await client.query('COMMIT');
  return left;
}

/** What is wrong in a batch, and how many of it nobody can tell. */
async function judge(client, crypto, indexing, rows) {
  const keys = await keysOf(
    client,
    crypto.wrapping,
    rows.map(({ id }) => id),
  );
  const told = rows.map((row) => ({ row, right: wanted(crypto, indexing, keys, row) }));
  const isSealed = ({ emailSealed, phoneSealed }) => emailSealed !== null || phoneSealed !== null;
  const isFound = ({ emailIndex, phoneIndex }) => emailIndex !== null || phoneIndex !== null;
  return {
    changes: told
      .filter(({ row, right }) => right && isSealed(row) && (row.emailIndex !== right.email || row.phoneIndex !== right.phone))
      .map(({ row, right }) => ({ ...row, ...right })),
    unread: told.filter(({ row, right }) => right === null && isFound(row)).length,
  };
}

/**
 * Begins anew wherever it was interrupted: what is right stays as it is.
 *
 * @param indexing makes the indexes: a `SealedFields` under the key that they are to be made under
 * @param onDone   hears how many people were looked at
 * @returns `{ seen, written, unread, shared }`: `unread` could not be opened; `shared` are the ids of those whose address another has
 */
export async function reindexAll(client, crypto, indexing, onDone = () => {}) {
  const total = { seen: 0, written: 0, unread: 0 };
  const rivals = [];
  for (let after = FIRST; ; ) {
    const rows = await batchAfter(client, after);
    if (!rows.length) break;
    const { changes, unread } = await judge(client, crypto, indexing, rows);
    if (changes.length) {
      const ofBatch = await write(client, changes).then(
        () => [],
        (error) => (error.code === TAKEN ? writeOneByOne(client, changes) : Promise.reject(error)),
      );
      rivals.push(...ofBatch);
      total.written += changes.length - ofBatch.length;
    }
    total.seen += rows.length;
    total.unread += unread;
    onDone(total.seen);
    after = rows.at(-1).id;
  }
  const shared = rivals.length ? await exchange(client, rivals) : [];
  return { ...total, written: total.written + rivals.length - shared.length, shared };
}
