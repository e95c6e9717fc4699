import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { ConsentEditor } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { ClauseRepository } from './clause.repository.js';
import { ClausePeople } from './clause-people.js';
import { ClausePublication, type Publication } from './clause-publication.js';
import { toPublished } from './consent-views.js';
import { SHIPPED_CLAUSES } from './domain/shipped-clauses.js';

/** The clauses that a clinic has its patients sign. */
@Injectable()
export class ClausesService {
  constructor(
    private readonly database: Database,
    private readonly clauses: ClauseRepository,
    private readonly publication: ClausePublication,
    private readonly people: ClausePeople,
    private readonly audit: Audit,
  ) {}

  async read(): Promise<ConsentEditor> {
    const db = this.database.read;
    const all = await this.clauses.findAll(db);
    const nameOf = await this.people.namesOf(
      db,
      all.map(({ publishedBy }) => publishedBy),
    );
    const clauses = (await this.clauses.inForce(db)).map(toPublished);
    const inForce = new Set(clauses.map(({ code }) => code));
    return {
      edition: all[0]?.edition ?? 0,
      clauses,
      history: all.map(({ edition, isRetired, reason, publishedBy, ...row }) => ({
        ...toPublished(row),
        ...{ edition, isRetired, reason, publishedByName: nameOf(publishedBy) },
      })),
      drafts: SHIPPED_CLAUSES.filter(({ code }) => !inForce.has(code)).map((draft) => ({ ...draft })),
    };
  }

  /**
   * @throws `care.not-your-duty`, `identity.step-up-needed`, `care.clauses-changed` when somebody else has published meanwhile,
   *         `care.nothing-changed`
   */
  async publish(caller: Caller, publication: Publication): Promise<ConsentEditor> {
    await this.people.requirePublisher(caller);
    await this.database.transact(async (tx) => {
      await this.people.requireProof(tx, caller);
      const edition = await this.publication.put(tx, publication, caller.personId);
      const act = { action: 'publish-clauses', objectType: 'consent-clause', reason: `edition-${edition}` };
      await this.audit.record(tx, caller, act);
    });
    return this.read();
  }
}
