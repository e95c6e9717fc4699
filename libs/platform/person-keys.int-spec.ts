import { randomUUID } from 'node:crypto';

import { CareModule, EmergencyCardService } from '#care';
import { IdentityModule, IdentityService } from '#identity';
import { SmallClinic } from '../../test/support/small-clinic.js';
import { DataKeyMemory } from './data-key-memory.js';
import { Database } from './database.js';
import { Hints } from './hints.js';
import { PersonKeys } from './person-keys.js';

const unreadable = expect.objectContaining({ code: 'encryption.unreadable' });
const erased = expect.objectContaining({ code: 'encryption.erased' });

describe('PersonKeys', () => {
  let clinic: SmallClinic;
  let keys: PersonKeys;
  beforeAll(async () => {
    clinic = await SmallClinic.open([CareModule, IdentityModule]);
    keys = clinic.get(PersonKeys);
    await clinic.get(Hints).onApplicationBootstrap();
  });
  afterAll(() => clinic.close());

  const place = { table: 'note', column: 'text_sealed', rowId: '7' };
  const seal = (personId: string, text = 'secret') => clinic.transact((tx) => keys.seal(tx, personId, text, place));
  const open = (sealed: string, where = place) => keys.open(clinic.read, sealed, where);
  const sql: Database['sql'] = (text, ...values) => clinic.get(Database).sql(text, ...values);
  const shred = (personId: string) =>
    sql`UPDATE data_key SET kek_id = NULL, wrapped = NULL, shredded_at = app_now() WHERE person_id = ${personId}`;
  /** Once hints have come round. */
  const forgotten = async (personId: string) => {
    while (clinic.get(DataKeyMemory).currentOf(personId)) await new Promise((again) => setTimeout(again, 10));
  };

  it('opens what it sealed, under one key a person', async () => {
    const [ana, ben] = [randomUUID(), randomUUID()];
    const [one, two, other] = [await seal(ana), await seal(ana), await seal(ben)];
    expect(await Promise.all([one, two, other].map((sealed) => open(sealed)))).toEqual(['secret', 'secret', 'secret']);
    const keyOf = (sealed: string) => sealed.split('.')[1];
    expect([keyOf(one) === keyOf(two), keyOf(one) === keyOf(other)]).toEqual([true, false]);
  });

  it('makes one key when two begin at once', async () => {
    const personId = randomUUID();
    const sealed = await Promise.all(Array.from({ length: 8 }, () => seal(personId)));
    expect(new Set(sealed.map((value) => value.split('.')[1])).size).toBe(1);
  });

  it('opens nothing that was moved to another row, column or table, or under the key of another person', async () => {
    const [ana, ben] = [randomUUID(), randomUUID()];
    const [hers, his] = [await seal(ana), await seal(ben)];
    for (const elsewhere of [{ rowId: '8' }, { column: 'title_sealed' }, { table: 'journal' }])
      await expect(open(hers, { ...place, ...elsewhere })).rejects.toEqual(unreadable);
    const [, , body] = hers.split('.');
    await expect(open(`v2.${his.split('.')[1]}.${body}`)).rejects.toEqual(unreadable);
    await expect(open(`v2.${randomUUID()}.${body}`)).rejects.toEqual(unreadable);
    await expect(open(hers.slice(0, -3))).rejects.toEqual(unreadable);
  });

  it('keeps no key in memory of a transaction that was rolled back', async () => {
    const personId = randomUUID();
    const failing = clinic.transact(async (tx) => {
      await keys.seal(tx, personId, 'secret', place);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await open(await seal(personId))).toBe('secret');
    expect(await clinic.read.dataKey.count({ where: { personId } })).toBe(1);
  });

  it('says that it was erased once the key is shredded, and seals nothing more for that person', async () => {
    const personId = randomUUID();
    const sealed = await seal(personId);
    await shred(personId);
    await forgotten(personId);
    await expect(open(sealed)).rejects.toEqual(erased);
    await expect(seal(personId)).rejects.toEqual(erased);
    expect(await keys.openIfKept(clinic.read, sealed, place)).toBeNull();
  });

  it('never brings a key back, deletes it or gives it to somebody else', async () => {
    const personId = randomUUID();
    await seal(personId);
    const law = expect.objectContaining({ code: 'HF001' });
    await expect(sql`UPDATE data_key SET person_id = ${randomUUID()} WHERE person_id = ${personId}`).rejects.toEqual(law);
    await expect(sql`DELETE FROM data_key WHERE person_id = ${personId}`).rejects.toEqual(law);
    await shred(personId);
    await expect(
      sql`UPDATE data_key SET kek_id = 'k', wrapped = 'w', shredded_at = NULL WHERE person_id = ${personId}`,
    ).rejects.toEqual(law);
  });

  it('reads a card whose patient was erased as no card, and a person as one who cannot be reached', async () => {
    const { personId } = await clinic.person('patient');
    const card = { addressLine: '1 Test St', entryNote: 'Ring', allergies: 'None', localEmergencyNumber: '+1 212 555 0911' };
    await clinic.transact((tx) => clinic.get(EmergencyCardService).write(tx, personId, card));
    expect(await clinic.get(EmergencyCardService).read(clinic.read, personId)).toEqual(card);
    expect(await clinic.get(IdentityService).contact(clinic.read, personId)).toMatchObject({ phone: '+1 212 555 0199' });
    await shred(personId);
    await forgotten(personId);
    expect(await clinic.get(EmergencyCardService).read(clinic.read, personId)).toBeNull();
    expect(await clinic.get(IdentityService).contact(clinic.read, personId)).toEqual({ email: null, phone: null });
  });
});
