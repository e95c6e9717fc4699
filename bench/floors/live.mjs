// Floor of the live rows: Socket.IO, one INSERT an event on a pool of ten, then the acknowledgement and the room. Nothing else.
import { createServer } from 'node:http';
import pg from 'pg';
import { Server } from 'socket.io';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
await pool.query(`
  CREATE TABLE IF NOT EXISTS check_in (
    id bigserial PRIMARY KEY, room text NOT NULL, sender text NOT NULL, seq int NOT NULL, kind text NOT NULL, body jsonb NOT NULL);
  CREATE INDEX IF NOT EXISTS check_in_room ON check_in (room, id)`);

const INSERT = 'INSERT INTO check_in (room, sender, seq, kind, body) VALUES ($1, $2, $3, $4, $5) RETURNING id';
const http = createServer();
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });

io.on('connection', (socket) => {
  socket.on('join', (room, ack) => {
    void socket.join(room);
    ack({ ok: true });
  });
  socket.on('check-in', async (checkIn, ack) => {
    const { room, sender, seq, kind, body } = checkIn;
    const { rows } = await pool.query({ name: 'check-in', text: INSERT, values: [room, sender, seq, kind, body] });
    ack({ ok: true, id: rows[0].id });
    socket.to(room).emit('check-in', { ...checkIn, id: rows[0].id });
  });
});
http.listen(0, '127.0.0.1', () => process.send({ port: http.address().port }));
