import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { decrypt, encrypt } from './aead.js';
import { KeyRing } from './key-ring.js';
import { KeyWrapping } from './key-wrapping.js';

const [old, young] = [randomBytes(32), randomBytes(32)];
const before = new KeyWrapping(KeyRing.of(new Map([['k1', old]])));
const both = new KeyWrapping(
  KeyRing.of(
    new Map([
      ['k2', young],
      ['k1', old],
    ]),
  ),
);
const after = new KeyWrapping(KeyRing.of(new Map([['k2', young]])));
const [id, personId] = [randomUUID(), randomUUID()];
const unreadable = expect.objectContaining({ code: 'encryption.unreadable' });
const place = { table: 'note', column: 'text', rowId: '7' };

describe('KeyWrapping', () => {
  it('makes another key each time, and gives back the one it made', () => {
    const [one, two] = [before.make(id, personId), before.make(id, personId)];
    expect(before.unwrap(one).equals(before.unwrap(one))).toBe(true);
    expect(before.unwrap(one).equals(before.unwrap(two))).toBe(false);
  });

  it.each([
    ['person', { personId: randomUUID() }],
    ['row', { id: randomUUID() }],
    ['key of the key file', { kekId: 'k2' }],
  ])('opens no key that was given to another %s', (_, change) => {
    expect(() => both.unwrap({ ...before.make(id, personId), ...change })).toThrow(unreadable);
  });

  it('opens no key that was changed or cut, at any place', () => {
    const made = before.make(id, personId);
    fc.assert(
      fc.property(fc.nat(made.wrapped.length - 2), fc.boolean(), (at, isCut) => {
        const changed = made.wrapped[at] === 'A' ? 'B' : 'A';
        const wrapped = isCut ? made.wrapped.slice(0, at) : made.wrapped.slice(0, at) + changed + made.wrapped.slice(at + 1);
        expect(() => before.unwrap({ ...made, wrapped })).toThrow(unreadable);
      }),
    );
  });

  it('brings the same key under the newest one, after which the old one is needed no more', () => {
    const made = before.make(id, personId);
    const moved = both.rewrap(made);
    expect(moved).toMatchObject({ id, personId, kekId: 'k2' });
    const sealed = encrypt(Buffer.from('secret'), before.unwrap(made), id, place);
    expect(decrypt(sealed, after.unwrap(moved), id, place).toString()).toBe('secret');
    expect(() => before.unwrap(moved)).toThrow(unreadable);
  });
});

describe('a value sealed under a key', () => {
  const texts = fc.string({ unit: 'grapheme' });
  const places = fc.record({ table: fc.string(), column: fc.string(), rowId: fc.string() });
  const [keyA, keyB] = [before.unwrap(before.make(id, personId)), before.unwrap(before.make(id, personId))];

  it('opens in its own place only, whatever the places are', () => {
    fc.assert(
      fc.property(texts, places, places, (text, mine, other) => {
        const sealed = encrypt(Buffer.from(text), keyA, 'a', mine);
        expect(decrypt(sealed, keyA, 'a', mine).toString()).toBe(text);
        const same = [mine, other].map(({ table, column, rowId }) => [table, column, rowId].join('|'));
        if (same[0] !== same[1]) expect(() => decrypt(sealed, keyA, 'a', other)).toThrow(unreadable);
      }),
    );
  });

  it('opens neither with another key nor under another name of it', () => {
    fc.assert(
      fc.property(texts, places, (text, mine) => {
        const sealed = encrypt(Buffer.from(text), keyA, 'a', mine);
        expect(() => decrypt(sealed, keyB, 'a', mine)).toThrow(unreadable);
        expect(() => decrypt(sealed, keyA, 'b', mine)).toThrow(unreadable);
      }),
    );
  });

  it('does not open when it was cut, however little is left', () => {
    fc.assert(
      fc.property(texts, places, fc.nat(), (text, mine, cut) => {
        const sealed = encrypt(Buffer.from(text), keyA, 'a', mine);
        expect(() => decrypt(sealed.slice(0, cut % sealed.length), keyA, 'a', mine)).toThrow(unreadable);
      }),
    );
  });
});
