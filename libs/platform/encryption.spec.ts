import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { SealedFields } from './encryption.js';
import { readFieldKeys } from './field-key.js';

const [old, young] = [randomBytes(32), randomBytes(32)];
const fields = new SealedFields(new Map([['k1', old]]));
const place = { table: 'note', column: 'text', rowId: '7' };
const unreadable = expect.objectContaining({ code: 'encryption.unreadable' });

describe('SealedFields', () => {
  it('opens what it sealed, whatever the text, and never seals twice alike', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const sealed = fields.seal(text, place);
        expect(fields.open(sealed, place)).toBe(text);
        expect(fields.seal(text, place)).not.toBe(sealed);
      }),
    );
  });

  it.each([
    ['row', { ...place, rowId: '8' }],
    ['column', { ...place, column: 'title' }],
    ['table', { ...place, table: 'journal' }],
  ])('does not open a value that was moved to another %s', (_, elsewhere) => {
    expect(() => fields.open(fields.seal('secret', place), elsewhere)).toThrow(unreadable);
  });

  it('does not open a value of which a single character was changed', () => {
    const sealed = fields.seal('secret', place);
    for (let i = sealed.lastIndexOf('.') + 1; i < sealed.length - 1; i++) {
      const changed = sealed.slice(0, i) + (sealed[i] === 'A' ? 'B' : 'A') + sealed.slice(i + 1);
      expect(() => fields.open(changed, place)).toThrow(unreadable);
    }
  });

  it.each(['', 'v1', 'v1.k1.', 'v1.k1.AAAA', 'v2.k1.AAAA', 'v1.k9.AAAA', 'plain text'])('does not open "%s"', (sealed) => {
    expect(() => fields.open(sealed, place)).toThrow(unreadable);
  });

  it('opens old values after a key was added, seals under the new one, and still finds and lets in', () => {
    const rotated = new SealedFields(
      new Map([
        ['k2', young],
        ['k1', old],
      ]),
    );
    expect(rotated.open(fields.seal('secret', place), place)).toBe('secret');
    expect(rotated.seal('secret', place)).toMatch(/^v1\.k2\./);
    expect(rotated.blindIndex('a@b.example')).toBe(fields.blindIndex('a@b.example'));
    expect(rotated.verifyToken('link', fields.token('link', '42'))).toBe('42');
  });

  it('indexes one address alike however it is written', () => {
    expect(fields.blindIndex(' Ada@Clinic.Example ')).toBe(fields.blindIndex('ada@clinic.example'));
    expect(fields.blindIndex('ada@clinic.example')).not.toBe(fields.blindIndex('eda@clinic.example'));
  });

  it('verifies its own tokens only, for their purpose only', () => {
    const token = fields.token('chaperone', 'a.b');
    expect(fields.verifyToken('chaperone', token)).toBe('a.b');
    expect(fields.verifyToken('feed', token)).toBeNull();
    for (const forged of ['', '.', 'a.b', `x${token}`, token.slice(0, -2), `${token}AA`]) {
      expect(fields.verifyToken('chaperone', forged)).toBeNull();
    }
  });
});

describe('readFieldKeys', () => {
  const file = () => join(mkdtempSync(join(tmpdir(), 'hearth-key-')), 'below', 'field-key');

  it('makes a file for its owner only, once', () => {
    const path = file();
    const keys = readFieldKeys(path, true);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFieldKeys(path, true)).toEqual(keys);
    expect([...keys.values()].map((key) => key.length)).toEqual([32]);
  });

  it('names the setting when the file is missing or malformed', () => {
    const path = file();
    expect(() => readFieldKeys(path, false)).toThrow(/^HEARTH_KEY_FILE: there is no key file/);
    readFieldKeys(path, true);
    writeFileSync(path, `${readFileSync(path, 'utf8')}k2 short\n`);
    expect(() => readFieldKeys(path, true)).toThrow(/^HEARTH_KEY_FILE: .* must hold lines/);
  });
});
