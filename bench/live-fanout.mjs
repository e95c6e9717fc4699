// The row of fan-out: who records is with one api, who watches with another one; each way that hints can take is measured.
import { RedisServer } from '../test/support/redis-server.mjs';
import { atEnd, start, startFloor } from './children.mjs';
import { DATABASE_SETTINGS, makeDatabase } from './database.mjs';
import { limitLines, makeLiveClinic } from './live-clinic.mjs';
import { compare, interleave } from './pairs.mjs';
import { row } from './report.mjs';

const [ROOMS, LISTENERS, ROUNDS] = [50, 3, 2];
const OPEN = { kind: 'open', seconds: 5, perSec: 300 };
const WARM = { ...OPEN, seconds: 2 };

/** How long entries are on their way from whoever sends them to a screen of the other process, in ms. */
async function measure([here, there], dialect, rooms) {
  const generator = start('bench/load/sockets.mjs');
  await generator.ask({ connect: { url: here.url, listenUrl: there.url, dialect, rooms, listeners: LISTENERS } });
  await generator.ask({ phase: WARM });
  const { delivery, deliveredShare } = await generator.ask({ phase: OPEN });
  await generator.stop();
  if (deliveredShare < 1) throw new Error(`${dialect}: listeners did not get everything`);
  return delivery;
}

async function measureMode({ rooms, launch }, floorUrl, redisUrl) {
  const floorEnv = { DATABASE_URL: floorUrl, HINTS: redisUrl ?? 'postgres' };
  const env = redisUrl ? { REDIS_URL: redisUrl } : {};
  const floors = [
    await startFloor('bench/floors/live.mjs', { env: floorEnv }),
    await startFloor('bench/floors/live.mjs', { env: floorEnv }),
  ];
  const apis = [await launch([], env), await launch([], env)];
  const pairs = await interleave(ROUNDS, {
    floor: () => measure(floors, 'floor', rooms),
    hearth: () => measure(apis, 'hearth', rooms),
  });
  await Promise.all([...floors, ...apis].map((one) => one.stop()));
  return { p50: compare(pairs, 'p50'), p99: compare(pairs, 'p99') };
}

async function startRedis() {
  const redis = await RedisServer.start();
  atEnd(() => redis.stop());
  return redis.url;
}

export async function run() {
  const [floorUrl, clinic] = [await makeDatabase('floor_fanout'), await makeLiveClinic('hearth_fanout', ROOMS)];
  const modes = { postgres: await measureMode(clinic, floorUrl), redis: await measureMode(clinic, floorUrl, await startRedis()) };
  const named = Object.entries(modes);
  return {
    rows: named.map(([mode, { p99 }]) => row(`live.fanout.p99.${mode}`, 'lower', 2, '× the bare hint channel, ms', p99)),
    settings: [DATABASE_SETTINGS, `two processes, ${ROOMS} rooms, ${OPEN.perSec}/s`, ...limitLines()],
    notes: named.map(
      ([mode, { p50, p99 }]) =>
        `${mode}: p50 ${p50.own.toFixed(1)} ms (floor ${p50.floor.toFixed(1)}), p99 ${p99.own.toFixed(1)} ms (floor ${p99.floor.toFixed(1)})`,
    ),
  };
}
