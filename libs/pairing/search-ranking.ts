import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { PairingPart } from '#contracts';
import type { Db, Tx } from '#platform';
import { CandidateRepository } from './candidate.repository.js';
import type { Ranking } from './domain/rank.js';
import { PairingOfferRepository } from './offer.repository.js';
import { PairingRepository, type PairingRow } from './pairing.repository.js';
import { pairingProblems } from './problems.js';
import { Rankings, type Sought } from './rankings.js';
import { PairingRulesRepository } from './rules.repository.js';

const SEARCHES: ReadonlySet<string> = new Set(['requested', 'ranked', 'offered']);
export const searchFor = (held: readonly PairingRow[], part: PairingPart): PairingRow | undefined =>
  held.find((one) => one.part === part && SEARCHES.has(one.state));

/** The search for somebody, and whom it has shown at last. */
@Injectable()
export class SearchRanking {
  constructor(
    private readonly pairings: PairingRepository,
    private readonly candidates: CandidateRepository,
    private readonly offers: PairingOfferRepository,
    private readonly rankings: Rankings,
    private readonly rules: PairingRulesRepository,
  ) {}

  /**
   * Begins a search for a part, or goes on with the one that there is. The pairings of the patient must be held.
   *
   * @returns its id. @throws `pairing.not-now` while somebody is asked
   */
  async rank(tx: Tx, held: readonly PairingRow[], { patientId, part }: Sought): Promise<string> {
    const search = searchFor(held, part);
    if (search?.state === 'offered') throw pairingProblems.notNow(); // whoever is asked is to answer first
    const id = search?.id ?? randomUUID();
    if (!search) await this.pairings.insert(tx, { id, patientId, part, cause: 'asked' });
    const { candidates } = await this.ranking(tx, held, { patientId, part });
    await this.candidates.replace(tx, id, candidates);
    await this.pairings.become(tx, id, 'ranked');
    return id;
  }

  /** Whether somebody is among those whom the last ranking has shown. */
  async isShown(db: Db, pairingId: string, clinicianId: string): Promise<boolean> {
    return (await this.candidates.findOf(db, [pairingId])).some(({ personId }) => personId === clinicianId);
  }

  /** Who fits at this moment, and who is kept out: without those who look after the patient already, or have said no to this search. */
  async ranking(db: Db, held: readonly PairingRow[], sought: Sought): Promise<Ranking> {
    const search = searchFor(held, sought.part);
    const offers = search ? await this.offers.findOf(db, [search.id]) : [];
    return this.rankings.of(db, sought, await this.rules.read(db), {
      without: new Set(held.flatMap(({ clinicianId }) => clinicianId ?? [])),
      declined: new Set(offers.filter(({ state }) => state === 'declined').map(({ clinicianId }) => clinicianId)),
    });
  }
}
