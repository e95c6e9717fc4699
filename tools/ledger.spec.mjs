import { apply } from './ledger.mjs';

const migration = { name: '1_more', sql: 'CREATE TABLE more ()' };

/** A connection whose next statements of a migration fail with these codes. */
function connection(...codes) {
  const said = [];
  const query = async (text) => {
    said.push(text.trim().split(/[ ;]/, 1)[0]);
    if (text === migration.sql && codes.length) throw Object.assign(new Error('no'), { code: codes.shift() });
    return { rows: [{ canSettle: false }] };
  };
  return { query, said };
}

describe('a migration', () => {
  it('is applied and noted in one transaction', async () => {
    const client = connection();
    await apply(client, migration);
    expect(client.said).toEqual(['BEGIN', 'CREATE', 'CREATE', 'SELECT', 'INSERT', 'COMMIT']);
  });

  it('that cannot lock a table lets everybody else go first, and tries again', async () => {
    const client = connection('55P03');
    await apply(client, migration);
    expect(client.said.join(' ')).toBe('BEGIN CREATE CREATE ROLLBACK BEGIN CREATE CREATE SELECT INSERT COMMIT');
  });

  it('that fails is named, and nothing of it is kept', async () => {
    const client = connection('42P01');
    await expect(apply(client, migration)).rejects.toThrow('Migration 1_more: no');
    expect(client.said.at(-1)).toBe('ROLLBACK');
  });
});
