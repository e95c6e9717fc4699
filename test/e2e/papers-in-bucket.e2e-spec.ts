import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

import { BucketServer } from '../support/bucket-server.js';
import { Clinic, startClinic } from '../support/clinic.js';
import { addPaper, documentsOf } from '../support/documents.js';
import { Visitor } from '../support/http.js';
import { pdfFile } from '../support/sample-files.js';
import { tool } from '../support/tool.js';

const CANARY = 'canary of a bucket';
const scratch = mkdtempSync(join(tmpdir(), 'hearth-bucket-'));
const backups = join(scratch, 'backups');
let clinic: Clinic;
let store: BucketServer;
let rosa: Visitor;
let rosaId: string;

const settingsOf = ({ bucket }: BucketServer) => ({
  ...{ S3_ENDPOINT: bucket.endpoint, S3_BUCKET: bucket.name, S3_REGION: bucket.region },
  ...{ S3_ACCESS_KEY: bucket.accessKey, S3_SECRET_KEY: bucket.secretKey },
});
/** What is in a bucket, by the names that rows have. */
const namesIn = ({ objects }: BucketServer): string[] => [...objects.keys()].map((key) => key.split('/').at(-1)!).sort();
async function objectsIn(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ object: string }>('SELECT object FROM document_reference WHERE object IS NOT NULL');
    return rows.map(({ object }) => object).sort();
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  store = await BucketServer.start();
  clinic = await startClinic({ env: settingsOf(store) });
  rosa = await Visitor.named(clinic, 'Rosa');
  rosaId = (await rosa.get('/v1/me')).body.personId;
}, 120_000);
afterAll(async () => {
  await clinic?.stop();
  await store?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

describe('a clinic whose papers are in a bucket', () => {
  let id: string;

  it('keeps them there, sealed, and nowhere else', async () => {
    id = await addPaper(rosa, rosaId, pdfFile(Buffer.from(CANARY)));
    expect(namesIn(store)).toEqual(await objectsIn(clinic.databaseUrl));
    for (const { bytes } of store.objects.values()) expect(bytes.includes(CANARY)).toBe(false);
    const local = readdirSync(clinic.dataDir, { recursive: true, withFileTypes: true });
    expect(local.filter((entry) => entry.isFile() && entry.parentPath.includes('documents'))).toEqual([]);
  });

  it('backs them up out of it, and restores them into another one', async () => {
    const env = { ...clinic.env, HEARTH_BACKUP_DIR: backups };
    expect(await tool('backup', [], env)).toMatchObject({ code: 0, said: expect.stringMatching(/\d+ papers, sealed/) });
    const folder = join(backups, readdirSync(backups).find((name) => name.startsWith('20'))!);
    const { files } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { files: { name: string }[] };
    expect(files.map(({ name }) => name).sort()).toEqual(await objectsIn(clinic.databaseUrl));

    const other = await BucketServer.start('another secret, of another bucket');
    try {
      const [url, dataDir] = [`${clinic.databaseUrl}_bucket`, join(scratch, 'data')];
      const place = { DATABASE_URL: url, HEARTH_DATA_DIR: dataDir, HEARTH_KEY_FILE: join(clinic.dataDir, 'field-key') };
      const restored = { ...env, ...settingsOf(other), ...place };
      expect((await tool('restore', [folder], restored)).code).toBe(0);
      expect(namesIn(other)).toEqual(await objectsIn(url));
      for (const [name, { bytes }] of other.objects) expect(bytes.equals(store.objects.get(name)!.bytes)).toBe(true);
      await reads(new Clinic(url, dataDir, restored, new Map([['api', { port: Number(clinic.env['PORT']) }]]), ''));
    } finally {
      await other.stop();
    }
  }, 120_000);

  it('restores nothing into a bucket that refuses it', async () => {
    const folder = join(backups, readdirSync(backups).find((name) => name.startsWith('20'))!);
    const url = `${clinic.databaseUrl}_refused`;
    const place = {
      DATABASE_URL: url,
      HEARTH_DATA_DIR: join(scratch, 'refused'),
      HEARTH_KEY_FILE: join(clinic.dataDir, 'field-key'),
    };
    const wrong = { ...clinic.env, ...settingsOf(store), ...place, S3_SECRET_KEY: 'not the secret of this bucket' };
    expect((await tool('restore', [folder], wrong)).code).not.toBe(0);
    await expect(objectsIn(url)).rejects.toMatchObject({ code: '42P01' }); // no table either, and no row
  });

  /** The restored clinic opens the paper as it was added. */
  async function reads(other: Clinic): Promise<void> {
    await clinic.kill('api');
    Object.assign(other, { signIns: clinic.signIns });
    other.start('api');
    await other.ready();
    const tom = await Visitor.named(other, 'Tom');
    const { body } = await tom
      .get(`${documentsOf(rosaId)}/${id}/content`)
      .buffer(true)
      .expect(200);
    expect(Buffer.compare(body as Buffer, pdfFile(Buffer.from(CANARY)))).toBe(0);
    await other.kill('api');
    clinic.start('api');
    await clinic.ready();
  }
});
