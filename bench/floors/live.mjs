// Floor of the live rows: Socket.IO, check-ins that come together in one INSERT, then the acknowledgements and the rooms. Nothing else.
// With HINTS=postgres or redis://…, a second such process sends to its own rooms what the first has written: it hears of it and reads it.
import { createServer } from 'node:http';
import pg from 'pg';
import { Server } from 'socket.io';

const [WAIT_MS, BATCHES, MOST] = [2, 2, 100];
const { DATABASE_URL, HINTS } = process.env;
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 });
await pool.query('SELECT pg_advisory_lock(1)'); // two may start at once
await pool.query(`
  CREATE TABLE IF NOT EXISTS check_in (
    id bigserial PRIMARY KEY, room text NOT NULL, sender text NOT NULL, seq int NOT NULL, kind text NOT NULL, body jsonb NOT NULL);
  CREATE INDEX IF NOT EXISTS check_in_room ON check_in (room, id)`);
await pool.query('SELECT pg_advisory_unlock_all()');

const INSERT = `INSERT INTO check_in (room, sender, seq, kind, body)
  SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::jsonb[]) RETURNING id`;
const READ = 'SELECT id, room, sender, seq, kind, body FROM check_in WHERE id = $1';
const http = createServer();
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });

const say = HINTS && (await channel());
let [waiting, underWay, timer] = [[], 0, undefined];

async function commit() {
  clearTimeout(timer);
  timer = undefined;
  if (!waiting.length || underWay === BATCHES) return;
  underWay += 1;
  const batch = waiting.splice(0, MOST);
  const column = (name) => batch.map(({ checkIn }) => checkIn[name]);
  const values = [...['room', 'sender', 'seq', 'kind'].map(column), column('body').map((body) => JSON.stringify(body))];
  const { rows } = await pool.query({ name: 'check-ins', text: INSERT, values });
  underWay -= 1;
  for (const [i, { socket, checkIn, ack }] of batch.entries()) {
    const { id } = rows[i];
    ack({ ok: true, id });
    if (say) say(`${id}`);
    else socket.to(checkIn.room).emit('check-in', { ...checkIn, id });
  }
  void commit();
}

io.on('connection', (socket) => {
  socket.on('join', (room, ack) => {
    void socket.join(room);
    ack({ ok: true });
  });
  socket.on('check-in', (checkIn, ack) => {
    waiting.push({ socket, checkIn, ack });
    if (waiting.length >= MOST) void commit();
    else timer ??= setTimeout(() => void commit(), WAIT_MS);
  });
});

/** The bare channel: whoever hears of a row reads it and sends it to its rooms. @returns what says that a row is there */
async function channel() {
  const hear = async (id) => {
    const { rows } = await pool.query({ name: 'read', text: READ, values: [id] });
    io.to(rows[0].room).emit('check-in', rows[0]);
  };
  if (HINTS !== 'postgres') {
    const { Redis } = await import('ioredis');
    const [publisher, subscriber] = [new Redis(HINTS), new Redis(HINTS)];
    await subscriber.subscribe('floor');
    subscriber.on('message', (_, id) => void hear(id));
    return (id) => void publisher.publish('floor', id);
  }
  const listener = new pg.Client({ connectionString: DATABASE_URL });
  await listener.connect();
  await listener.query('LISTEN floor');
  listener.on('notification', ({ payload }) => void hear(payload));
  return (id) => void pool.query({ name: 'say', text: "SELECT pg_notify('floor', $1)", values: [id] });
}

http.listen(0, '127.0.0.1', () => process.send({ port: http.address().port }));
