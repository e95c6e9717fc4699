// Floor of the booking row: BEGIN, booking, outbox, audit, COMMIT, each a round trip of a prepared statement. Random clinicians and
// slots of 50 minutes over 76 years, so that two rarely collide. It is its own generator, as Hearth's is apart: both sides have one.
import { randomUUID } from 'node:crypto';
import pg from 'pg';

const CLINICIANS = 200;
const BOOKED_BEFORE = 50;
const SLOTS = 4_000_000; // of ten minutes
const FIRST = Date.UTC(2030, 0, 1);
const pick = (below) => Math.floor(Math.random() * below);

const SCHEMA = `
  CREATE EXTENSION IF NOT EXISTS btree_gist;
  CREATE TABLE booking (
    id bigserial PRIMARY KEY, clinician_id int NOT NULL, patient_id uuid NOT NULL, during tstzrange NOT NULL,
    CONSTRAINT booking_no_overlap EXCLUDE USING gist (clinician_id WITH =, during WITH &&));
  CREATE TABLE outbox (id bigserial PRIMARY KEY, name text NOT NULL, payload jsonb NOT NULL, due_at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE audit (id bigserial PRIMARY KEY, actor text NOT NULL, action text NOT NULL, object_id text, at timestamptz NOT NULL DEFAULT now());
  INSERT INTO booking (clinician_id, patient_id, during)
    SELECT c, gen_random_uuid(), tstzrange(at, at + interval '50 minutes')
    FROM generate_series(1, ${CLINICIANS}) c, generate_series(1, ${BOOKED_BEFORE}) n, LATERAL (SELECT timestamptz '2029-01-01' + n * interval '1 hour' AS at) start`;

const statement = (name, text) => (client, values) => client.query({ name, text, values });
const book = statement(
  'book',
  `INSERT INTO booking (clinician_id, patient_id, during) VALUES ($1, $2, tstzrange($3::timestamptz, $3::timestamptz + interval '50 minutes'))
   ON CONFLICT DO NOTHING RETURNING id`,
);
const announce = statement('announce', 'INSERT INTO outbox (name, payload) VALUES ($1, $2)');
const letGo = statement('let-go', 'DELETE FROM booking WHERE id = $1');
const note = statement('note', 'INSERT INTO audit (actor, action, object_id) VALUES ($1, $2, $3)');

const anywhere = () => [1 + pick(CLINICIANS), new Date(FIRST + pick(SLOTS) * 600_000)];

/** @param bookingId one that is to be moved @returns the id of the booking; null when the time was not free */
async function transact(client, [clinicianId, startsAt] = anywhere(), bookingId = null) {
  await client.query('BEGIN');
  const patientId = randomUUID();
  if (bookingId !== null) await letGo(client, [bookingId]);
  const { rows } = await book(client, [clinicianId, patientId, startsAt]);
  if (rows.length) {
    await announce(client, ['booked', { bookingId: rows[0].id }]);
    await note(client, [patientId, 'book', rows[0].id]);
  }
  await client.query(rows.length ? 'COMMIT' : 'ROLLBACK');
  return rows[0]?.id ?? null;
}

const clients = [];
async function open(count) {
  for (let i = 0; i < count; i++) {
    clients.push(new pg.Client({ connectionString: process.env.DATABASE_URL }));
    await clients[i].connect();
  }
  await clients[0].query(SCHEMA);
  return { clients: count };
}

async function run(seconds) {
  const [until, done] = [performance.now() + seconds * 1_000, { booked: 0, conflicts: 0, failed: 0 }];
  const work = async (client) => {
    while (performance.now() < until) done[(await transact(client)) === null ? 'conflicts' : 'booked'] += 1;
  };
  const since = performance.now();
  await Promise.all(clients.map(work));
  return { ...done, perSec: (done.booked * 1_000) / (performance.now() - since) };
}
/** So many at once want one time; with `isMove` each has another one, which they give up for it. Each answer is timed, in ms. */
async function race({ bookers, isMove }) {
  const own = Array.from({ length: bookers }, () => null);
  if (isMove) for (const i of own.keys()) while (own[i] === null) own[i] = await transact(clients[0]);
  const [time, idle, queue] = [anywhere(), [...clients], []];
  const lend = () => (idle.length ? idle.pop() : new Promise((lent) => queue.push(lent)));
  const giveBack = (client) => (queue.length ? queue.shift()(client) : idle.push(client));
  const one = async (bookingId) => {
    const since = performance.now();
    const client = await lend();
    const id = await transact(client, time, bookingId).finally(() => giveBack(client));
    return { ms: performance.now() - since, isWon: id !== null };
  };
  const all = await Promise.all(own.map(one));
  return { ms: all.map(({ ms }) => ms), won: all.filter(({ isWon }) => isWon).length };
}

process.on('message', ({ open: count, race: asked, seconds }) => {
  const work = count ? open(count) : asked ? race(asked) : run(seconds);
  void work.then((reply) => process.send(reply));
});
