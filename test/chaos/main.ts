// npm run chaos -- --minutes N --seed S [--redis]: a long storm over a clinic of two apis and two workers, and what became of what it promised.
import { parseArgs } from 'node:util';
import { stopServers } from '../support/database-server.mjs';
import { Dice, seedOfRun } from '../support/dice.js';
import { RedisServer } from '../support/redis-server.mjs';
import { loseRedis } from './lost-redis.js';
import { type Report, Storm } from './storm.js';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '2' },
    seed: { type: 'string' },
    sessions: { type: 'string', default: '20' },
    redis: { type: 'boolean', default: false },
  },
});
const say = (line: string) => void process.stdout.write(`${line}\n`);
const seed = values.seed === undefined ? seedOfRun() : Number(values.seed);
const minutes = Number(values.minutes);

function print({ facts, faults: broken, lateness, counts, deaths, memoryMb }: Report): readonly string[] {
  const faults = [...broken, ...lateness.faults];
  say('\nWhat went wrong, and how often:');
  for (const [kind, count] of counts) say(`  ${kind.padEnd(18)} ${count}`);
  say('\nWhat was looked at:');
  for (const [name, value] of Object.entries(facts)) say(`  ${name.padEnd(28)} ${value}`);
  say(`  ${'fired by the sweep'.padEnd(28)} ${lateness.fired}`);
  say(`  lateness in ms: p50 ${lateness.p50Ms}, p99 ${lateness.p99Ms}, most ${lateness.mostMs}`);
  say(`  ${lateness.histogram}`);
  say(`  most memory in MB: ${[...memoryMb].map(([name, mb]) => `${name} ${mb}`).join(', ')}`);
  for (const death of deaths) say(`\nended by itself, and was started again: ${death}`);
  for (const fault of faults.slice(0, 50)) say(`\n✗ ${fault}`);
  say(
    faults.length
      ? `\n✗ ${faults.length} promises broken. Again: npm run chaos -- --minutes ${minutes} --seed ${seed}${values.redis ? ' --redis' : ''}`
      : '\n✓ Every promise was kept.',
  );
  return faults;
}

say(`seed ${seed}, ${minutes} min, queues in ${values.redis ? 'Redis' : 'PostgreSQL'}`);
const redis = values.redis ? await RedisServer.start() : undefined;
const redisDice = new Dice(seed).fork('redis');
const report = await Storm.run({
  seed,
  lengthMs: minutes * 60_000,
  sessions: Number(values.sessions),
  viewersPerSession: 2,
  bookings: Math.ceil(minutes * 10),
  readingsEveryMs: 2_000,
  gapMs: [2_000, 6_000],
  apis: 2,
  workers: 2,
  ...(redis && { env: { REDIS_URL: redis.url }, wipeQueues: () => loseRedis(redis, redisDice) }),
  say,
});
const faults = print(report);
await redis?.stop();
await stopServers();
process.exit(faults.length ? 1 : 0);
