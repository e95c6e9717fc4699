import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { IntegrationModule } from '#integration';
import { Database, Hints } from '#platform';
import { ErasureService, RecordModule } from '#record';
import { CANARY, cut, PaperDesk, refused } from '../../test/support/paper-desk.js';
import { jpegFile, pdfFile } from '../../test/support/sample-files.js';
import { ScannerServer, TEST_VIRUS } from '../../test/support/scanner-server.js';
import { SmallClinic } from '../../test/support/small-clinic.js';
import { ContentRemoval } from './content-removal.js';
import { DocumentRepository } from './document.repository.js';
import { DocumentsModule } from './documents.module.js';
import { ObjectTidying } from './object-tidying.js';
import type { Pieces } from './sealed-content.js';

let clinic: SmallClinic;
let desk: PaperDesk;
beforeAll(async () => {
  clinic = await SmallClinic.open([IntegrationModule, DocumentsModule, RecordModule]);
  await clinic.get(Hints).onApplicationBootstrap(); // by which keys are forgotten that were shredded
  desk = new PaperDesk(clinic);
});
beforeEach(async () => {
  await clinic.get(Database).sql`DELETE FROM outbox_event`;
  desk.team = await clinic.enrol();
});
afterEach(() => desk.settings({ scanner: undefined, documents: { maxBytes: 25_000_000, maxCount: 200 } }));
afterAll(() => clinic?.close());

/** As housekeeping does in four hours. @returns how many orphans it found */
async function collectAll(): Promise<number> {
  let count = 0;
  for (let i = 0; i < 256; i++) count += await clinic.get(ObjectTidying).collect(i.toString(16).padStart(2, '0'));
  return count;
}

describe('bytes and rows', () => {
  it('leave bytes without a row when everything ends between the two, and those are collected', async () => {
    const id = await desk.announce(desk.team.patient);
    const before = desk.stored();
    async function* endsThen(): Pieces {
      yield* cut(pdfFile());
      await clinic.get(Database).sql`DELETE FROM document_reference WHERE id = ${id}`; // nothing that could be filed any more
    }
    const held = desk.store();
    const remove = held.remove.bind(held);
    held.remove = () => Promise.reject(new Error('the process is gone'));
    await expect(desk.file(desk.team.patient, id, endsThen())).rejects.toEqual(refused('not-found'));
    held.remove = remove;
    const [orphan] = desk.stored().filter((path) => !before.includes(path));
    expect(orphan).toBeDefined();
    expect(await collectAll()).toBe(0); // it may still become a paper
    const kept = await desk.add(desk.team.patient);
    const { object } = await desk.row(kept);
    for (const path of desk.stored()) desk.age(path);
    expect(await collectAll()).toBeGreaterThanOrEqual(1);
    expect(existsSync(orphan!)).toBe(false);
    expect(desk.stored().some((path) => path.endsWith(object!))).toBe(true);
    expect(await collectAll()).toBe(0);
  });

  it('leave nothing when the row was refused', async () => {
    const id = await desk.announce(desk.team.patient);
    const before = desk.stored();
    async function* endsThen(): Pieces {
      yield* cut(pdfFile());
      await clinic.get(Database).sql`DELETE FROM document_reference WHERE id = ${id}`;
    }
    await expect(desk.file(desk.team.patient, id, endsThen())).rejects.toEqual(refused('not-found'));
    expect(desk.stored()).toEqual(before);
    const filed = await desk.add(desk.team.patient);
    const kept = desk.stored();
    for (const size of [1, 2, 3]) {
      const another = desk.file(desk.team.patient, filed, cut(jpegFile(randomBytes(size))));
      await expect(another).rejects.toEqual(refused('another-here'));
    }
    expect(desk.stored()).toEqual(kept);
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
    const ids = await Promise.all(Array.from({ length: 3 }, () => desk.announce(desk.team.patient)));
    const sent = ids.map((id) => desk.file(desk.team.patient, id, waits()));
    const [more, others] = [await desk.announce(desk.team.patient), await desk.announce(desk.team.therapist)];
    while (desk.stored().filter((path) => path.includes('arriving')).length < 3) await setTimeout(20);
    await expect(desk.file(desk.team.patient, more, cut(pdfFile()))).rejects.toEqual(refused('too-many-at-once'));
    await desk.file(desk.team.therapist, others, cut(pdfFile()));
    letGo();
    await Promise.all(sent);
    await desk.file(desk.team.patient, more, cut(pdfFile()));
  });

  it('never leave a row without bytes: a store in trouble refuses the file', async () => {
    const id = await desk.announce(desk.team.patient);
    const held = desk.store();
    const { keep } = held;
    held.keep = () => Promise.reject(new Error('no space left'));
    const tried = await desk.file(desk.team.patient, id, cut(pdfFile())).catch((error: unknown) => error);
    held.keep = keep;
    expect(tried).toEqual(refused('not-kept'));
    expect((await desk.row(id)).filedAt).toBeNull();
    await desk.file(desk.team.patient, id, cut(pdfFile()));
  });

  it('forget what was announced and never came, and what was left on the way', async () => {
    const [never, kept] = [await desk.announce(desk.team.patient), await desk.add(desk.team.patient)];
    await clinic.moveTo(await clinic.at(3));
    await clinic.get(DocumentRepository).forgetAwaited(clinic.get(Database), 24, 500);
    const ids = (await desk.list(desk.team.patient)).map(({ documentId }) => documentId);
    expect([ids.includes(never), ids.includes(kept)]).toEqual([false, true]);
    mkdirSync(join(desk.root(), 'arriving'), { recursive: true });
    const [old, young] = ['old', 'young'].map((name) => join(desk.root(), 'arriving', name));
    for (const path of [old!, young!]) writeFileSync(path, 'x');
    desk.age(old!);
    expect(await clinic.get(ObjectTidying).clearArrivals()).toBe(1);
    expect([existsSync(old!), existsSync(young!)]).toEqual([false, true]);
    await clinic.get(Database).sql`DELETE FROM clock_offset`;
  });

  it('end with the key of the patient, and leave the disk', async () => {
    const id = await desk.add(desk.team.patient, jpegFile(Buffer.from(CANARY)));
    const { object } = await desk.row(id);
    await clinic.get(ErasureService).erase(null, desk.of, 'patient-request');
    expect(await desk.row(id)).toMatchObject({ object: null, contentSealed: null });
    await expect(desk.open(desk.team.therapist, id)).rejects.toEqual(refused('gone'));
    while ((await desk.list(desk.team.therapist))[0]!.title !== null) await setTimeout(20); // a hint says that the key is gone
    expect((await desk.list(desk.team.therapist))[0]).toMatchObject({ state: 'gone', isOpenable: false });
    expect(await desk.removeUnwanted()).toBeGreaterThanOrEqual(1);
    expect(desk.stored().some((path) => path.endsWith(object!))).toBe(false);
    await expect(desk.announce(desk.team.therapist)).rejects.toMatchObject({ code: 'encryption.erased' });
  });

  it('are left alone when a row has them again, as after a restore', async () => {
    const id = await desk.add(desk.team.patient);
    const { object } = await desk.row(id);
    await clinic.get(ContentRemoval).remove(object!, randomUUID());
    await desk.open(desk.team.therapist, id);
  });
});

describe('where a virus scanner is set', () => {
  let scanner: ScannerServer;
  beforeAll(async () => {
    scanner = await ScannerServer.start();
  });
  beforeEach(() => {
    scanner.answer = undefined;
    desk.settings({ scanner: scanner.address });
  });
  afterAll(() => scanner.stop());

  it('nothing is opened before it was seen, as it was added', async () => {
    const bytes = jpegFile(randomBytes(100_000));
    const id = await desk.add(desk.team.patient, bytes);
    await expect(desk.open(desk.team.therapist, id)).rejects.toEqual(refused('being-checked'));
    expect((await desk.list(desk.team.patient))[0]).toMatchObject({ scan: 'unscanned', isOpenable: false });
    expect(await desk.scanAll()).toBe(1);
    expect(scanner.seen.at(-1)!.equals(bytes)).toBe(true);
    expect((await desk.list(desk.team.patient))[0]).toMatchObject({ scan: 'clean', isOpenable: true });
    expect((await desk.open(desk.team.therapist, id)).equals(bytes)).toBe(true);
  });

  it('nobody ever opens what it has found something in, and its bytes go', async () => {
    const id = await desk.add(desk.team.patient, jpegFile(Buffer.from(TEST_VIRUS)));
    const { object } = await desk.row(id);
    await desk.scanAll();
    desk.settings({ scanner: undefined }); // also not when there is no scanner any more
    for (const by of [desk.team.patient, desk.team.therapist, desk.team.prescriber])
      await expect(desk.open(by, id)).rejects.toEqual(refused('infected'));
    expect((await desk.list(desk.team.patient))[0]).toMatchObject({ scan: 'infected', state: 'gone', isOpenable: false });
    await desk.removeUnwanted();
    expect(desk.stored().some((path) => path.endsWith(object!))).toBe(false);
    const clean = clinic.get(Database).sql`UPDATE document_reference SET scan = 'clean' WHERE id = ${id}`;
    await expect(clean).rejects.toThrow('stays as it was added');
  });

  it('what it cannot judge stays shut, and is shown to it again by whoever wants to open it', async () => {
    const id = await desk.add(desk.team.patient);
    scanner.answer = 'INSTREAM size limit exceeded. ERROR\0';
    await desk.scanAll();
    expect((await desk.row(id)).scan).toBe('failed');
    await expect(desk.open(desk.team.therapist, id)).rejects.toEqual(refused('being-checked'));
    scanner.answer = undefined;
    expect(await desk.scanAll()).toBe(1);
    await desk.open(desk.team.therapist, id);
  });

  it('what came before it was set is scanned before it is opened', async () => {
    desk.settings({ scanner: undefined });
    const id = await desk.add(desk.team.patient);
    await desk.open(desk.team.patient, id);
    desk.settings({ scanner: scanner.address });
    await expect(desk.open(desk.team.patient, id)).rejects.toEqual(refused('being-checked'));
    await expect(desk.open(desk.team.therapist, id)).rejects.toEqual(refused('being-checked'));
    expect(await desk.scanAll()).toBe(1); // asked twice, looked at once
    await desk.open(desk.team.therapist, id);
  });

  it('its silence leaves the look to be done', async () => {
    await desk.add(desk.team.patient);
    scanner.answer = '';
    await expect(desk.scanAll()).rejects.toEqual(refused('scanner-unreachable'));
    expect(await clinic.waiting('documents.scan-due')).toHaveLength(1);
  });
});
