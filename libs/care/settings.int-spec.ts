import { randomUUID } from 'node:crypto';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { asOwner } from '../../test/support/owner.js';
import { SmallClinic } from '../../test/support/small-clinic.js';
import { CareModule } from './care.module.js';
import { SettingsService } from './settings.service.js';

let clinic: SmallClinic;
let admin: Caller;
let director: Caller;

beforeAll(async () => {
  clinic = await SmallClinic.open([CareModule]);
  admin = await clinic.person('admin');
  director = await clinic.person('physician');
  await clinic.read.person.update({ where: { id: director.personId }, data: { isMedicalDirector: true } });
  await clinic.get(Database).sql`
    INSERT INTO sign_in (id, token_hash, person_id, expires_at)
    VALUES (${director.signInId}, ${Buffer.from(randomUUID())}, ${director.personId}, now() + interval '1 hour')`;
});
afterAll(() => clinic?.close());

const service = () => clinic.get(SettingsService);
const newest = async () => (await service().versions())[0]!;
const texts = async (over: object = {}) => {
  const { settings, version: basedOn } = await newest();
  const { name, zone, phone, homeText, sites, crisisNumbers, holidays, changeCutoffHours, lateFeeCents } = settings;
  const { answerWithinHours, onCallPhone, offerHoldMin } = settings;
  return {
    basedOn,
    reason: 'A new telephone',
    name,
    zone,
    phone,
    homeText,
    sites,
    crisisNumbers,
    holidays,
    changeCutoffHours,
    lateFeeCents,
    answerWithinHours,
    onCallPhone,
    offerHoldMin,
    ...over,
  };
};
const limits = async (gateLimits: Record<string, number>) => {
  const { version: basedOn } = await newest();
  return { basedOn, reason: 'Stricter', gateLimits, maxConcurrentSessions: 4, onlineWithinSec: 60 };
};
const stepUp = () => clinic.get(Database).sql`UPDATE sign_in SET stepped_up_at = now() WHERE id = ${director.signInId}`;

describe('clinic settings', () => {
  it('keep the hours for which a paused course may wait, unless they are given', async () => {
    const hours = async () => (await newest()).settings.courseReviewHours;
    expect(await hours()).toBe(24);
    await service().change(admin, await texts({ courseReviewHours: 8 }));
    await service().change(admin, await texts({ name: 'Another name' }));
    expect(await hours()).toBe(8);
    await service().change(admin, await texts({ name: 'Test clinic', courseReviewHours: 24 }));
  });

  it('are a version each time, with who, why and what it was before', async () => {
    const before = await newest();
    const crisisNumbers = [{ label: 'Crisis line', number: '988' }];
    const after = await service().change(admin, await texts({ phone: '+1 212 555 0200', crisisNumbers }));
    expect(after).toMatchObject({ version: before.version + 1, changedByName: admin.displayName, reason: 'A new telephone' });
    const [first, second] = await service().versions();
    expect([first!.settings.phone, second!.settings.phone]).toEqual(['+1 212 555 0200', before.settings.phone]);
    expect(await service().info()).toMatchObject({ crisisNumbers });
  });

  it('are not changed by somebody who has not seen the last version, nor into a time zone that is none', async () => {
    const { basedOn } = await texts();
    await expect(service().change(admin, await texts({ basedOn: basedOn - 1 }))).rejects.toMatchObject({
      code: 'care.settings-changed',
    });
    await expect(service().change(admin, await texts({ zone: 'Mars/Base' }))).rejects.toMatchObject({
      code: 'care.unknown-zone',
    });
  });

  it('keep a version whoever changes them, and no version changes, also for the owner of the table', async () => {
    const { version } = await newest();
    await clinic.get(Database).sql`UPDATE clinic_settings SET phone = '+1 212 555 0300'`;
    expect((await newest()).version).toBe(version + 1);
    const stays = { code: 'HF001' };
    await expect(asOwner("UPDATE clinic_settings_version SET reason = 'other'")).rejects.toMatchObject(stays);
    await expect(asOwner('DELETE FROM clinic_settings_version')).rejects.toMatchObject(stays);
    await expect(asOwner('TRUNCATE clinic_settings_version')).rejects.toMatchObject(stays);
  });

  it('take limits from the medical director, freshly signed in, and only stricter ones', async () => {
    const { holdSystolic } = service().strictestFrom() as { holdSystolic: number };
    const stricter = await limits({ holdSystolic: holdSystolic - 5 });
    await expect(service().signLimits(admin, stricter)).rejects.toMatchObject({ code: 'care.not-your-duty' });
    await expect(service().signLimits(director, stricter)).rejects.toMatchObject({ code: 'identity.step-up-needed' });
    await stepUp();
    expect((await service().signLimits(director, stricter)).settings.gateLimits).toEqual({ holdSystolic: holdSystolic - 5 });
    await stepUp();
    const looser = service().signLimits(director, await limits({ holdSystolic: holdSystolic + 1, madeUp: 1 }));
    await expect(looser).rejects.toMatchObject({ code: 'care.limits-loosened', facts: { names: ['madeUp', 'holdSystolic'] } });
  });
});
