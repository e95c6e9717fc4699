// The rows of rate, processor time, latency and memory: 200 dosed sessions, each with a chaperone who records and three people who watch.
import { setTimeout } from 'node:timers/promises';
import { cpuMs, residentKb, start, startFloor } from './children.mjs';
import { DATABASE_SETTINGS, databasePid, makeDatabase } from './database.mjs';
import { limitLines, makeLiveClinic } from './live-clinic.mjs';
import { compare, interleave } from './pairs.mjs';
import { row } from './report.mjs';

const ROOMS = 200;
const LISTENERS = 3;
const OPEN_PER_SEC = 1_000;
const ROUNDS = 4;
const WARM = { kind: 'closed', seconds: 2 };
const OPEN = { kind: 'open', seconds: 5, perSec: OPEN_PER_SEC };
const CLOSED = { kind: 'closed', seconds: 5 };
const IDLE = { sockets: 5_000, warmSockets: 200, settleMs: 3_000 };
/** Connects everybody anew, warms up, and measures latency and rate. */
async function measure({ url, pid }, dialect, rooms) {
  const generator = start('bench/load/sockets.mjs');
  await generator.ask({ connect: { url, dialect, rooms, listeners: LISTENERS } });
  await generator.ask({ phase: WARM });
  const open = await generator.ask({ phase: OPEN });
  const database = await databasePid();
  const before = [cpuMs(pid), cpuMs(database)];
  const closed = await generator.ask({ phase: CLOSED });
  const [serverCpuUs, databaseCpuUs] = [pid, database].map((id, i) => ((cpuMs(id) - before[i]) * 1_000) / closed.acked);
  await generator.stop();
  if (Math.min(open.deliveredShare, closed.deliveredShare) < 1) throw new Error(`${dialect}: listeners did not get everything`);
  const refused = open.refused + closed.refused;
  return { rate: closed.perSec, p50: open.p50, p99: open.p99, serverCpuUs, databaseCpuUs, refused };
}

/** Resident memory that one joined, idle socket adds, in kB. */
async function measureSockets(launch, dialect, rooms) {
  const server = await launch(['--expose-gc', '--import', './bench/collect.mjs']);
  const resident = async () => {
    process.kill(server.pid, 'SIGUSR2');
    await setTimeout(IDLE.settleMs);
    return residentKb(server.pid);
  };
  const connect = async (sockets) => {
    const generator = start('bench/load/sockets.mjs');
    await generator.ask({ connect: { url: server.url, dialect, rooms, listeners: sockets / ROOMS - 1 } });
    return generator;
  };
  await (await connect(IDLE.warmSockets)).stop();
  const before = await resident();
  const generator = await connect(IDLE.sockets);
  const kbPerSocket = ((await resident()) - before) / IDLE.sockets;
  await generator.stop();
  await server.stop();
  return { kbPerSocket };
}

export async function run() {
  const floorUrl = await makeDatabase('floor_live');
  const { rooms, launch: launchHearth } = await makeLiveClinic('hearth_live', ROOMS);
  const launchFloor = (flags = []) => startFloor('bench/floors/live.mjs', { env: { DATABASE_URL: floorUrl }, flags });
  const memory = await interleave(1, {
    floor: () => measureSockets(launchFloor, 'floor', rooms),
    hearth: () => measureSockets(launchHearth, 'hearth', rooms),
  });
  const [floor, hearth] = [await launchFloor(), await launchHearth()];
  const pairs = await interleave(ROUNDS, {
    floor: () => measure(floor, 'floor', rooms),
    hearth: () => measure(hearth, 'hearth', rooms),
  });
  await Promise.all([floor.stop(), hearth.stop()]);
  const [rate, p99, rss] = [compare(pairs, 'rate'), compare(pairs, 'p99'), compare(memory, 'kbPerSocket')];
  const [p50, server, database] = ['p50', 'serverCpuUs', 'databaseCpuUs'].map((figure) => compare(pairs, figure));
  return {
    rows: [
      row('live.rate', 'higher', 0.6, '× floor, check-ins/s', rate),
      row('live.cpu', 'lower', 1.7, '× floor, us of server a check-in', server),
      row('live.ack.p99', 'lower', 2, '× floor, ms', p99),
      row('live.rss', 'lower', 1.6, '× floor, kB resident a socket', rss),
    ],
    settings: [
      DATABASE_SETTINGS,
      `${ROOMS} rooms of ${1 + LISTENERS} sockets, one generator; open loop ${OPEN_PER_SEC}/s`,
      ...limitLines(),
    ],
    notes: [
      `check-ins: ${rate.own.toFixed(0)}/s (floor ${rate.floor.toFixed(0)}/s); ack p50 ${p50.own.toFixed(1)} ms (${p50.floor.toFixed(1)}), p99 ${p99.own.toFixed(1)} ms (${p99.floor.toFixed(1)})`,
      `processor time a check-in: server ${server.own.toFixed(0)} us (floor ${server.floor.toFixed(0)}), database ${database.own.toFixed(0)} us (${database.floor.toFixed(0)})`,
      `a joined idle socket of ${IDLE.sockets}: ${rss.own.toFixed(1)} kB resident (floor ${rss.floor.toFixed(1)})`,
      `refused: ${pairs.reduce((sum, pair) => sum + pair.hearth.refused, 0)} (floor ${pairs.reduce((sum, pair) => sum + pair.floor.refused, 0)})`,
      `rounds, check-ins/s: ${pairs.map((pair) => `${pair.hearth.rate.toFixed(0)}:${pair.floor.rate.toFixed(0)}`).join(' ')}; ack p99 ms: ${pairs.map((pair) => `${pair.hearth.p99.toFixed(0)}:${pair.floor.p99.toFixed(0)}`).join(' ')}`,
    ],
  };
}
