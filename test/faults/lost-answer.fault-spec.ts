import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type Clinic, startClinic } from '../support/clinic.js';
import { Visitor } from '../support/http.js';
import { brokenAtRest } from '../support/invariants.js';

const HELD = 20_261_125;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** The commit of a request that carries a key waits for a lock that the test holds: nobody can say how it will end. */
const HOLD_COMMITS = `
  CREATE FUNCTION hold_commit() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN PERFORM pg_advisory_xact_lock_shared(${HELD}); RETURN NULL; END $$;
  CREATE CONSTRAINT TRIGGER hold_commit AFTER INSERT ON idempotency_key DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION hold_commit()`;

describe('an answer that is lost on its way', () => {
  let clinic: Clinic;
  let database: pg.Client;
  let nina: Visitor;
  let path: string;

  beforeAll(async () => {
    clinic = await startClinic({ isWired: true });
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
    await database.query(HOLD_COMMITS);
    nina = await Visitor.named(clinic, 'Nina');
    path = `/v1/dosing-sessions/${(await Visitor.chaperoneOf(clinic, 'mia')).sessionId}/gate`;
  }, 90_000);
  afterAll(async () => {
    await database?.end();
    await clinic?.stop();
  });

  const judge = (key: string) => nina.post(path).set('Idempotency-Key', key);
  const gates = async () => (await database.query("SELECT id FROM session_entry WHERE type = 'gate'")).rows.length;
  const waiting = `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = ${HELD} AND NOT granted`;

  /** Asks for a gate whose commit is under way when this returns. */
  async function judgeUntilCommit(key: string) {
    await database.query(`SELECT pg_advisory_lock(${HELD})`);
    const answer = judge(key).then(
      (reply) => reply,
      () => undefined,
    );
    let rows: { pid: number }[] = [];
    for (let i = 0; !rows.length && i < 200; i++, await pause(10)) ({ rows } = await database.query(waiting));
    expect(rows).toHaveLength(1);
    return { answer, pid: rows[0]!.pid };
  }

  /** Lets the commit happen, and waits until it has. */
  async function letCommit(key: string) {
    await database.query(`SELECT pg_advisory_unlock(${HELD})`);
    const isKept = async () => (await database.query('SELECT 1 FROM idempotency_key WHERE key = $1', [key])).rows.length === 1;
    for (let i = 0; !(await isKept()) && i < 500; i++) await pause(10);
    expect(await isKept()).toBe(true);
  }

  async function expectReplay(key: string, gatesBefore: number) {
    const again = await judge(key).expect(201);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect((await judge(key)).text).toBe(again.text);
    expect(await gates()).toBe(gatesBefore + 1);
  }

  it('is given to the retry, when the server was killed after the commit', async () => {
    const [key, before] = [randomUUID(), await gates()];
    const { answer } = await judgeUntilCommit(key);
    await clinic.kill('api');
    expect(await answer).toBeUndefined();
    await letCommit(key);
    clinic.start('api');
    await clinic.ready();
    await expectReplay(key, before);
  });

  it('is called unknown, not failed, when the database is lost in the commit; the retry gets it', async () => {
    const [key, before] = [randomUUID(), await gates()];
    const { answer } = await judgeUntilCommit(key);
    clinic.wireOf('api').reset();
    const reply = await answer;
    expect([reply?.status, reply?.body.code]).toEqual([503, 'database.outcome-unknown']);
    expect(reply?.headers['retry-after']).toBe('1');
    await letCommit(key);
    await expectReplay(key, before);
  });

  it('is made anew, when the commit that nobody could judge did not happen', async () => {
    const [key, before] = [randomUUID(), await gates()];
    const { answer, pid } = await judgeUntilCommit(key);
    await database.query('SELECT pg_terminate_backend($1)', [pid]);
    expect((await answer)?.body.code).toBe('database.outcome-unknown');
    await database.query(`SELECT pg_advisory_unlock(${HELD})`);
    const again = await judge(key).expect(201);
    expect(again.headers['idempotency-replayed']).toBeUndefined();
    expect(await gates()).toBe(before + 1);
    expect(await brokenAtRest(database)).toEqual([]);
  });
});
