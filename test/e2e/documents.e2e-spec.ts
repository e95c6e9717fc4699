import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type ClientRequest, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';

import { Clinic, startClinic } from '../support/clinic.js';
import { addPaper, documentsOf } from '../support/documents.js';
import { Visitor } from '../support/http.js';
import { brokenInvariants } from '../support/invariants.js';
import { jpegFile, pdfFile, pngFile } from '../support/sample-files.js';
import { tool } from '../support/tool.js';

const CANARY = 'canary of a pharmacy';
const scratch = mkdtempSync(join(tmpdir(), 'hearth-papers-'));
const backups = join(scratch, 'backups');
let clinic: Clinic;
let rosa: Visitor;
let tom: Visitor;
let rosaId: string;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  clinic = await startClinic();
  [rosa, tom] = [await Visitor.named(clinic, 'Rosa'), await Visitor.named(clinic, 'Tom')];
  rosaId = (await rosa.get('/v1/me')).body.personId;
  env = { ...clinic.env, HEARTH_BACKUP_DIR: backups };
});
afterAll(async () => {
  await clinic?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

const at = (id: string) => `${documentsOf(rosaId)}/${id}/content`;
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
const stored = () => filesIn(join(clinic.dataDir, 'documents'));
const arriving = () => stored().filter((path) => path.includes('arriving'));
const until = async (isTrue: () => boolean) => {
  while (!isTrue()) await pause(20);
};
async function query<Row extends object>(text: string, url = clinic.databaseUrl): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client
    .query<Row>(text)
    .then(({ rows }) => rows)
    .finally(() => void client.end());
}

/** Begins to send a file, and stays at it. */
function beginSending(id: string, bytes: Buffer, announcedBytes = bytes.length + 1): ClientRequest {
  const sending = request(clinic.url + at(id), {
    method: 'PUT',
    headers: {
      cookie: rosa.signInCookie,
      'content-type': 'application/octet-stream',
      'content-length': announcedBytes,
    },
  });
  sending.on('error', () => {});
  sending.write(bytes);
  return sending;
}

describe('a file', () => {
  it('is answered as what is saved and never shown: no page, no origin, nothing that loads', async () => {
    const id = await addPaper(rosa, rosaId, pngFile(Buffer.from(CANARY)));
    const { headers, body, status } = await tom.get(at(id)).buffer(true);
    expect(status).toBe(200);
    expect(Buffer.compare(body as Buffer, pngFile(Buffer.from(CANARY)))).toBe(0);
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': 'attachment; filename="document.png"',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
  });

  it('comes to its own address only, and from our own pages only', async () => {
    const id = await addPaper(rosa, rosaId, null);
    const elsewhere = await rosa.upload('/v1/me/contact', pngFile());
    expect([400, 415]).toContain(elsewhere.status);
    const foreign = await rosa.upload(at(id), pngFile()).set('Origin', 'https://evil.example');
    expect([foreign.status, foreign.body.code]).toEqual([403, 'request.foreign']);
    const json = await rosa.put(at(id), { file: 'x' });
    expect([json.status, json.body.code]).toEqual([422, 'documents.no-bytes']);
    await rosa.upload(at(id), pngFile()).expect(200);
  });

  it('that is too large is refused before it is all here', async () => {
    const id = await addPaper(rosa, rosaId, null);
    const sending = beginSending(id, Buffer.concat([jpegFile(), Buffer.alloc(26_000_000)]));
    const status = await new Promise<number>((done) => sending.once('response', (reply) => done(reply.statusCode!)));
    sending.destroy();
    expect(status).toBe(413);
    await until(() => arriving().length === 0);
  });

  it('whose sender goes away leaves nothing, and may come again', async () => {
    const id = await addPaper(rosa, rosaId, null);
    const sending = beginSending(id, jpegFile(Buffer.alloc(500_000, 1)));
    await until(() => arriving().length === 1);
    sending.destroy();
    await until(() => arriving().length === 0);
    await rosa.upload(at(id), pdfFile()).expect(200);
    await tom.get(at(id)).expect(200);
  });

  it('that was arriving when the server died is no paper, and comes again to the next one', async () => {
    const id = await addPaper(rosa, rosaId, null);
    const sending = beginSending(id, jpegFile(Buffer.alloc(500_000, 1)));
    await until(() => arriving().length === 1);
    await clinic.kill('api');
    sending.destroy();
    clinic.start('api');
    await clinic.ready();
    const { documents } = (await tom.get(documentsOf(rosaId)).expect(200)).body;
    expect(documents.find(({ documentId }: { documentId: string }) => documentId === id)).toMatchObject({ state: 'awaited' });
    await rosa.upload(at(id), pdfFile()).expect(200);
    await tom.get(at(id)).expect(200);
    for (const path of arriving()) expect(readFileSync(path).includes(Buffer.alloc(64, 1))).toBe(false); // sealed on the way, too
  });

  it('is nowhere on the disk or in the database as it was', async () => {
    await addPaper(rosa, rosaId, pdfFile(Buffer.from(CANARY)));
    for (const path of stored()) expect(readFileSync(path).includes(CANARY)).toBe(false);
    const rows = await query('SELECT * FROM document_reference');
    expect(JSON.stringify(rows)).not.toMatch(/canary|A letter of mine/i);
    expect(clinic.log('api')).not.toMatch(/canary|A letter of mine/i);
  });
});

describe('a backup', () => {
  it('takes papers along, sealed; a restore puts them back; the doctor sees them', async () => {
    const id = await addPaper(rosa, rosaId, pdfFile(Buffer.from(CANARY)));
    expect(await tool('backup', [], env)).toMatchObject({ code: 0, said: expect.stringMatching(/\d+ papers, sealed/) });
    const folder = join(backups, readdirSync(backups).find((name) => name.startsWith('20'))!);
    for (const path of filesIn(folder)) {
      const bytes = path.endsWith('.gz') ? gunzipSync(readFileSync(path)) : readFileSync(path);
      expect([path, bytes.includes(CANARY)]).toEqual([path, false]);
    }

    const [url, dataDir] = [`${clinic.databaseUrl}_papers`, join(scratch, 'data')];
    const restored = { ...env, DATABASE_URL: url, HEARTH_DATA_DIR: dataDir, HEARTH_KEY_FILE: join(clinic.dataDir, 'field-key') };
    const { code, said } = await tool('restore', [folder], restored);
    expect([code, said]).toEqual([0, expect.stringMatching(/rows and \d+ papers as of/)]);
    const names = await query<{ object: string }>('SELECT object FROM document_reference WHERE object IS NOT NULL', url);
    expect(names.length).toBeGreaterThan(3);
    const kept = filesIn(join(dataDir, 'documents'));
    expect(kept.map((path) => path.split('/').at(-1)).sort()).toEqual(names.map(({ object }) => object).sort());

    const other = new Clinic(url, dataDir, restored, new Map([['api', { port: Number(clinic.env['PORT']) }]]), '');
    await clinic.kill('api');
    Object.assign(other, { signIns: clinic.signIns });
    other.start('api');
    await other.ready();
    const again = await Visitor.named(other, 'Tom');
    const { body } = await again.get(at(id)).buffer(true).expect(200);
    expect(Buffer.compare(body as Buffer, pdfFile(Buffer.from(CANARY)))).toBe(0);

    const papers = async () => {
      const { said: findings } = await tool('doctor', ['--json'], restored);
      return JSON.parse(findings).find(({ name }: { name: string }) => name === 'papers');
    };
    expect(await papers()).toMatchObject({ level: 'green' });
    rmSync(kept[0]!);
    expect(await papers()).toMatchObject({ level: 'red', says: expect.stringContaining('1 are not in') });
    await other.kill('api');
    clinic.start('api');
    await clinic.ready();
  });

  it('in which a paper was changed is refused whole', async () => {
    const folder = join(backups, readdirSync(backups).find((name) => name.startsWith('20'))!);
    const [paper] = filesIn(join(folder, 'documents'));
    const bytes = readFileSync(paper!);
    bytes[0]! ^= 1;
    writeFileSync(paper!, bytes);
    const restored = { ...env, DATABASE_URL: `${clinic.databaseUrl}_changed`, HEARTH_DATA_DIR: join(scratch, 'changed') };
    const key = { HEARTH_KEY_FILE: join(clinic.dataDir, 'field-key') };
    expect(await tool('restore', [folder], { ...restored, ...key })).toMatchObject({
      code: 1,
      said: expect.stringContaining('the paper'),
    });
  });
});

it('breaks nothing that must hold', async () => {
  const client = new pg.Client({ connectionString: clinic.databaseUrl });
  await client.connect();
  expect(await brokenInvariants(client).finally(() => void client.end())).toEqual([]);
});
