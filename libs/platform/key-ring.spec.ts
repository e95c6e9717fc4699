import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SealedFields } from './encryption.js';
import { fingerprintOf, KeyRing } from './key-ring.js';

const folder = mkdtempSync(join(tmpdir(), 'hearth-ring-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const line = (id: string) => `${id} ${randomBytes(32).toString('base64')}\n`;
const place = { table: 'note', column: 'text', rowId: '7' };

describe('KeyRing', () => {
  const path = join(folder, 'field-key');
  const changes: unknown[] = [];
  const later = { ms: 0 };
  beforeEach(() => {
    jest.spyOn(performance, 'now').mockImplementation(() => later.ms);
    writeFileSync(path, line('k1'));
    changes.length = 0;
  });
  afterEach(() => jest.restoreAllMocks());
  const open = () => KeyRing.at(path, false, (error) => changes.push(error ?? 'read'));
  const pass = (ms: number) => {
    later.ms += ms;
  };

  it('uses a line that was added within seconds, without a restart', () => {
    const ring = open();
    const fields = new SealedFields(ring);
    const sealed = fields.seal('secret', place);
    writeFileSync(path, line('k2') + readFileSync(path, 'utf8'));
    expect(ring.newest).toBe('k1');
    pass(6_000);
    expect([ring.newest, ring.oldest, changes]).toEqual(['k2', 'k1', ['read']]);
    expect(fields.seal('secret', place)).toMatch(/^v1\.k2\./);
    expect(fields.open(sealed, place)).toBe('secret');
  });

  it('looks at once for a key that it lacks', () => {
    const ring = open();
    writeFileSync(path, line('k2') + readFileSync(path, 'utf8'));
    expect(ring.derive('k2', 'wrap')).toBeDefined();
    expect(ring.derive('k3', 'wrap')).toBeUndefined();
  });

  it.each([
    ['is gone', () => rmSync(path)],
    ['is broken', () => writeFileSync(path, 'k2 short\n')],
    ['has another oldest key, under which nobody would be found', () => writeFileSync(path, line('k9'))],
  ])('goes on with what it knows when the file %s', (_, harm) => {
    const ring = open();
    const fields = new SealedFields(ring);
    const [sealed, index] = [fields.seal('secret', place), fields.blindIndex('a@b.example')];
    harm();
    pass(6_000);
    expect(ring.names).toEqual(['k1']);
    expect([fields.open(sealed, place), fields.blindIndex('a@b.example')]).toEqual(['secret', index]);
    expect(changes).toEqual([expect.any(Error)]);
  });

  it('names a key by a digest that differs from key to key', () => {
    const [a, b] = [randomBytes(32), randomBytes(32)];
    expect(fingerprintOf(a)).toBe(fingerprintOf(Buffer.from(a)));
    expect(fingerprintOf(a)).not.toBe(fingerprintOf(b));
    expect(fingerprintOf(a)).toMatch(/^([0-9a-f]{4}-){4}[0-9a-f]{4}$/);
  });
});
