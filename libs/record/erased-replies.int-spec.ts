import { randomUUID } from 'node:crypto';
import { Audit } from '#audit';
import { type Caller, IdentityModule } from '#identity';
import { Idempotency } from '#platform';
import { SmallClinic } from '../../test/support/small-clinic.js';
import { ErasureService } from './erasure.service.js';
import { RecordModule } from './record.module.js';

let clinic: SmallClinic;
beforeAll(async () => {
  clinic = await SmallClinic.open([IdentityModule, RecordModule]);
});
afterAll(() => clinic?.close());

describe('an answer that is kept for a request that comes again', () => {
  /** An act on somebody's record, audited as every such act is, whose answer tells of them. */
  function acting(caller: Caller, subjectPersonId: string) {
    const request = { personId: caller.personId, route: 'POST /v1/acts', key: randomUUID(), asked: '{}' };
    let done = 0;
    const act = () =>
      clinic.get(Idempotency).once(request, () =>
        clinic.transact(async (tx) => {
          done += 1;
          const what = { action: 'open', objectType: 'person', objectId: subjectPersonId, subjectPersonId };
          await clinic.get(Audit).record(tx, caller, what);
          return { about: subjectPersonId };
        }),
      );
    return { act, times: () => done };
  }

  it('ends with the patient whom it tells of; that it was done stays known, and other answers stay', async () => {
    const [rosa, sam] = [await clinic.person('patient'), await clinic.person('patient')];
    const nina = acting(await clinic.person('prescriber'), rosa.personId);
    const tom = acting(await clinic.person('therapist'), sam.personId);
    await nina.act();
    await tom.act();
    await clinic.get(ErasureService).erase(null, rosa.personId, 'patient-request');
    await expect(nina.act()).rejects.toMatchObject({ code: 'request.reply-gone' });
    expect(nina.times()).toBe(1);
    expect(await tom.act()).toEqual({ reply: { about: sam.personId }, isReplay: true });
    const kept = await clinic.read.idempotencyKey.findMany({ where: { replySealed: null }, select: { shreddedAt: true } });
    expect(kept).toEqual([{ shreddedAt: expect.any(Date) }]);
  });
});
