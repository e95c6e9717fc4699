import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Type } from '@nestjs/common';

import type { Caller } from '#identity';
import { IntegrationModule } from '#integration';
import { Config, Database, Hints } from '#platform';
import { ErasureService, RecordModule } from '#record';
import { asOwner } from '../../test/support/owner.js';
import { heicFile, jpegFile, pdfFile, pngFile } from '../../test/support/sample-files.js';
import { ScannerServer, TEST_VIRUS } from '../../test/support/scanner-server.js';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { ContentRemoval } from './content-removal.js';
import { DocumentsModule } from './documents.module.js';
import { DocumentsService } from './documents.service.js';
import { FilingService } from './filing.service.js';
import { ObjectStore } from './object-store.js';
import { ObjectTidying } from './object-tidying.js';
import { ScanningService } from './scanning.service.js';
import type { Pieces } from './sealed-content.js';
import { ViewingService } from './viewing.service.js';

const CANARY = 'canary of a pharmacy';
const TWO_DAYS_MS = 48 * 3_600_000;
let clinic: SmallClinic;
let team: TeamOf;
beforeAll(async () => {
  clinic = await SmallClinic.open([IntegrationModule, DocumentsModule, RecordModule]);
  await clinic.get(Hints).onApplicationBootstrap(); // by which keys are forgotten that were shredded
});
beforeEach(async () => {
  await clinic.get(Database).sql`DELETE FROM outbox_event`;
  team = await clinic.enrol();
});
afterEach(() => settings({ scanner: undefined, documents: { maxBytes: 25_000_000, maxCount: 200 } }));
afterAll(() => clinic?.close());

/** Of the config, which is read anew each time. */
const settings = (given: Partial<Pick<Config, 'scanner' | 'documents'>>) => void Object.assign(clinic.get(Config), given);
const refused = (code: string) => expect.objectContaining({ code: `documents.${code}` });
const hidden = expect.objectContaining({ code: 'care.not-found' });
async function* cut(bytes: Buffer, size = 10_000): Pieces {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const of = () => team.patient.personId;
const list = async (by: Caller) => (await clinic.get(DocumentsService).list(by, of())).documents;
const announce = async (by: Caller, patientId = of()) =>
  (await clinic.get(DocumentsService).announce(by, patientId, { kind: 'letter', title: `Of ${CANARY}` })).documentId;
const file = (by: Caller, id: string, pieces: Pieces | null) => clinic.get(FilingService).file(by, of(), id, pieces);
const remove = (by: Caller, id: string) => clinic.get(DocumentsService).remove(by, of(), id);
async function add(by: Caller, bytes = pdfFile(Buffer.from(CANARY))): Promise<string> {
  const id = await announce(by);
  await file(by, id, cut(bytes));
  return id;
}
async function open(by: Caller, id: string): Promise<Buffer> {
  const { content } = await clinic.get(ViewingService).open(by, of(), id);
  const pieces: Buffer[] = [];
  for await (const piece of content) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
const row = async (id: string) => (await clinic.read.documentReference.findUnique({ where: { id } }))!;
const store = () => clinic.get(ObjectStore as unknown as Type<ObjectStore>);
const root = () => join(clinic.get(Config).dataDir, 'documents');
const stored = (): string[] =>
  (existsSync(root()) ? readdirSync(root(), { recursive: true, withFileTypes: true }) : [])
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
const age = (path: string) => utimesSync(path, new Date(Date.now() - TWO_DAYS_MS), new Date(Date.now() - TWO_DAYS_MS));
const collectAll = async () => {
  let count = 0;
  for (let i = 0; i < 256; i++) count += await clinic.get(ObjectTidying).collect(i.toString(16).padStart(2, '0'));
  return count;
};
/** Does what waits under a name, as the worker does. */
async function work(name: string, run: (payload: Record<string, string>, eventId: string) => Promise<unknown>): Promise<number> {
  const rows = await clinic.get(Database).sql<{ id: string; payload: Record<string, string> }>`
    SELECT id, payload FROM outbox_event WHERE name = ${name} AND done_at IS NULL AND voided_at IS NULL`;
  for (const { id, payload } of rows) await run(payload, id);
  return rows.length;
}
const removeUnwanted = () =>
  work('documents.content-unwanted', ({ object }, eventId) => clinic.get(ContentRemoval).remove(object!, eventId));
const scanAll = () =>
  work('documents.scan-due', ({ documentId }, eventId) => clinic.get(ScanningService).look(documentId!, eventId));

describe('a paper', () => {
  it.each([
    ['application/pdf', pdfFile()],
    ['image/jpeg', jpegFile(randomBytes(200_000))],
    ['image/png', pngFile()],
    ['image/heic', heicFile(randomBytes(100_000))],
  ])('is added by the patient, and opened by who cares for them, byte for byte: %s', async (type, bytes) => {
    const id = await add(team.patient, bytes);
    expect((await open(team.therapist, id)).equals(bytes)).toBe(true);
    const [shown] = await list(team.prescriber);
    expect(shown).toMatchObject({ documentId: id, state: 'here', scan: 'unscanned', isOpenable: true, isRemovable: false });
    expect(shown).toMatchObject({ mediaType: type, byteCount: bytes.length, addedByName: 'Some patient' });
  });

  it('is nothing to anybody else', async () => {
    const id = await add(team.patient);
    const [admin, other, stranger] = [await clinic.person('admin'), await clinic.enrol(), await clinic.person('prescriber')];
    for (const by of [admin, other.patient, other.prescriber, stranger, team.chaperone]) {
      await expect(list(by)).rejects.toEqual(hidden);
      await expect(open(by, id)).rejects.toEqual(hidden);
      await expect(announce(by)).rejects.toEqual(hidden);
      await expect(file(by, id, cut(pdfFile()))).rejects.toEqual(hidden);
      await expect(remove(by, id)).rejects.toEqual(hidden);
    }
    const foreign = clinic.get(ViewingService).open(other.patient, other.patient.personId, id);
    await expect(foreign).rejects.toEqual(refused('not-found'));
  });

  it('is filed by who announced it, and by nobody else', async () => {
    const [id, before] = [await announce(team.patient), stored()];
    await expect(file(team.therapist, id, cut(pdfFile()))).rejects.toEqual(refused('not-found'));
    await expect(file(team.patient, randomUUID(), cut(pdfFile()))).rejects.toEqual(refused('not-found'));
    expect(stored()).toEqual(before);
  });

  it('is on the disk as nobody can read it, and in no column', async () => {
    const id = await add(team.patient, jpegFile(Buffer.from(CANARY.repeat(10))));
    const { object } = await row(id);
    const path = stored().find((each) => each.endsWith(object!))!;
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path).includes('canary')).toBe(false);
    const said = JSON.stringify(await row(id));
    expect(said).not.toMatch(/canary/i);
    await open(team.therapist, id);
  });

  it('leaves who opened it in the audit, and from then on stays', async () => {
    const [seen, unseen] = [await add(team.patient), await add(team.patient)];
    await open(team.patient, seen);
    expect((await row(seen)).seenAt).toBeNull();
    await open(team.therapist, seen);
    await expect(remove(team.patient, seen)).rejects.toEqual(refused('seen'));
    await expect(remove(team.therapist, unseen)).rejects.toEqual(refused('not-found'));
    await remove(team.patient, unseen);
    expect((await list(team.patient)).find(({ documentId }) => documentId === unseen)?.state).toBe('removed');
    await expect(open(team.patient, unseen)).rejects.toEqual(refused('not-found'));
    const acts = await clinic.read.auditEvent.findMany({
      where: { objectId: seen, action: 'read-document' },
      select: { actorId: true, subjectPersonId: true },
    });
    expect(acts.map(({ actorId }) => actorId).sort()).toEqual([of(), team.therapist.personId].sort());
    expect(acts.every(({ subjectPersonId }) => subjectPersonId === of())).toBe(true);
  });

  it('that was removed is gone from the disk, by a row', async () => {
    const id = await add(team.patient);
    const { object } = await row(id);
    await remove(team.patient, id);
    expect(stored().some((path) => path.endsWith(object!))).toBe(true);
    expect(await removeUnwanted()).toBe(1);
    expect(stored().some((path) => path.endsWith(object!))).toBe(false);
  });

  it('comes once: the same file again is the first, and another is refused', async () => {
    const id = await announce(team.patient);
    const bytes = pdfFile(Buffer.from(CANARY));
    const [first, second] = await Promise.all([file(team.patient, id, cut(bytes)), file(team.patient, id, cut(bytes, 7))]);
    expect(second).toEqual(first);
    await removeUnwanted();
    const { object } = await row(id);
    expect(stored().filter((path) => path.endsWith(object!))).toHaveLength(1);
    await expect(file(team.patient, id, cut(pdfFile()))).rejects.toEqual(refused('another-here'));
    expect((await open(team.therapist, id)).equals(bytes)).toBe(true);
  });

  it('whose bytes were changed on the disk is not shown', async () => {
    const id = await add(team.patient, jpegFile(randomBytes(150_000)));
    const { object } = await row(id);
    const path = stored().find((each) => each.endsWith(object!))!;
    const bytes = readFileSync(path);
    bytes[100_000]! ^= 1;
    writeFileSync(path, bytes);
    await expect(open(team.therapist, id)).rejects.toMatchObject({ code: 'encryption.unreadable' });
  });

  it('whose bytes are gone says so', async () => {
    const id = await add(team.patient);
    await store().remove((await row(id)).object!);
    await expect(open(team.therapist, id)).rejects.toEqual(refused('gone'));
  });
});

describe('what may not be added', () => {
  const big = () => jpegFile(randomBytes(60_000));
  it.each<[string, string, () => Pieces | null]>([
    ['a page, whatever it is called', 'unknown-kind', () => cut(Buffer.from('<!doctype html><script>1</script>'.repeat(9)))],
    ['an archive', 'unknown-kind', () => cut(Buffer.from('PK\x03\x04'.repeat(40), 'latin1'))],
    ['a picture that is cut off', 'cut-off', () => cut(big().subarray(0, 30_000))],
    ['a PDF that is cut off', 'cut-off', () => cut(pdfFile().subarray(0, -3))],
    ['nothing', 'no-bytes', () => cut(Buffer.alloc(0))],
    ['no file at all', 'no-bytes', () => null],
    ['more than the limit', 'too-large', () => cut(Buffer.concat([jpegFile(), randomBytes(100_001)]))],
  ])('%s', async (_, code, pieces) => {
    settings({ documents: { maxBytes: 100_000, maxCount: 200 } });
    const before = stored();
    const id = await announce(team.patient);
    await expect(file(team.patient, id, pieces())).rejects.toEqual(refused(code));
    expect(stored()).toEqual(before);
    expect((await row(id)).filedAt).toBeNull();
    await file(team.patient, id, cut(pdfFile())); // and a better one may come
  });

  it('what breaks off on the way', async () => {
    const before = stored();
    const id = await announce(team.patient);
    async function* broken(): Pieces {
      yield* cut(big());
      throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    }
    await expect(file(team.patient, id, broken())).rejects.toEqual(refused('broken-off'));
    expect(stored()).toEqual(before);
  });

  it('more papers than a record holds, however many come at once', async () => {
    settings({ documents: { maxBytes: 100_000, maxCount: 3 } });
    const tries = await Promise.allSettled(Array.from({ length: 12 }, () => announce(team.patient)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    await expect(announce(team.therapist)).rejects.toEqual(refused('too-many'));
    const [one] = await list(team.patient);
    await remove(team.patient, one!.documentId);
    await announce(team.patient);
  });
});

describe('bytes and rows', () => {
  it('leave bytes without a row when everything ends between the two, and those are collected', async () => {
    const id = await announce(team.patient);
    const before = stored();
    async function* endsThen(): Pieces {
      yield* cut(pdfFile());
      await clinic.get(Database).sql`DELETE FROM document_reference WHERE id = ${id}`; // nothing that could be filed any more
    }
    const held = store();
    const remove = held.remove.bind(held);
    held.remove = () => Promise.reject(new Error('the process is gone'));
    await expect(file(team.patient, id, endsThen())).rejects.toEqual(refused('not-found'));
    held.remove = remove;
    const [orphan] = stored().filter((path) => !before.includes(path));
    expect(orphan).toBeDefined();
    expect(await collectAll()).toBe(0); // it may still become a paper
    const kept = await add(team.patient);
    const { object } = await row(kept);
    for (const path of stored()) age(path);
    expect(await collectAll()).toBeGreaterThanOrEqual(1);
    expect(existsSync(orphan!)).toBe(false);
    expect(stored().some((path) => path.endsWith(object!))).toBe(true);
    expect(await collectAll()).toBe(0);
  });

  it('leave nothing when the row was refused', async () => {
    const id = await announce(team.patient);
    const before = stored();
    async function* endsThen(): Pieces {
      yield* cut(pdfFile());
      await clinic.get(Database).sql`DELETE FROM document_reference WHERE id = ${id}`;
    }
    await expect(file(team.patient, id, endsThen())).rejects.toEqual(refused('not-found'));
    expect(stored()).toEqual(before);
    const filed = await add(team.patient);
    const kept = stored();
    for (const size of [1, 2, 3]) {
      const another = file(team.patient, filed, cut(jpegFile(randomBytes(size))));
      await expect(another).rejects.toEqual(refused('another-here'));
    }
    expect(stored()).toEqual(kept);
  });

  it('take as much room on the way as three files of one person', async () => {
    let letGo = () => {};
    const released = new Promise<void>((done) => {
      letGo = done;
    });
    async function* waits(): Pieces {
      yield pdfFile();
      await released;
    }
    const ids = await Promise.all(Array.from({ length: 3 }, () => announce(team.patient)));
    const sent = ids.map((id) => file(team.patient, id, waits()));
    const [more, others] = [await announce(team.patient), await announce(team.therapist)];
    while (stored().filter((path) => path.includes('arriving')).length < 3) await setTimeout(20);
    await expect(file(team.patient, more, cut(pdfFile()))).rejects.toEqual(refused('too-many-at-once'));
    await file(team.therapist, others, cut(pdfFile()));
    letGo();
    await Promise.all(sent);
    await file(team.patient, more, cut(pdfFile()));
  });

  it('never leave a row without bytes: a store in trouble refuses the file', async () => {
    const id = await announce(team.patient);
    const held = store();
    const { keep } = held;
    held.keep = () => Promise.reject(new Error('no space left'));
    const tried = await file(team.patient, id, cut(pdfFile())).catch((error: unknown) => error);
    held.keep = keep;
    expect(tried).toEqual(refused('not-kept'));
    expect((await row(id)).filedAt).toBeNull();
    await file(team.patient, id, cut(pdfFile()));
  });

  it('forget what was announced and never came, and what was left on the way', async () => {
    const [never, kept] = [await announce(team.patient), await add(team.patient)];
    await clinic.moveTo(await clinic.at(3));
    await clinic.get(ObjectTidying)['documents'].forgetAwaited(clinic.get(Database), 24, 500);
    const ids = (await list(team.patient)).map(({ documentId }) => documentId);
    expect([ids.includes(never), ids.includes(kept)]).toEqual([false, true]);
    mkdirSync(join(root(), 'arriving'), { recursive: true });
    const [old, young] = ['old', 'young'].map((name) => join(root(), 'arriving', name));
    for (const path of [old!, young!]) writeFileSync(path, 'x');
    age(old!);
    expect(await clinic.get(ObjectTidying).clearArrivals()).toBe(1);
    expect([existsSync(old!), existsSync(young!)]).toEqual([false, true]);
    await clinic.get(Database).sql`DELETE FROM clock_offset`;
  });

  it('end with the key of the patient, and leave the disk', async () => {
    const id = await add(team.patient, jpegFile(Buffer.from(CANARY)));
    const { object } = await row(id);
    await clinic.get(ErasureService).erase(null, of(), 'patient-request');
    expect(await row(id)).toMatchObject({ object: null, contentSealed: null });
    await expect(open(team.therapist, id)).rejects.toEqual(refused('gone'));
    while ((await list(team.therapist))[0]!.title !== null) await setTimeout(20); // a hint says that the key is gone
    expect((await list(team.therapist))[0]).toMatchObject({ state: 'gone', isOpenable: false });
    expect(await removeUnwanted()).toBeGreaterThanOrEqual(1);
    expect(stored().some((path) => path.endsWith(object!))).toBe(false);
    await expect(announce(team.therapist)).rejects.toMatchObject({ code: 'encryption.erased' });
  });

  it('are left alone when a row has them again, as after a restore', async () => {
    const id = await add(team.patient);
    const { object } = await row(id);
    await clinic.get(ContentRemoval).remove(object!, randomUUID());
    await open(team.therapist, id);
  });
});

describe('where a virus scanner is set', () => {
  let scanner: ScannerServer;
  beforeAll(async () => {
    scanner = await ScannerServer.start();
  });
  beforeEach(() => {
    scanner.answer = undefined;
    settings({ scanner: scanner.address });
  });
  afterAll(() => scanner.stop());

  it('nothing is opened before it was seen, as it was added', async () => {
    const bytes = jpegFile(randomBytes(100_000));
    const id = await add(team.patient, bytes);
    await expect(open(team.therapist, id)).rejects.toEqual(refused('being-checked'));
    expect((await list(team.patient))[0]).toMatchObject({ scan: 'unscanned', isOpenable: false });
    expect(await scanAll()).toBe(1);
    expect(scanner.seen.at(-1)!.equals(bytes)).toBe(true);
    expect((await list(team.patient))[0]).toMatchObject({ scan: 'clean', isOpenable: true });
    expect((await open(team.therapist, id)).equals(bytes)).toBe(true);
  });

  it('nobody ever opens what it has found something in, and its bytes go', async () => {
    const id = await add(team.patient, jpegFile(Buffer.from(TEST_VIRUS)));
    const { object } = await row(id);
    await scanAll();
    settings({ scanner: undefined }); // also not when there is no scanner any more
    for (const by of [team.patient, team.therapist, team.prescriber])
      await expect(open(by, id)).rejects.toEqual(refused('infected'));
    expect((await list(team.patient))[0]).toMatchObject({ scan: 'infected', state: 'gone', isOpenable: false });
    await removeUnwanted();
    expect(stored().some((path) => path.endsWith(object!))).toBe(false);
    const clean = clinic.get(Database).sql`UPDATE document_reference SET scan = 'clean' WHERE id = ${id}`;
    await expect(clean).rejects.toThrow('stays as it was added');
  });

  it('what it cannot judge stays shut, and is shown to it again by whoever wants to open it', async () => {
    const id = await add(team.patient);
    scanner.answer = 'INSTREAM size limit exceeded. ERROR\0';
    await scanAll();
    expect((await row(id)).scan).toBe('failed');
    await expect(open(team.therapist, id)).rejects.toEqual(refused('being-checked'));
    scanner.answer = undefined;
    expect(await scanAll()).toBe(1);
    await open(team.therapist, id);
  });

  it('what came before it was set is scanned before it is opened', async () => {
    settings({ scanner: undefined });
    const id = await add(team.patient);
    await open(team.patient, id);
    settings({ scanner: scanner.address });
    await expect(open(team.patient, id)).rejects.toEqual(refused('being-checked'));
    await expect(open(team.therapist, id)).rejects.toEqual(refused('being-checked'));
    expect(await scanAll()).toBe(1); // asked twice, looked at once
    await open(team.therapist, id);
  });

  it('its silence leaves the look to be done', async () => {
    await add(team.patient);
    scanner.answer = '';
    await expect(scanAll()).rejects.toEqual(refused('scanner-unreachable'));
    expect(await clinic.waiting('documents.scan-due')).toHaveLength(1);
  });
});

describe('the rows of papers', () => {
  it.each([
    'UPDATE document_reference SET patient_id = gen_random_uuid()',
    "UPDATE document_reference SET kind = 'other'",
    'UPDATE document_reference SET byte_count = 1',
    'UPDATE document_reference SET object = gen_random_uuid()',
    'DELETE FROM document_reference',
  ])('stay as they were written: %s', async (statement) => {
    const id = await add(team.patient);
    await expect(asOwner(`${statement} WHERE id = '${id}'`)).rejects.toMatchObject({ code: 'HF001' });
  });
});
