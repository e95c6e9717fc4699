import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ScannerServer, TEST_VIRUS } from '../../test/support/scanner-server.js';
import { scan } from './clamd.js';

async function* pieces(...texts: readonly string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}

describe('the virus scanner', () => {
  let scanner: ScannerServer;
  beforeAll(async () => {
    scanner = await ScannerServer.start();
  });
  beforeEach(() => {
    scanner.answer = undefined;
  });
  afterAll(() => scanner.stop());

  it('is shown every byte, and says that it found nothing', async () => {
    expect(await scan(scanner.address, pieces('a', '', 'b'.repeat(200_000), 'c'))).toBe('clean');
    expect(scanner.seen.at(-1)?.toString()).toBe(`a${'b'.repeat(200_000)}c`);
  });

  it('finds what is spread over two pieces', async () => {
    const half = TEST_VIRUS.length / 2;
    expect(await scan(scanner.address, pieces('x', TEST_VIRUS.slice(0, half), TEST_VIRUS.slice(half)))).toBe('infected');
  });

  it('may not be able to tell', async () => {
    scanner.answer = 'INSTREAM size limit exceeded. ERROR\0';
    expect(await scan(scanner.address, pieces('x'))).toBe('failed');
  });

  it.each(['', 'UNKNOWN COMMAND\0'])('is asked again when it answers %j', async (answer) => {
    scanner.answer = answer;
    await expect(scan(scanner.address, pieces('x'))).rejects.toMatchObject({ code: 'documents.scanner-unreachable' });
  });

  it('is asked again when nobody listens', async () => {
    const gone = { host: '127.0.0.1', port: 1 };
    await expect(scan(gone, pieces('x'))).rejects.toMatchObject({ code: 'documents.scanner-unreachable' });
    await expect(scan({ path: join(tmpdir(), 'no-scanner') }, pieces('x'))).rejects.toMatchObject({
      code: 'documents.scanner-unreachable',
    });
  });

  it('is reached by a socket of the file system, too', async () => {
    const path = join(tmpdir(), `hearth-clamd-${process.pid}`);
    const server = createServer((socket) => socket.once('data', () => socket.end('stream: OK\0')));
    await new Promise<void>((done) => server.listen(path, done));
    expect(await scan({ path }, pieces('x'))).toBe('clean');
    await new Promise((done) => server.close(done));
    rmSync(path, { force: true });
  });
});
