import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';

import { IntegrationModule } from '#integration';
import { Database, Hints } from '#platform';
import { RecordModule } from '#record';
import { asOwner } from '../../test/support/owner.js';
import { CANARY, cut, PaperDesk, refused } from '../../test/support/paper-desk.js';
import { heicFile, jpegFile, pdfFile, pngFile } from '../../test/support/sample-files.js';
import { SmallClinic } from '../../test/support/small-clinic.js';
import { DocumentsModule } from './documents.module.js';
import type { Pieces } from './sealed-content.js';
import { ViewingService } from './viewing.service.js';

const hidden = expect.objectContaining({ code: 'care.not-found' });
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

describe('a paper', () => {
  it.each([
    ['application/pdf', pdfFile()],
    ['image/jpeg', jpegFile(randomBytes(200_000))],
    ['image/png', pngFile()],
    ['image/heic', heicFile(randomBytes(100_000))],
  ])('is added by the patient, and opened by who cares for them, byte for byte: %s', async (type, bytes) => {
    const id = await desk.add(desk.team.patient, bytes);
    expect((await desk.open(desk.team.therapist, id)).equals(bytes)).toBe(true);
    const [shown] = await desk.list(desk.team.prescriber);
    expect(shown).toMatchObject({ documentId: id, state: 'here', scan: 'unscanned', isOpenable: true, isRemovable: false });
    expect(shown).toMatchObject({ mediaType: type, byteCount: bytes.length, addedByName: 'Some patient' });
  });

  it('is nothing to anybody else', async () => {
    const id = await desk.add(desk.team.patient);
    const [admin, other, stranger] = [await clinic.person('admin'), await clinic.enrol(), await clinic.person('prescriber')];
    for (const by of [admin, other.patient, other.prescriber, stranger, desk.team.chaperone]) {
      await expect(desk.list(by)).rejects.toEqual(hidden);
      await expect(desk.open(by, id)).rejects.toEqual(hidden);
      await expect(desk.announce(by)).rejects.toEqual(hidden);
      await expect(desk.file(by, id, cut(pdfFile()))).rejects.toEqual(hidden);
      await expect(desk.remove(by, id)).rejects.toEqual(hidden);
    }
    const foreign = clinic.get(ViewingService).open(other.patient, other.patient.personId, id);
    await expect(foreign).rejects.toEqual(refused('not-found'));
  });

  it('is filed by who announced it, and by nobody else', async () => {
    const [id, before] = [await desk.announce(desk.team.patient), desk.stored()];
    await expect(desk.file(desk.team.therapist, id, cut(pdfFile()))).rejects.toEqual(refused('not-found'));
    await expect(desk.file(desk.team.patient, randomUUID(), cut(pdfFile()))).rejects.toEqual(refused('not-found'));
    expect(desk.stored()).toEqual(before);
  });

  it('is on the disk as nobody can read it, and in no column', async () => {
    const id = await desk.add(desk.team.patient, jpegFile(Buffer.from(CANARY.repeat(10))));
    const { object } = await desk.row(id);
    const path = desk.stored().find((each) => each.endsWith(object!))!;
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path).includes('canary')).toBe(false);
    const said = JSON.stringify(await desk.row(id));
    expect(said).not.toMatch(/canary/i);
    await desk.open(desk.team.therapist, id);
  });

  it('leaves who opened it in the audit, and from then on stays', async () => {
    const [seen, unseen] = [await desk.add(desk.team.patient), await desk.add(desk.team.patient)];
    await desk.open(desk.team.patient, seen);
    expect((await desk.row(seen)).seenAt).toBeNull();
    await desk.open(desk.team.therapist, seen);
    await expect(desk.remove(desk.team.patient, seen)).rejects.toEqual(refused('seen'));
    await expect(desk.remove(desk.team.therapist, unseen)).rejects.toEqual(refused('not-found'));
    await desk.remove(desk.team.patient, unseen);
    expect((await desk.list(desk.team.patient)).find(({ documentId }) => documentId === unseen)?.state).toBe('removed');
    await expect(desk.open(desk.team.patient, unseen)).rejects.toEqual(refused('not-found'));
    const acts = await clinic.read.auditEvent.findMany({
      where: { objectId: seen, action: 'read-document' },
      select: { actorId: true, subjectPersonId: true },
    });
    expect(acts.map(({ actorId }) => actorId).sort()).toEqual([desk.of, desk.team.therapist.personId].sort());
    expect(acts.every(({ subjectPersonId }) => subjectPersonId === desk.of)).toBe(true);
  });

  it('that was removed is gone from the disk, by a row', async () => {
    const id = await desk.add(desk.team.patient);
    const { object } = await desk.row(id);
    await desk.remove(desk.team.patient, id);
    expect(desk.stored().some((path) => path.endsWith(object!))).toBe(true);
    expect(await desk.removeUnwanted()).toBe(1);
    expect(desk.stored().some((path) => path.endsWith(object!))).toBe(false);
  });

  it('comes once: the same file again is the first, and another is refused', async () => {
    const id = await desk.announce(desk.team.patient);
    const bytes = pdfFile(Buffer.from(CANARY));
    const [first, second] = await Promise.all([
      desk.file(desk.team.patient, id, cut(bytes)),
      desk.file(desk.team.patient, id, cut(bytes, 7)),
    ]);
    expect(second).toEqual(first);
    await desk.removeUnwanted();
    const { object } = await desk.row(id);
    expect(desk.stored().filter((path) => path.endsWith(object!))).toHaveLength(1);
    await expect(desk.file(desk.team.patient, id, cut(pdfFile()))).rejects.toEqual(refused('another-here'));
    expect((await desk.open(desk.team.therapist, id)).equals(bytes)).toBe(true);
  });

  it('whose bytes were changed on the disk is not shown', async () => {
    const id = await desk.add(desk.team.patient, jpegFile(randomBytes(150_000)));
    const { object } = await desk.row(id);
    const path = desk.stored().find((each) => each.endsWith(object!))!;
    const bytes = readFileSync(path);
    bytes[100_000]! ^= 1;
    writeFileSync(path, bytes);
    await expect(desk.open(desk.team.therapist, id)).rejects.toMatchObject({ code: 'encryption.unreadable' });
  });

  it('whose bytes are gone says so', async () => {
    const id = await desk.add(desk.team.patient);
    await desk.store().remove((await desk.row(id)).object!);
    await expect(desk.open(desk.team.therapist, id)).rejects.toEqual(refused('gone'));
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
    desk.settings({ documents: { maxBytes: 100_000, maxCount: 200 } });
    const before = desk.stored();
    const id = await desk.announce(desk.team.patient);
    await expect(desk.file(desk.team.patient, id, pieces())).rejects.toEqual(refused(code));
    expect(desk.stored()).toEqual(before);
    expect((await desk.row(id)).filedAt).toBeNull();
    await desk.file(desk.team.patient, id, cut(pdfFile())); // and a better one may come
  });

  it('what breaks off on the way', async () => {
    const before = desk.stored();
    const id = await desk.announce(desk.team.patient);
    async function* broken(): Pieces {
      yield* cut(big());
      throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    }
    await expect(desk.file(desk.team.patient, id, broken())).rejects.toEqual(refused('broken-off'));
    expect(desk.stored()).toEqual(before);
  });

  it('more papers than a record holds, however many come at once', async () => {
    desk.settings({ documents: { maxBytes: 100_000, maxCount: 3 } });
    const tries = await Promise.allSettled(Array.from({ length: 12 }, () => desk.announce(desk.team.patient)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    await expect(desk.announce(desk.team.therapist)).rejects.toEqual(refused('too-many'));
    const [one] = await desk.list(desk.team.patient);
    await desk.remove(desk.team.patient, one!.documentId);
    await desk.announce(desk.team.patient);
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
    const id = await desk.add(desk.team.patient);
    await expect(asOwner(`${statement} WHERE id = '${id}'`)).rejects.toMatchObject({ code: 'HF001' });
  });
});
