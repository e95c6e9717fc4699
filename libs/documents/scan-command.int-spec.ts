import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

import { Problem } from '#kernel';
import { TEST_VIRUS } from '../../test/support/scanner-server.js';
import { scanByCommand } from './scan-command.js';

const folder = mkdtempSync(join(tmpdir(), 'hearth-scan-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function* pieces(...texts: readonly string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}
/** A program of the clinic. @returns its path */
function script(name: string, lines: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${lines}\n`);
  chmodSync(path, 0o700);
  return path;
}
const MEGABYTES = Array.from({ length: 40 }, () => 'x'.repeat(100_000));

describe('a program that scans', () => {
  it('reads every byte, and says by its exit code what it found', async () => {
    const copy = join(folder, 'copy');
    const scanner = script('finds', `cat > "$1"; if grep -q EICAR "$1"; then exit 1; fi; exit 0`);
    expect(await scanByCommand([scanner, copy], pieces('a', '', 'b'.repeat(200_000), 'c'))).toBe('clean');
    expect(readFileSync(copy, 'utf8')).toBe(`a${'b'.repeat(200_000)}c`);
    const half = TEST_VIRUS.length / 2;
    expect(await scanByCommand([scanner, copy], pieces('x', TEST_VIRUS.slice(0, half), TEST_VIRUS.slice(half)))).toBe('infected');
  });

  it.each([2, 3, 127])('cannot tell when it ends with %i: the paper is held back', async (code) => {
    expect(await scanByCommand(['/bin/sh', '-c', `cat > /dev/null; exit ${code}`], pieces('x'))).toBe('failed');
  });

  it('may find something before it has read all, and never nothing', async () => {
    expect(await scanByCommand(['/bin/sh', '-c', 'exit 1'], pieces(...MEGABYTES))).toBe('infected');
    expect(await scanByCommand(['/bin/sh', '-c', 'exit 0'], pieces(...MEGABYTES))).toBe('failed');
  });

  it('is ended with all that it has started when it takes too long, however much it prints', async () => {
    const started = join(folder, 'started');
    const slow = script('slow', `sleep 1000 & echo $! > "$1"; yes`);
    expect(await scanByCommand([slow, started], pieces(...MEGABYTES), 500)).toBe('failed');
    const pid = Number(readFileSync(started, 'utf8'));
    const isThere = () => existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
    while (isThere()) await setImmediate();
  });

  it('is told nothing of the server, and no shell reads its arguments', async () => {
    process.env['SECRET_OF_THE_SERVER'] = 'x';
    const seen = join(folder, 'seen');
    const curious = script('curious', `cat > /dev/null; { env; echo "$2"; } > "$1"; exit 0`);
    expect(await scanByCommand([curious, seen, '$(echo no) ; exit 1'], pieces('x'))).toBe('clean');
    const said = readFileSync(seen, 'utf8');
    expect(said).toContain('$(echo no) ; exit 1');
    expect(said).not.toMatch(/SECRET_OF_THE_SERVER|DATABASE_URL/);
    delete process.env['SECRET_OF_THE_SERVER'];
  });

  it('is asked again when it cannot be started', async () => {
    const gone = scanByCommand([join(folder, 'no-such-program')], pieces('x'));
    await expect(gone).rejects.toMatchObject({ code: 'documents.scanner-unreachable' });
  });

  it('is not to blame for a paper that cannot be read', async () => {
    async function* broken(): AsyncGenerator<Buffer> {
      yield Buffer.from('x');
      throw new Problem('encryption.unreadable', 'internal', 'It is not as it was sealed.');
    }
    const work = scanByCommand(['/bin/sh', '-c', 'cat > /dev/null'], broken());
    await expect(work).rejects.toMatchObject({ code: 'encryption.unreadable' });
  });
});
