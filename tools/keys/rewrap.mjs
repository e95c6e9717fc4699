// Brings the keys of persons under the newest key of the key file, while servers run.

const BATCH = 1_000;

/** Unless it was shredded or rewrapped meanwhile: then it is left as it is. */
const WRITE = `
  UPDATE data_key k SET kek_id = u.kek_id, wrapped = u.wrapped
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS u (id, old, kek_id, wrapped)
  WHERE k.id = u.id AND k.wrapped = u.old`;

async function writeBatch(client, rows, wrapping) {
  const made = rows.map((row) => wrapping.rewrap(row));
  await client.query(WRITE, [
    rows.map(({ id }) => id),
    rows.map(({ wrapped }) => wrapped),
    made.map(({ kekId }) => kekId),
    made.map(({ wrapped }) => wrapped),
  ]);
}

const batchAfter = (client, where, value, after) =>
  client.query(
    `SELECT id, person_id AS "personId", kek_id AS "kekId", wrapped FROM data_key
     WHERE wrapped IS NOT NULL AND kek_id ${where} $1 AND id > $2 ORDER BY id LIMIT ${BATCH}`,
    [value, after],
  );

async function each(client, where, value, work) {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await batchAfter(client, where, value, after);
    if (!rows.length) return;
    await work(rows);
    after = rows.at(-1).id;
  }
}

/**
 * Begins anew wherever it was interrupted: what is done is no longer found.
 *
 * @param onDone hears how many are done
 * @returns how many it rewrapped
 * @throws `encryption.unreadable` for a key that cannot be opened; what was done before stays done
 */
export async function rewrapAll(client, wrapping, newest, onDone = () => {}) {
  let done = 0;
  await each(client, '<>', newest, async (rows) => {
    await writeBatch(client, rows, wrapping);
    done += rows.length;
    onDone(done);
  });
  return done;
}

/** Opens every key of a person from the database. @returns how many there are @throws `encryption.unreadable` for one that does not open */
export async function verifyAll(client, wrapping, newest) {
  let opened = 0;
  await each(client, '=', newest, (rows) => {
    for (const row of rows) wrapping.unwrap(row);
    opened += rows.length;
  });
  return opened;
}
