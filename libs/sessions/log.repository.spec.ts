import type { Database, Tx } from '#platform';
import { initialState, type SessionPlan } from '#session-engine';
import { LogRepository } from './log.repository.js';
import { LogMemory } from './log-memory.js';
import type { LockedSession } from './open-log.js';

const plan = {} as SessionPlan;
const at = (seq: number) => ({ plan, state: { ...initialState(), seq } });

describe('the fold of a log', () => {
  it('believes the database that has fewer entries than were written: it was put back, or its successor never had them', async () => {
    const memory = new LogMemory();
    memory.written('s', at(5), []);
    const logs = new LogRepository({} as Database, memory);
    const sql = async ([text]: readonly string[]) => (text!.includes('session_snapshot') ? [at(3)] : []);
    const tx = { sql } as unknown as Tx;
    const foldAt = async (lastSeq: number) => (await logs.fold(tx, { id: 's', lastSeq } as LockedSession)).state.seq;
    expect(await foldAt(5)).toBe(5);
    expect(await foldAt(3)).toBe(3);
    memory.written('s', at(4), []);
    expect(await foldAt(4)).toBe(4);
  });
});
