import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Config, requireConfig } from '#platform';
import { LeakedPasswords } from './leaked-passwords.js';

const folder = mkdtempSync(join(tmpdir(), 'hearth-leaked-'));
afterAll(() => rmSync(folder, { recursive: true }));

const lookingInto = (leakedPasswordsFile: string | undefined) =>
  new LeakedPasswords(new Config({ ...requireConfig({}), leakedPasswordsFile }));
const hashOf = (password: string) => createHash('sha1').update(password).digest('hex').toUpperCase();
const leaked = Array.from({ length: 400 }, (_, n) => `leaked passphrase number ${n}`);

/** As Have I Been Pwned gives it out: counts of any length, by hash. */
function listOf(passwords: readonly string[], newline = '\r\n', name = `${passwords.length}-${newline.length}`): LeakedPasswords {
  const lines = passwords.map((each, at) => `${hashOf(each)}:${10 ** (at % 9)}`).sort();
  writeFileSync(join(folder, name), lines.join(newline) + newline);
  return lookingInto(join(folder, name));
}

describe('passwords that have leaked', () => {
  it.each([
    ['of a system', '\r\n', 400],
    ['of another', '\n', 399],
    ['that is short', '\n', 5],
    ['of one', '\r\n', 1],
  ])('are each found in a file %s, and no other one is', async (_, newline, size) => {
    const list = listOf(leaked.slice(0, size), newline);
    const missed = [];
    for (const password of leaked.slice(0, size)) if (!(await list.has(password))) missed.push(password);
    expect(missed).toEqual([]);
    const found = [];
    for (let n = 0; n < 200; n++) if (await list.has(`nobody has ever used ${n}`)) found.push(n);
    expect(found).toEqual([]);
  });

  it('are refused without a file, too, when they are used often', async () => {
    const none = lookingInto(undefined);
    const found = await Promise.all(['hd764nw5d7e1vb1', 'HD764NW5D7E1VB1', 'leavemealone'].map((each) => none.has(each)));
    expect(found).toEqual([true, true, true]);
    expect(await none.has('four quiet lamps at noon')).toBe(false);
  });

  it('that cannot be looked up are an error, not a yes', async () => {
    const gone = lookingInto(join(folder, 'gone'));
    await expect(gone.has('four quiet lamps at noon')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
