// The generator of the live rows: a room has one sender and some listeners. The same program speaks to Hearth and to the floor.
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { io } from 'socket.io-client';
import { ticketAuth } from '../../tools/socket-ticket.mjs';

const CONNECTING_AT_ONCE = 50;
const BODY = { systolicMmHg: 122, diastolicMmHg: 78, heartRateBpm: 70, hasSymptoms: false };

/** How each server is spoken to: what a joining socket and a sender emit, and which entries an arriving event brings. */
const DIALECTS = {
  floor: {
    auth: () => ({}),
    join: (room) => ['join', room.id],
    record: (room) => {
      room.sent += 1;
      const checkIn = { room: room.id, sender: 'chaperone', seq: room.sent, kind: 'vitals', body: BODY };
      return { id: `${room.id} ${room.sent}`, message: ['check-in', checkIn] };
    },
    event: 'check-in',
    idsOf: ({ room, seq }) => [`${room} ${seq}`],
  },
  hearth: {
    auth: ticketAuth,
    join: (room) => ['session.join', { sessionId: room.id, after: 0 }],
    record: (room) => {
      const entry = { id: randomUUID(), type: 'vitals', happenedAt: new Date().toISOString(), payload: BODY };
      return { id: entry.id, message: ['session.record', { sessionId: room.id, entry }] };
    },
    event: 'session.entries',
    idsOf: ({ entries }) => entries.map(({ id }) => id),
  },
};

let dialect;
let rooms = [];
let [delivered, refused] = [0, 0];
/** When each entry was sent, and how long it was on its way to each listener. */
let [sentAt, travels] = [new Map(), []];

async function connect(url, token, room) {
  const extraHeaders = { origin: url, ...(token && { cookie: `hearth=${token}` }) };
  const auth = dialect.auth(url, extraHeaders);
  const socket = io(url, { transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders, auth });
  await new Promise((done, failed) => socket.once('connect', done).once('connect_error', failed));
  const joined = await ask(socket, dialect.join(room));
  if (!joined.ok) throw new Error(`a socket may not join: ${JSON.stringify(joined.problem)}`);
  return socket;
}

const ask = (socket, [event, input]) => socket.timeout(30_000).emitWithAck(event, input);

function take(event) {
  for (const id of dialect.idsOf(event)) {
    delivered += 1;
    if (sentAt.has(id)) travels.push(performance.now() - sentAt.get(id));
  }
}

/** The first token of a room is its sender's; those after it are listeners', in turn, who may be with another server. */
async function connectAll({ url, listenUrl = url, rooms: asked, listeners }) {
  rooms = asked.map(({ id, tokens }) => ({ id, tokens, sent: 0, sockets: [] }));
  const waiting = rooms.flatMap((room) => Array.from({ length: 1 + listeners }, (_, i) => [room, i]));
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [room, i] = next;
      const socket = await connect(i ? listenUrl : url, room.tokens[i && 1 + ((i - 1) % (room.tokens.length - 1))], room);
      room.sockets[i] = socket;
      if (i) socket.on(dialect.event, take);
    }
  };
  await Promise.all(Array.from({ length: CONNECTING_AT_ONCE }, work));
}

/** @returns whether it was recorded */
async function send(room) {
  const { id, message } = dialect.record(room);
  sentAt.set(id, performance.now());
  const { ok } = await ask(room.sockets[0], message);
  if (!ok) refused += 1;
  return ok;
}

/** Each sender waits for its acknowledgement and sends again. */
async function closedLoop(seconds) {
  const until = performance.now() + seconds * 1_000;
  let acked = 0;
  const work = async (room) => {
    while (performance.now() < until) {
      if (await send(room)) acked += 1;
    }
  };
  const since = performance.now();
  await Promise.all(rooms.map(work));
  return { acked, perSec: (acked * 1_000) / (performance.now() - since) };
}

function shares(times) {
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.ceil(times.length * share) - 1];
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** So many a second, whatever the server does. Latency counts from the moment at which each was to be sent. */
async function openLoop(seconds, perSec) {
  const [latencies, since] = [[], performance.now()];
  let pending = Promise.resolve();
  for (let i = 0; i < seconds * perSec; ) {
    const dueAt = since + (i * 1_000) / perSec;
    if (performance.now() < dueAt) {
      await setTimeout(1);
      continue;
    }
    const sent = send(rooms[i++ % rooms.length]).then((ok) => ok && latencies.push(performance.now() - dueAt));
    pending = pending.then(() => sent);
  }
  await pending;
  return { acked: latencies.length, ...shares(latencies) };
}

/** Waits until every listener has got what was acknowledged, and says which share did. */
async function deliveredShare(expected) {
  for (let tries = 0; delivered < expected && tries < 500; tries++) await setTimeout(20);
  return delivered / expected;
}

async function phase({ kind, seconds, perSec }) {
  [delivered, refused, sentAt, travels] = [0, 0, new Map(), []];
  const result = kind === 'closed' ? await closedLoop(seconds) : await openLoop(seconds, perSec);
  const share = await deliveredShare(result.acked * (rooms[0].sockets.length - 1));
  return { ...result, refused, deliveredShare: share, delivery: shares(travels) };
}

async function answer({ connect: to, phase: asked }) {
  if (to) {
    dialect = DIALECTS[to.dialect];
    await connectAll(to);
    return { sockets: rooms.reduce((sum, { sockets }) => sum + sockets.length, 0) };
  }
  return phase(asked);
}
process.on('message', (message) => void answer(message).then((reply) => process.send(reply)));
