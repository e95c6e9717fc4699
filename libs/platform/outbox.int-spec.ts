import { z } from 'zod';
import { requireConfig } from './config.js';
import { Database } from './database.js';
import { message } from './message.js';
import { Outbox } from './outbox.js';
import { sqlState } from './sql-state.js';

const database = new Database(requireConfig(process.env));
const outbox = new Outbox();
const reminderDue = message('test.reminder-due', z.strictObject({ appointmentId: z.string() }));

beforeEach(() => database.sql`DELETE FROM outbox_event`);
afterAll(() => database.onApplicationShutdown());

const append = (appointmentId: string, key?: string) =>
  database.transact((tx) => outbox.append(tx, reminderDue, { appointmentId }, key === undefined ? {} : { key }));
const pending = () =>
  database.sql<{ id: string }>`SELECT payload->>'appointmentId' AS id FROM outbox_event WHERE voided_at IS NULL ORDER BY id`;
const stateOf = (write: Promise<unknown>) => write.then(() => undefined, sqlState);

describe('Outbox', () => {
  it('writes a row that is due now, or later', async () => {
    const dueAt = new Date('2099-01-01T00:00:00Z');
    await append('a');
    await database.transact((tx) => outbox.append(tx, reminderDue, { appointmentId: 'b' }, { dueAt }));
    const rows = await database.sql`
      SELECT name, payload, due_at <= app_now() AS "isDue", due_at = ${dueAt} AS "isLater" FROM outbox_event ORDER BY due_at`;
    expect(rows).toEqual([
      { name: 'test.reminder-due', payload: { appointmentId: 'a' }, isDue: true, isLater: false },
      { name: 'test.reminder-due', payload: { appointmentId: 'b' }, isDue: false, isLater: true },
    ]);
  });

  it('is written with the change that it reports, or not at all', async () => {
    await expect(
      database.transact(async (tx) => {
        await outbox.append(tx, reminderDue, { appointmentId: 'a' });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await pending()).toEqual([]);
  });

  it('refuses a payload that is not of its form', async () => {
    const typo = { appointment: 'a' } as unknown as { appointmentId: string };
    await expect(database.transact((tx) => outbox.append(tx, reminderDue, typo))).rejects.toThrow();
  });

  it('replaces the pending row of the same key, also when many do so at once', async () => {
    await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => append(id, 'reminder:1')));
    expect(await pending()).toHaveLength(1);
    await append('last', 'reminder:1');
    expect(await pending()).toEqual([{ id: 'last' }]);
  });

  it('voids a key and what continues it, and no neighbour', async () => {
    for (const key of ['visit:1', 'visit:1:day', 'visit:1:hour', 'visit:10', 'visit:10:day', 'visit']) await append(key, key);
    expect(await database.transact((tx) => outbox.void(tx, 'visit:1'))).toBe(3);
    expect(await pending()).toEqual([{ id: 'visit' }, { id: 'visit:10' }, { id: 'visit:10:day' }]);
  });

  it('voids what a handler appends that is just at work on a row of the key', async () => {
    const id = await append('handled', 'visit:2:day');
    let goOn = () => {};
    const isVoiding = new Promise<void>((done) => {
      goOn = done;
    });
    let isMarked = () => {};
    const marked = new Promise<void>((done) => {
      isMarked = done;
    });
    const handling = database.transact(async (tx) => {
      await outbox.append(tx, reminderDue, { appointmentId: 'more' }, { key: 'visit:2:day:again' });
      await outbox.done(tx, id);
      isMarked();
      await isVoiding;
    });
    await marked;
    const voiding = database.transact((tx) => outbox.void(tx, 'visit:2'));
    const waits = () => database.sql`SELECT 1 FROM pg_locks WHERE NOT granted`;
    while (!(await waits()).length) await new Promise((again) => setTimeout(again, 5));
    goOn();
    await handling;
    expect(await voiding).toBe(1);
    expect(await pending()).toEqual([{ id: 'handled' }]);
  });

  it('takes several that follow from something new in one statement, but for those whose time has passed', async () => {
    const [past, ahead] = [new Date('2020-01-01T00:00:00Z'), new Date('2099-01-01T00:00:00Z')];
    const event = (appointmentId: string) => ({ event: reminderDue, payload: { appointmentId } });
    await database.transact(async (tx) =>
      outbox.appendFirst(tx, [
        event('now'),
        { ...event('ahead'), dueAt: ahead, key: 'reminder:3', unlessPast: true },
        { ...event('late'), dueAt: past, unlessPast: ahead },
        { ...event('past'), dueAt: past, unlessPast: true },
        { ...event('over'), dueAt: ahead, unlessPast: past },
      ]),
    );
    const rows = await database.sql`
      SELECT payload->>'appointmentId' AS id, key, due_at <= app_now() AS "isDue", direct FROM outbox_event ORDER BY id`;
    expect(rows).toEqual([
      { id: 'ahead', key: 'reminder:3', isDue: false, direct: false },
      { id: 'late', key: null, isDue: true, direct: false },
      { id: 'now', key: null, isDue: true, direct: false },
    ]);
    const typo = { event: reminderDue, payload: { appointment: 'a' } };
    await expect(database.transact(async (tx) => outbox.appendFirst(tx, [typo]))).rejects.toThrow();
  });

  it('is done once, and not after it was voided', async () => {
    const [done, voided] = [await append('a'), await append('b', 'k')];
    const markDone = (id: string) => database.transact((tx) => outbox.done(tx, id));
    await database.transact((tx) => outbox.void(tx, 'k'));
    expect([await markDone(done), await markDone(done), await markDone(voided)]).toEqual([true, false, false]);
  });

  it('keeps facts as they are', async () => {
    const id = await append('a');
    expect(await stateOf(database.sql`UPDATE outbox_event SET payload = '{}' WHERE id = ${id}`)).toBe('HF001');
    expect(await stateOf(database.sql`UPDATE outbox_event SET name = 'other' WHERE id = ${id}`)).toBe('HF001');
    await database.transact((tx) => outbox.done(tx, id));
    expect(await stateOf(database.sql`UPDATE outbox_event SET done_at = NULL WHERE id = ${id}`)).toBe('HF001');
  });
});

describe('message', () => {
  it('refuses a second message of the same name', () => {
    expect(() => message('test.reminder-due', z.strictObject({}))).toThrow(/declared twice/);
  });
});
