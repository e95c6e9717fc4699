// The row of replay: a screen that comes back and has missed 5,000 entries, against one SELECT of them.
import { io } from 'socket.io-client';
import { ticketAuth } from '../tools/socket-ticket.mjs';
import { DATABASE_SETTINGS, withClient } from './database.mjs';
import { addEntries } from './live-bulk.mjs';
import { limitLines, makeLiveClinic, SEAT } from './live-clinic.mjs';
import { compare, interleave, median } from './pairs.mjs';
import { row } from './report.mjs';

const [MISSED, ROUNDS, ASKED] = [5_000, 4, 20];
const SELECT = {
  name: 'entries',
  text: `SELECT seq, id, type, payload, happened_at, recorded_at, author_id, author_role
         FROM session_entry WHERE session_id = $1 AND seq > $2 ORDER BY seq`,
};

/** @returns the middle of so many times in ms */
async function timed(work) {
  const times = [];
  for (let i = 0; i < ASKED; i++) {
    const since = performance.now();
    await work();
    times.push(performance.now() - since);
  }
  return { ms: median(times) };
}

async function connect(url, token) {
  const extraHeaders = { origin: url, cookie: `hearth=${token}` };
  const auth = ticketAuth(url, extraHeaders);
  const socket = io(url, { transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders, auth });
  await new Promise((done, failed) => socket.once('connect', done).once('connect_error', failed));
  return socket;
}

export async function run() {
  const { databaseUrl, rooms, launch } = await makeLiveClinic('hearth_replay', 1);
  const [{ id: sessionId, tokens }] = rooms;
  return withClient(databaseUrl, async (client) => {
    const { rows: before } = await client.query('SELECT last_seq FROM dosing_session WHERE id = $1', [sessionId]);
    const after = before[0].last_seq;
    await addEntries(client, [sessionId], MISSED);
    const { url, stop } = await launch();
    const socket = await connect(url, tokens[SEAT.prescriber]);
    const join = async () => {
      const { ok, data } = await socket.timeout(30_000).emitWithAck('session.join', { sessionId, after });
      if (!ok || data.entries.length !== MISSED) throw new Error('a screen that came back did not get what it had missed');
    };
    const pairs = await interleave(ROUNDS, {
      floor: () => timed(() => client.query({ ...SELECT, values: [sessionId, after] })),
      hearth: () => timed(join),
    });
    socket.close();
    await stop();
    const ms = compare(pairs, 'ms');
    return {
      rows: [row('live.replay', 'lower', 3, '× one SELECT of them, ms', ms)],
      settings: [DATABASE_SETTINGS, `${MISSED} entries in one page, the answer to session.join`, ...limitLines()],
      notes: [`${ms.own.toFixed(1)} ms until the screen has them (floor ${ms.floor.toFixed(1)})`],
    };
  });
}
