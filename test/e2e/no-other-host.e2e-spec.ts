import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { play } from '../../tools/journey/play.mjs';
import { type Clinic, startClinic } from '../support/clinic.js';
import { quieten } from '../support/http.js';

const folder = mkdtempSync(join(tmpdir(), 'hearth-outgoing-'));
const file = join(folder, 'outgoing');
const said = (): string[] =>
  existsSync(file) ? [...new Set(readFileSync(file, 'utf8').split('\n').filter(Boolean))].sort() : [];
const HOOK = `--import ${join(import.meta.dirname, '../support/outgoing.mjs')}`;

describe('the servers', () => {
  let clinic: Clinic;
  const monitor = createServer((_, reply) => reply.end());
  let configured: string[];

  beforeAll(async () => {
    await new Promise<void>((done) => monitor.listen(0, '127.0.0.1', done));
    const port = (monitor.address() as AddressInfo).port;
    clinic = await startClinic({
      worker: 'separate',
      env: {
        NODE_OPTIONS: HOOK,
        OUTGOING_FILE: file,
        HEARTH_DEADMAN_URL: `http://127.0.0.1:${port}/ping`,
        METRICS_PORT: '0',
      },
    });
    await quieten(clinic.databaseUrl);
    configured = [new URL(clinic.databaseUrl), { host: `127.0.0.1:${port}` }].map(({ host }) => host);
  });
  afterAll(async () => {
    await clinic?.stop();
    monitor.close();
    rmSync(folder, { recursive: true });
  });

  it('connect to what their settings name and to nothing else, from the seed to the end of a session', async () => {
    const lines = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    await play({ address: clinic.url, signIns: clinic.signIns }).finally(() => lines.mockRestore());
    expect(said().length).toBeGreaterThan(0);
    expect(said().filter((to) => !configured.includes(to))).toEqual([]);
    expect(said()).toContain(configured[0]);
  });

  it('would be noticed if they did', async () => {
    const program =
      "fetch('http://third-party.example/').catch(() => {}).then(() => require('net').connect(9, '127.0.0.1').on('error', () => {}))";
    const env = { ...process.env, NODE_OPTIONS: HOOK, OUTGOING_FILE: file };
    await new Promise((done) => execFile(process.execPath, ['-e', program], { env }, done));
    expect(said().join()).toMatch(/third-party\.example/);
    expect(said()).toContain('127.0.0.1:9');
  });
});
