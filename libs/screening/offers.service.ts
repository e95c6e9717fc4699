import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Caller } from '#identity';
import { MINUTE } from '#kernel';
import { Database } from '#platform';
import { CaseDoor } from './case-door.js';
import { Clinicians } from './clinicians.js';
import { Courses } from './courses.js';
import { type Offer, OfferWriter } from './offer-writer.js';
import { screeningProblems } from './problems.js';

/** A patient is waiting in the call: so long a warm offer stands at most, in minutes. Source: docs/clinical-defaults.md, "Screening". */
const LONGEST_WARM_MIN = 30;

/** Offering a case to a colleague. */
@Injectable()
export class OffersService {
  constructor(
    private readonly database: Database,
    private readonly door: CaseDoor,
    private readonly courses: Courses,
    private readonly clinicians: Clinicians,
    private readonly writer: OfferWriter,
  ) {}

  /**
   * Until it is accepted nothing changes hands.
   *
   * @throws `care.not-found`, `screening.no-case`, `screening.not-yours`, `screening.not-now`, `screening.offered-already`,
   *         `screening.not-to-them`
   */
  async offer(caller: Caller, patientId: string, offer: Offer): Promise<{ handOffId: string; until: Date }> {
    return this.database.transact(async (tx) => {
      const held = await this.door.write(tx, caller, patientId);
      const [id, { toId }] = [randomUUID(), offer];
      const lengthMin = offer.isWarm ? Math.min(offer.untilMin, LONGEST_WARM_MIN) : offer.untilMin;
      const until = new Date((await this.courses.now(tx)) + lengthMin * MINUTE);
      await this.courses.act(tx, held, { kind: 'offer', by: caller.personId, id, toId, until: until.getTime() });
      if (!(await this.clinicians.isHere(tx, toId, { prescribes: true }))) throw screeningProblems.notToThem();
      await this.writer.write(tx, held, offer, { id, until });
      await this.door.record(tx, caller, patientId, {
        action: 'offer-screening',
        objectType: 'screening-hand-off',
        objectId: id,
      });
      return { handOffId: id, until };
    });
  }
}
