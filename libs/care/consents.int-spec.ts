import { randomUUID } from 'node:crypto';
import type { Consents } from '#contracts';
import type { Caller } from '#identity';
import { Database, sqlState } from '#platform';
import { SmallClinic } from '../../test/support/small-clinic.js';
import { CareService } from './care.service.js';
import { ClausesService } from './clauses.service.js';
import { ConsentsService } from './consents.service.js';
import { SHIPPED_CLAUSES } from './domain/shipped-clauses.js';

let clinic: SmallClinic;
let admin: Caller;

beforeAll(async () => {
  clinic = await SmallClinic.open();
  admin = await clinic.person('admin');
});
afterAll(() => clinic?.close());

const sql: Database['sql'] = (text, ...values) => clinic.get(Database).sql(text, ...values);
const signInOf = ({ signInId, personId }: Caller) => sql`
  INSERT INTO sign_in (id, token_hash, person_id, expires_at, stepped_up_at)
  VALUES (${signInId}, ${Buffer.from(randomUUID())}, ${personId}, now() + interval '1 hour', now())
  ON CONFLICT (id) DO UPDATE SET stepped_up_at = now()`;

type Words = (typeof SHIPPED_CLAUSES)[number];
async function publish(clauses: readonly Words[], by = admin, over: object = {}) {
  await signInOf(by);
  const { edition } = await clinic.get(ClausesService).read();
  return clinic.get(ClausesService).publish(by, { basedOn: edition, reason: 'In a test', clauses, ...over });
}
const consents = () => clinic.get(ConsentsService);
const refused = (code: string) => expect.objectContaining({ code });
const sign = (patient: Caller, { clauses }: Consents, only = (_: Consents['clauses'][number]) => true) =>
  consents().sign(patient, patient.personId, {
    name: 'Some Patient',
    clauses: clauses.filter(only).map(({ clauseId, digest }) => ({ clauseId, digest })),
  });
const read = (patient: Caller) => consents().read(patient, patient.personId);
const standing = ({ personId }: Caller) => clinic.get(CareService).consent(clinic.read, personId);
const lacks = ({ clauses }: Consents) => clauses.flatMap(({ code, lack }) => (lack ? [`${code} ${lack}`] : []));
const changed = (code: string, text: string) => SHIPPED_CLAUSES.map((each) => (each.code === code ? { ...each, text } : each));

describe('consent as clauses', () => {
  it('is, before any are published, the version that was signed as a whole', async () => {
    const { patient } = await clinic.enrol();
    expect(await standing(patient)).toEqual({ signedVersion: '1', currentVersion: '1', missing: [] });
  });

  it('is current once every clause is signed, with the name and the digest of each text', async () => {
    await publish(SHIPPED_CLAUSES);
    const { patient } = await clinic.enrol();
    expect(await standing(patient)).toMatchObject({ signedVersion: '1', currentVersion: 'edition 1' });
    const before = await read(patient);
    expect(before.clauses.map(({ lack }) => lack)).toEqual(SHIPPED_CLAUSES.map(() => 'never-signed'));
    const part = await sign(patient, before, ({ code }) => code !== 'fees');
    expect([part.isCurrent, lacks(part)]).toEqual([false, ['fees never-signed']]);
    const whole = await sign(patient, part, ({ code }) => code === 'fees');
    expect(whole).toMatchObject({ isCurrent: true, edition: 'edition 1', validUntil: expect.any(String) });
    expect(whole.clauses.every(({ signedName }) => signedName === 'Some Patient')).toBe(true);
    expect(await standing(patient)).toEqual({ signedVersion: 'edition 1', currentVersion: 'edition 1', missing: [] });
    expect(
      await sql`SELECT 1 FROM consent_signature s JOIN consent_clause c ON c.id = s.clause_id
                WHERE s.digest <> clause_digest(c.code, c.version, c.title, c.text)`,
    ).toEqual([]);
  });

  it('asks for the changed clause only, shows what was signed before, and for nothing when one is taken out', async () => {
    const { patient } = await clinic.enrol();
    await sign(patient, await read(patient));
    await publish(changed('fees', 'A session costs three hundred dollars.'));
    const asked = await read(patient);
    expect([asked.isCurrent, lacks(asked)]).toEqual([false, ['fees changed']]);
    expect(asked.clauses.find(({ code }) => code === 'fees')).toMatchObject({ version: 2, before: { version: 1 } });
    expect(await standing(patient)).toMatchObject({ signedVersion: 'edition 1', currentVersion: 'edition 2', missing: ['fees'] });
    await sign(patient, asked, ({ lack }) => lack !== null);
    expect(await standing(patient)).toMatchObject({ signedVersion: 'edition 2', missing: [] });
    await publish(changed('fees', 'A session costs three hundred dollars.').slice(1));
    expect(await read(patient)).toMatchObject({ isCurrent: true, edition: 'edition 2' });
  });

  it('is over a year after it was signed', async () => {
    const { patient } = await clinic.enrol();
    await sign(patient, await read(patient));
    const { validUntil } = await read(patient);
    await clinic.moveTo(new Date(Date.parse(validUntil!) - 1_000));
    expect((await read(patient)).isCurrent).toBe(true);
    await clinic.moveTo(new Date(validUntil!));
    const over = await read(patient);
    expect([over.isCurrent, over.clauses.every(({ lack }) => lack === 'too-old')]).toEqual([false, true]);
    expect((await sign(patient, over)).isCurrent).toBe(true);
  });

  it('can be taken back whole, once, and given again', async () => {
    const { patient } = await clinic.enrol();
    await sign(patient, await read(patient));
    const back = await consents().withdraw(patient, patient.personId);
    expect([back.isCurrent, back.withdrawnAt !== null, new Set(back.clauses.map(({ lack }) => lack))]).toEqual([
      false,
      true,
      new Set(['withdrawn']),
    ]);
    expect(await standing(patient)).toMatchObject({ signedVersion: null });
    await expect(consents().withdraw(patient, patient.personId)).rejects.toEqual(refused('care.nothing-signed'));
    expect((await sign(patient, back)).isCurrent).toBe(true);
  });
});

describe('signing', () => {
  it('is of the very text that was read, and of nothing else', async () => {
    const { patient } = await clinic.enrol();
    const seen = await read(patient);
    await publish(changed('risks', 'There are more risks than we knew when you read this.'));
    await expect(sign(patient, seen)).rejects.toEqual(refused('care.clauses-changed'));
    const forged = { ...seen, clauses: seen.clauses.map((clause) => ({ ...clause, digest: 'x' })) };
    await expect(sign(patient, forged)).rejects.toEqual(refused('care.clauses-changed'));
    expect((await read(patient)).clauses.every(({ signedAt }) => signedAt === null)).toBe(true);
  });

  it('is for the patient only; the team reads, and nobody else does', async () => {
    const { patient, therapist, prescriber } = await clinic.enrol();
    const seen = await consents().read(therapist, patient.personId);
    const body = { name: 'Not The Patient', clauses: seen.clauses.slice(0, 1) };
    for (const other of [therapist, prescriber, admin, await clinic.person('patient')]) {
      await expect(consents().sign(other, patient.personId, body)).rejects.toEqual(refused('care.not-found'));
      await expect(consents().withdraw(other, patient.personId)).rejects.toEqual(refused('care.not-found'));
    }
    await expect(consents().read(admin, patient.personId)).rejects.toEqual(refused('care.not-found'));
    await expect(consents().read(await clinic.person('prescriber'), patient.personId)).rejects.toEqual(refused('care.not-found'));
  });

  it('asks whoever has a second factor for a fresh proof', async () => {
    const { patient } = await clinic.enrol();
    const seen = await read(patient);
    await sql`INSERT INTO totp_secret (person_id, secret_sealed, confirmed_at) VALUES (${patient.personId}, 'v1.x.x', now())`;
    expect((await read(patient)).needsProof).toBe(true);
    await expect(sign(patient, seen)).rejects.toEqual(refused('identity.step-up-needed'));
    await signInOf(patient);
    expect((await sign(patient, seen)).isCurrent).toBe(true);
    expect(await sql`SELECT DISTINCT is_proven FROM consent_signature WHERE patient_id = ${patient.personId}`).toEqual([
      { is_proven: true },
    ]);
  });
});

describe('publishing', () => {
  it('takes an admin or the medical director, a fresh proof, the newest edition, and a change', async () => {
    const prescriber = await clinic.person('prescriber');
    await expect(publish(SHIPPED_CLAUSES, prescriber)).rejects.toEqual(refused('care.not-your-duty'));
    const now = (await clinic.get(ClausesService).read()).clauses.map(({ code, title, text }) => ({ code, title, text }));
    await expect(publish(now)).rejects.toEqual(refused('care.nothing-changed'));
    await expect(publish(SHIPPED_CLAUSES, admin, { basedOn: 0 })).rejects.toEqual(refused('care.clauses-changed'));
    await sql`UPDATE sign_in SET stepped_up_at = NULL WHERE id = ${admin.signInId}`;
    const { edition: basedOn } = await clinic.get(ClausesService).read();
    const unproven = clinic.get(ClausesService).publish(admin, { basedOn, reason: 'No proof', clauses: SHIPPED_CLAUSES });
    await expect(unproven).rejects.toEqual(refused('identity.step-up-needed'));
    const director = await clinic.person('physician');
    await clinic.read.person.update({ where: { id: director.personId }, data: { isMedicalDirector: true } });
    expect(await publish(changed('data', 'We keep as little as we can, and say who has seen it.'), director)).toMatchObject({
      edition: basedOn + 1,
    });
  });
});

describe('the database', () => {
  const state = (work: PromiseLike<unknown>) => Promise.resolve(work).then(() => null, sqlState);

  it('keeps signatures as they were, of texts in force only, and no consent without them', async () => {
    const { patient } = await clinic.enrol();
    const id = patient.personId;
    const whole = sql`INSERT INTO consent (id, patient_id, version) SELECT gen_random_uuid(), ${id}, consent_version FROM clinic_settings`;
    expect(await state(whole)).toBe('HC002');
    await sign(patient, await read(patient));
    expect(await state(sql`UPDATE consent_signature SET signed_at = app_now() - interval '1 day' WHERE patient_id = ${id}`)).toBe(
      'HF001',
    );
    expect(await state(sql`DELETE FROM consent_signature WHERE patient_id = ${id}`)).toBe('HF001');
    expect(await state(sql`UPDATE consent SET valid_until = NULL WHERE patient_id = ${id}`)).toBe('HF001');
    expect(await state(sql`UPDATE consent_clause SET text = 'x'`)).toBe('42501');
    const forged = sql`
      INSERT INTO consent_signature (id, patient_id, clause_id, digest, name_sealed, is_proven)
      SELECT gen_random_uuid(), ${id}, id, 'forged', 'v1.x.x', false FROM consent_clause_in_force LIMIT 1`;
    expect(await state(forged)).toBe('HC001');
  });

  it('releases no dose without a consent that holds, whoever asks', async () => {
    const { patient } = await clinic.enrol();
    const release = () => sql`
      UPDATE dose_line SET state = 'released' WHERE number = 1 AND protocol_id IN (SELECT id FROM protocol WHERE patient_id = ${patient.personId})`;
    expect(await state(release())).toBe('HF003');
    await sign(patient, await read(patient));
    await consents().withdraw(patient, patient.personId);
    expect(await state(release())).toBe('HF003');
    await sign(patient, await read(patient));
    expect(await state(release())).toBeNull();
  });
});
