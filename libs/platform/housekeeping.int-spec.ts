import { randomUUID } from 'node:crypto';
import { requireConfig } from './config.js';
import { Database } from './database.js';
import { Housekeeping } from './housekeeping.js';
import { Log } from './log.js';

const database = new Database(requireConfig(process.env));
const lines: string[] = [];
const log = new Log({ write: (line: string) => void lines.push(line) });
const housekeeping = new Housekeeping(database, log);
afterAll(() => database.onApplicationShutdown());

const putKey = (key: string, ageHours: number) => database.sql`
  INSERT INTO idempotency_key (id, person_id, route, key, request_hash, created_at)
  VALUES (${randomUUID()}, ${randomUUID()}, 'POST /x', ${key}, '', now() - ${ageHours}::float * interval '1 hour')`;
const keys = async () =>
  (await database.sql<{ key: string }>`SELECT key FROM idempotency_key ORDER BY key`).map(({ key }) => key);
const putRow = (name: string, end: 'done_at' | 'voided_at' | 'parked_at' | 'none', ageDays: number) => database.sql`
  INSERT INTO outbox_event (name, payload, due_at, done_at, voided_at, parked_at)
  SELECT ${name}, '{}', at, CASE WHEN ${end} = 'done_at' THEN at END, CASE WHEN ${end} = 'voided_at' THEN at END,
    CASE WHEN ${end} = 'parked_at' THEN at END
  FROM (SELECT app_now() - ${ageDays}::float * interval '1 day' AS at) AS past`;
const rows = async () =>
  (await database.sql<{ name: string }>`SELECT name FROM outbox_event ORDER BY name`).map(({ name }) => name);

describe('Housekeeping', () => {
  it('deletes keys after 48 hours of real time', async () => {
    await putKey('kept', 47.9);
    await putKey('gone', 48.1);
    await housekeeping.round();
    expect(await keys()).toEqual(['kept']);
  });

  it('deletes outbox rows 30 days after their end, and never one that waits or was given up', async () => {
    await putRow('a done of yesterday', 'done_at', 1);
    await putRow('b done long ago', 'done_at', 30.1);
    await putRow('c voided long ago', 'voided_at', 30.1);
    await putRow('d voided lately', 'voided_at', 29.9);
    await putRow('e given up long ago', 'parked_at', 300);
    await putRow('f due long ago', 'none', 300);
    await housekeeping.round();
    expect(await rows()).toEqual(['a done of yesterday', 'd voided lately', 'e given up long ago', 'f due long ago']);
  });

  it("counts the outbox's days by the clinic's clock, which a demo moves", async () => {
    await database.sql`DELETE FROM outbox_event`;
    await putRow('done', 'done_at', 1);
    await database.sql`INSERT INTO clock_offset (offset_ms) VALUES (${30 * 86_400_000})`;
    await housekeeping.round();
    expect(await rows()).toEqual([]);
    await database.sql`DELETE FROM clock_offset`;
  });

  it('forgets servers of which nothing was heard for a day', async () => {
    await database.sql`INSERT INTO sweeper_heartbeat VALUES ('here', now()), ('gone', now() - interval '25 hours')`;
    await housekeeping.round();
    expect(await database.sql`SELECT node FROM sweeper_heartbeat`).toEqual([{ node: 'here' }]);
  });

  it('goes on at once as long as there is more, and passes over what another process is deleting', async () => {
    await database.sql`
      INSERT INTO idempotency_key (id, person_id, route, key, request_hash, created_at)
      SELECT gen_random_uuid(), gen_random_uuid(), 'POST /x', 'old ' || i, '', now() - interval '3 days' FROM generate_series(1, 1200) AS i`;
    await database.transact(async (tx) => {
      await tx.sql`SELECT 1 FROM idempotency_key WHERE key IN ('old 1', 'old 2') FOR UPDATE`;
      while (await housekeeping.round());
    });
    expect(await keys()).toEqual(['kept', 'old 1', 'old 2']);
    expect(await housekeeping.round()).toBe(false);
    expect(await keys()).toEqual(['kept']);
  });

  it('does what is left when one part fails, and says so', async () => {
    housekeeping.register('broken', () => database.sql`SELECT 1 / 0`.then(() => 0));
    housekeeping.register('last', async () => {
      lines.push('reached');
      return 0;
    });
    expect(await housekeeping.round()).toBe(false);
    expect(lines.at(-1)).toBe('reached');
    expect(JSON.parse(lines.at(-2)!)).toMatchObject({ msg: 'housekeeping failed', of: 'broken', sqlState: '22012' });
  });

  it('begins with its process and ends with it', async () => {
    const ofProcess = new Housekeeping(database, log);
    await putKey('found at the start', 49);
    ofProcess.onApplicationBootstrap();
    while ((await keys()).includes('found at the start')) await new Promise((done) => setTimeout(done, 10));
    await ofProcess.onModuleDestroy();
  });
});
