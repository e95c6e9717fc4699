import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

import type { LetterTemplate } from '#contracts';
import { type Caller, SignInService } from '#identity';
import { IntegrationModule } from '#integration';
import { Database, Hints } from '#platform';
import { ErasureService, RecordModule } from '#record';
import { asOwner } from '../../test/support/owner.js';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { DocumentsModule } from './documents.module.js';
import { LetterSigning } from './letter-signing.service.js';
import { LettersService } from './letters.service.js';
import { OutsideReleasesService } from './outside-releases.service.js';

const RECIPIENT = { name: 'Dr. Canary', organisation: 'Heart Center', address: '1 Main St', email: '', fax: '' };
const WORDS = { planned: 'sessions at home', question: 'Is there a reason of the heart against it?' };
let clinic: SmallClinic;
let team: TeamOf;
let signer: Caller;
beforeAll(async () => {
  clinic = await SmallClinic.open([IntegrationModule, DocumentsModule, RecordModule]);
  await clinic.get(Hints).onApplicationBootstrap();
});
beforeEach(async () => {
  team = await clinic.enrol();
  signer = await signedIn(team.prescriber);
});
afterEach(() => clinic.get(Database).sql`DELETE FROM clock_offset`);
afterAll(() => clinic?.close());

const of = () => team.patient.personId;
const refused = (code: string) => expect.objectContaining({ code });
const hidden = refused('care.not-found');
const notReleased = refused('documents.not-released');
/** With a sign-in of their own, so that they can prove once more who they are. */
async function signedIn(person: Caller): Promise<Caller> {
  const signIns = clinic.get(SignInService);
  const token = await clinic.transact((tx) => signIns.open(tx, person.personId, null, 1));
  return { ...person, signInId: (await signIns.resolve(token))!.signInId };
}
const prove = (by: Caller) => clinic.transact((tx) => clinic.get(SignInService).grantStepUp(tx, by));
const give = async (covers: LetterTemplate[] = ['clearance-request'], days = 30) =>
  (
    await clinic
      .get(OutsideReleasesService)
      .give(team.patient, of(), { recipient: RECIPIENT, covers, purpose: 'clearance', days })
  ).releaseId;
const revoke = (releaseId: string, by = team.patient) => clinic.get(OutsideReleasesService).revoke(by, of(), releaseId);
const draft = (releaseId: string) => ({ releaseId, template: 'clearance-request' as const, words: WORDS });
const preview = (releaseId: string, by = signer) => clinic.get(LettersService).preview(by, of(), draft(releaseId));
const sign = (releaseId: string, digest: string, by = signer) =>
  clinic.get(LetterSigning).sign(by, of(), { ...draft(releaseId), digest });
const dispatch = (letterId: string, by = signer) => clinic.get(LetterSigning).dispatch(by, of(), letterId, 'printed');
async function signed(releaseId: string): Promise<string> {
  const { digest } = await preview(releaseId);
  await prove(signer);
  return (await sign(releaseId, digest)).letterId;
}

describe('a letter', () => {
  it('is signed as it was seen, leaves, and is all there for its patient', async () => {
    const letterId = await signed(await give());
    await dispatch(letterId);
    const { letter, text } = await clinic.get(LettersService).read(team.patient, of(), letterId);
    expect(letter).toMatchObject({ recipient: RECIPIENT, signedByName: 'Some prescriber', isReleased: true });
    expect(letter.dispatches).toMatchObject([{ how: 'printed', byName: 'Some prescriber' }]);
    expect(text).toMatchObject({ to: ['Dr. Canary', 'Heart Center', '1 Main St'], subject: 'A question about Some patient' });
    expect(text?.from[0]).toBe('Test clinic');
    expect((await clinic.get(LettersService).list(team.patient, of())).letters).toHaveLength(1);
  });

  it('needs a fresh proof of who signs, for each', async () => {
    const releaseId = await give();
    const { digest } = await preview(releaseId);
    await expect(sign(releaseId, digest)).rejects.toEqual(refused('identity.step-up-needed'));
    await prove(signer);
    await sign(releaseId, digest);
    await expect(sign(releaseId, digest)).rejects.toEqual(refused('identity.step-up-needed'));
  });

  it('is not signed as anything but what was seen', async () => {
    const releaseId = await give();
    const { digest } = await preview(releaseId);
    await prove(signer);
    await clinic.read.clinicSettings.updateMany({ data: { name: 'Another name' } });
    await expect(sign(releaseId, digest)).rejects.toEqual(refused('documents.letter-changed'));
    await clinic.read.clinicSettings.updateMany({ data: { name: 'Test clinic' } });
  });

  it('says what is missing in it', async () => {
    const tried = clinic.get(LettersService).preview(signer, of(), { ...draft(await give()), words: { planned: 'x' } });
    await expect(tried).rejects.toMatchObject({ code: 'documents.letter-incomplete', facts: { blanks: ['question'] } });
  });

  it.each<[string, () => Promise<string>]>([
    ['nobody has agreed to it', async () => randomUUID()],
    ['what was agreed to is another one', () => give(['treatment-begins', 'screening-result'])],
    [
      'it was taken back',
      async () => {
        const id = await give();
        await revoke(id);
        return id;
      },
    ],
    [
      'its time is over',
      async () => {
        const id = await give(['clearance-request'], 1);
        await clinic.moveTo(await clinic.at(2));
        return id;
      },
    ],
    [
      'another patient has agreed',
      async () => {
        const own = team;
        team = await clinic.enrol();
        const id = await give();
        team = own;
        return id;
      },
    ],
  ])('is not even written when %s', async (_, releaseId) => {
    await expect(preview(await releaseId())).rejects.toEqual(notReleased);
  });

  it('does not leave once the agreement was taken back, and stays where its patient sees it', async () => {
    const releaseId = await give();
    const letterId = await signed(releaseId);
    await revoke(releaseId);
    await expect(dispatch(letterId)).rejects.toEqual(notReleased);
    const { letter } = await clinic.get(LettersService).read(team.patient, of(), letterId);
    expect(letter).toMatchObject({ isReleased: false, dispatches: [] });
  });

  it('is refused by the database itself without an agreement', async () => {
    const releaseId = await give();
    const letterId = await signed(releaseId);
    await revoke(releaseId);
    const values = `gen_random_uuid(), '${of()}', '${releaseId}', 'clearance-request', 1, 'v2.x.x', '${signer.personId}'`;
    const letter = `INSERT INTO letter (id, patient_id, release_id, template, version, text_sealed, signed_by) VALUES (${values})`;
    await expect(asOwner(letter)).rejects.toMatchObject({ code: 'HD001' });
    const left = `INSERT INTO letter_dispatch (id, letter_id, how, recorded_by) VALUES (gen_random_uuid(), '${letterId}', 'posted', '${signer.personId}')`;
    await expect(asOwner(left)).rejects.toMatchObject({ code: 'HD001' });
    for (const statement of [`UPDATE letter SET version = 2`, `DELETE FROM letter`])
      await expect(asOwner(`${statement} WHERE id = '${letterId}'`)).rejects.toMatchObject({ code: 'HF001' });
    const longer = `UPDATE outside_release SET ends_at = ends_at + interval '1 day' WHERE id = '${releaseId}'`;
    await expect(asOwner(longer)).rejects.toMatchObject({ code: 'HF001' });
  });

  it('is nothing to anybody else, and only the patient agrees and takes back', async () => {
    const releaseId = await give();
    const letterId = await signed(releaseId);
    const [other, stranger, admin] = [await clinic.enrol(), await clinic.person('prescriber'), await clinic.person('admin')];
    for (const by of [other.patient, other.prescriber, stranger, admin, team.chaperone]) {
      await expect(clinic.get(LettersService).list(by, of())).rejects.toEqual(hidden);
      await expect(clinic.get(LettersService).read(by, of(), letterId)).rejects.toEqual(hidden);
      await expect(preview(releaseId, by)).rejects.toEqual(hidden);
      await expect(sign(releaseId, 'x', by)).rejects.toEqual(hidden);
      await expect(dispatch(letterId, by)).rejects.toEqual(hidden);
      await expect(clinic.get(OutsideReleasesService).list(by, of())).rejects.toEqual(hidden);
    }
    await expect(revoke(releaseId, team.prescriber)).rejects.toEqual(hidden);
    const foreign = clinic.get(LettersService).read(other.patient, other.patient.personId, letterId);
    await expect(foreign).rejects.toEqual(refused('documents.not-found'));
  });

  it('and whom it went to end with the key of the patient', async () => {
    const letterId = await signed(await give());
    const rows = await clinic.get(Database).sql`SELECT * FROM letter, outside_release, letter_dispatch`;
    expect(JSON.stringify(rows)).not.toMatch(/canary|sessions at home/i);
    await clinic.get(ErasureService).erase(null, of(), 'patient-request');
    const read = () => clinic.get(LettersService).read(signer, of(), letterId);
    while ((await read()).text !== null) await setTimeout(20); // a hint says that the key is gone
    expect((await read()).letter.recipient).toBeNull();
  });
});
