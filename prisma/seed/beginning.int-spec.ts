import pg from 'pg';
import { onEmptyDatabase } from './beginning.js';

const url = process.env['DATABASE_URL'] ?? '';
let client: pg.Client;

beforeAll(async () => {
  client = new pg.Client({ connectionString: url });
  await client.connect();
});
afterAll(() => client.end());

const settings = (name: string) =>
  client.query(`INSERT INTO clinic_settings (name, zone, phone, consent_version) VALUES ($1, 'UTC', '', '1')`, [name]);
const names = async () => (await client.query<{ name: string }>('SELECT name FROM clinic_settings')).rows.map(({ name }) => name);

describe('the demo clinic', () => {
  it('is begun anew when its making was cut off, also where facts were written', async () => {
    const cutOff = onEmptyDatabase(url, async () => {
      await settings('half');
      await client.query(
        `INSERT INTO audit_event (id, actor_role, action, object_type) VALUES (gen_random_uuid(), 'x', 'x', 'x')`,
      );
      throw new Error('killed');
    });
    await expect(cutOff).rejects.toThrow('killed');
    expect(await onEmptyDatabase(url, () => settings('whole').then(() => 'told'))).toBe('told');
    expect(await names()).toEqual(['whole']);
    expect((await client.query('SELECT FROM audit_event')).rowCount).toBe(0);
    await expect(client.query('TRUNCATE audit_event')).rejects.toThrow('append-only');
  });

  it('is left alone when it is whole', async () => {
    expect(await onEmptyDatabase(url, () => Promise.reject(new Error('not to be told')))).toBeUndefined();
    expect(await names()).toEqual(['whole']);
  });

  it('is made once by two at once', async () => {
    await client.query('DELETE FROM clinic_settings');
    await client.query('DELETE FROM clock_offset');
    const both = await Promise.all(['one', 'two'].map((name) => onEmptyDatabase(url, () => settings(name).then(() => name))));
    expect(both.filter((name) => name !== undefined)).toEqual(await names());
  });
});
