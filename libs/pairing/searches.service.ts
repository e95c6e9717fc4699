import { Injectable } from '@nestjs/common';

import type { PairingPart } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { OfferWriter } from './offer-writer.js';
import { PairingDoor } from './pairing-door.js';
import { pairingProblems } from './problems.js';
import { SearchRanking, searchFor } from './search-ranking.js';
import { WishRepository } from './wish.repository.js';

type Choice = Readonly<{ part: PairingPart; clinicianId: string }>;

/** A patient, or somebody of their team with them, looks for somebody. */
@Injectable()
export class SearchesService {
  constructor(
    private readonly database: Database,
    private readonly door: PairingDoor,
    private readonly wishes: WishRepository,
    private readonly ranking: SearchRanking,
    private readonly writer: OfferWriter,
  ) {}

  /**
   * Ranks everybody whom no filter keeps out; the search begins, or goes on.
   *
   * @param notId whom the patient does not want: they are not shown again
   * @throws `care.not-found`, `pairing.not-now` while somebody is asked
   */
  async rank(caller: Caller, patientId: string, part: PairingPart, notId?: string): Promise<void> {
    await this.database.transact(async (tx) => {
      const held = await this.door.write(tx, caller, patientId);
      if (notId) {
        const isOther = notId !== patientId && (await this.door.isClinician(tx, notId));
        if (!isOther) throw pairingProblems.noClinician();
        await this.wishes.bar(tx, { patientId, clinicianId: notId, kind: 'wants-not' }, caller.personId);
      }
      const objectId = await this.ranking.rank(tx, held, { patientId, part });
      const act = { action: 'rank-clinicians', objectId, ...(notId ? { reason: 'somebody-else' } : {}) };
      await this.door.record(tx, caller, patientId, act);
    });
  }

  /** @returns until when they can answer. @throws `care.not-found`, `pairing.not-now`, `pairing.kept-out` */
  async choose(caller: Caller, patientId: string, { part, clinicianId }: Choice): Promise<Date> {
    return this.database.transact(async (tx) => {
      const search = searchFor(await this.door.write(tx, caller, patientId), part);
      if (search?.state !== 'ranked') throw pairingProblems.notNow();
      if (!(await this.ranking.isShown(tx, search.id, clinicianId))) throw pairingProblems.notNow();
      const until = await this.writer.offer(tx, search, { clinicianId, by: caller.personId });
      await this.door.record(tx, caller, patientId, { action: 'choose-clinician', objectId: clinicianId });
      return until;
    });
  }

  /** Two who know each other otherwise are not paired. @throws `care.not-found`, `pairing.no-clinician` */
  async setConflict(caller: Caller, patientId: string, clinicianId: string): Promise<void> {
    await this.database.transact(async (tx) => {
      await this.door.write(tx, caller, patientId);
      if (!(await this.door.isClinician(tx, clinicianId))) throw pairingProblems.noClinician();
      await this.wishes.bar(tx, { patientId, clinicianId, kind: 'conflict' }, caller.personId);
      await this.door.record(tx, caller, patientId, { action: 'bar-pairing', objectId: clinicianId, reason: 'conflict' });
    });
  }
}
