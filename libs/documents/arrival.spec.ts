import { pbkdf2, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Config } from '#platform';
import { Arrival, arrivalsIn } from './arrival.js';
import type { Pieces } from './sealed-content.js';

const dataDir = mkdtempSync(join(tmpdir(), 'hearth-arrival-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
const arrival = new Arrival({ dataDir, documents: { maxBytes: 1_000 } } as Config);
const key = () => ({ key: randomBytes(32), documentId: randomUUID() });

async function* nothing(): Pieces {}

describe('what may not come in', () => {
  it('leaves no file, however early it is refused', async () => {
    for (let i = 0; i < 200; i++) {
      for (let other = 0; other < 3; other++) pbkdf2('a', 'b', 20_000, 32, 'sha256', () => undefined); // so that opening waits
      await expect(arrival.take(nothing(), key())).rejects.toMatchObject({ code: 'documents.no-bytes' });
    }
    expect(readdirSync(arrivalsIn(dataDir))).toEqual([]);
  });
});
