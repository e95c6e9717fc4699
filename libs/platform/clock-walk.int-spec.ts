import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { z } from 'zod';
import { asOwner } from '../../test/support/owner.js';
import { Clock } from './clock.js';
import { ClockWalk } from './clock-walk.js';
import { Database } from './database.js';
import { Log } from './log.js';
import { message } from './message.js';
import { Outbox } from './outbox.js';
import { messageParked } from './outbox-claims.js';
import { PlatformModule } from './platform.module.js';
import { on, Subscriptions } from './subscriptions.js';
import { SweepLoop } from './sweep-loop.js';
import { workModule } from './work.module.js';

process.env['HEARTH_DATA_DIR'] = mkdtempSync(join(tmpdir(), 'hearth-walk-'));

const MINUTE = 60_000;
const rung = message('walk.rung', z.strictObject({ left: z.int() }));
const broken = message('walk.broken', z.strictObject({}));
const rungAt: Date[] = [];

/** Rings, and lets itself ring again ten minutes later, as often as is left. */
const subscriptions = {
  provide: Subscriptions,
  inject: [Outbox, Clock],
  useFactory: (outbox: Outbox, clock: Clock) =>
    new Subscriptions([
      on(rung, async ({ left }, { tx }) => {
        const now = await clock.now(tx);
        rungAt.push(now);
        if (left > 0) await outbox.append(tx, rung, { left: left - 1 }, { dueAt: new Date(now.getTime() + 10 * MINUTE) });
      }),
      on(broken, async () => {
        throw new Error('always');
      }),
      on(messageParked, async () => {}),
    ]),
};
@Module({ imports: [PlatformModule, workModule(subscriptions)] })
class Work {}

let app: INestApplicationContext;
let database: Database;
let clock: Clock;
let walk: ClockWalk;
const ring = (left: number, dueAt: Date) => database.transact((tx) => app.get(Outbox).append(tx, rung, { left }, { dueAt }));
const minutesFrom = (at: Date, min: number) => new Date(at.getTime() + min * MINUTE);
/** How far `at` lies after `expected`; a step itself takes a moment of the same clock. */
const lateMs = (at: Date | undefined, expected: Date) => at!.getTime() - expected.getTime();

beforeAll(async () => {
  const module = await Test.createTestingModule({ imports: [Work] })
    .overrideProvider(Log)
    .useValue(new Log({ write: () => {} }))
    .compile();
  module.useLogger(false);
  app = await module.init();
  [database, clock, walk] = [app.get(Database), app.get(Clock), app.get(ClockWalk)];
});
beforeEach(() => void rungAt.splice(0));
afterAll(() => app.close());

describe('ClockWalk', () => {
  it('passes through everything that falls due on the way, each thing at its time, also what arises on the way', async () => {
    const start = minutesFrom(await clock.now(), 5);
    await ring(3, start);
    const fired = await walk.to(minutesFrom(start, 60));
    expect(fired).toBe(4);
    expect(rungAt).toHaveLength(4);
    for (const [i, at] of rungAt.entries()) {
      expect(lateMs(at, minutesFrom(start, 10 * i))).toBeGreaterThanOrEqual(0);
      expect(lateMs(at, minutesFrom(start, 10 * i))).toBeLessThan(5 * MINUTE);
    }
    expect(lateMs(await clock.now(), minutesFrom(start, 60))).toBeLessThan(MINUTE);
  });

  it('stops before what is due later', async () => {
    const start = await clock.now();
    await ring(0, minutesFrom(start, 30));
    expect(await walk.by(20 * MINUTE)).toBe(0);
    expect(rungAt).toEqual([]);
    expect(await walk.toNextEvent()).toBe(1);
    expect(lateMs(rungAt[0], minutesFrom(start, 30))).toBeLessThan(MINUTE);
    expect(await walk.toNextEvent()).toBe(0);
  });

  it('stops at what a sweep will fire', async () => {
    await asOwner('CREATE TABLE alarm (due_at timestamptz, fired_at timestamptz); GRANT SELECT, UPDATE ON alarm TO app_sweep');
    const dueAt = minutesFrom(await clock.now(), 15);
    const fire = `
      WITH due AS (SELECT ctid FROM alarm WHERE fired_at IS NULL AND due_at <= app_now() LIMIT 10 FOR UPDATE SKIP LOCKED),
           fired AS (UPDATE alarm SET fired_at = app_now() FROM due WHERE alarm.ctid = due.ctid RETURNING 1)
      SELECT count(*) AS fired FROM fired`;
    app.get(SweepLoop).register('alarms', fire, 10, 'SELECT min(due_at) AS due_at FROM alarm WHERE fired_at IS NULL');
    await database.sql`INSERT INTO alarm VALUES (${dueAt})`;
    await walk.by(40 * MINUTE);
    const [alarm] = await database.sql<{ firedAt: Date }>`SELECT fired_at AS "firedAt" FROM alarm`;
    expect(lateMs(alarm?.firedAt, dueAt)).toBeGreaterThanOrEqual(0);
    expect(lateMs(alarm?.firedAt, dueAt)).toBeLessThan(MINUTE);
  });

  it('does not wait for what failed and will be tried again', async () => {
    await database.transact((tx) => app.get(Outbox).append(tx, broken, {}));
    expect(await walk.by(MINUTE)).toBe(0);
  });

  it('goes one walk after the other', async () => {
    const start = await clock.now();
    await ring(5, minutesFrom(start, 10));
    const fired = await Promise.all([
      walk.to(minutesFrom(start, 100)),
      walk.to(minutesFrom(start, 50)),
      walk.to(minutesFrom(start, 120)),
    ]);
    expect(fired).toEqual([6, 0, 0]);
    expect(lateMs(await clock.now(), minutesFrom(start, 120))).toBeGreaterThanOrEqual(0);
  });
});
