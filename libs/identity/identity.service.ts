import { Injectable } from '@nestjs/common';

import type { Role } from '#contracts';
import type { Db, Reader, Tx } from '#platform';
import { AccountLinkRepository, type OpenLink } from './account-link.repository.js';
import type { PersonCard } from './caller.js';
import { FactorRepository } from './factor.repository.js';
import { type NewPerson, PersonRepository } from './person.repository.js';

/** Who the people of the clinic are. */
@Injectable()
export class IdentityService {
  constructor(
    private readonly persons: PersonRepository,
    private readonly factors: FactorRepository,
    private readonly links: AccountLinkRepository,
  ) {}

  /** Adds a person; without a password hash they cannot sign in. Hash before the transaction: that takes long, on purpose. An authenticator's secret counts as confirmed. */
  async add(tx: Tx, { authenticatorSecret, ...person }: NewPerson & { authenticatorSecret?: string }): Promise<string> {
    const id = await this.persons.insert(tx, person);
    if (authenticatorSecret) await this.factors.putTotp(tx, id, authenticatorSecret, { isConfirmed: true });
    return id;
  }

  /** Cards by id; ids of nobody are left out. */
  async people(db: Db, ids: readonly string[]): Promise<Map<string, PersonCard>> {
    return new Map((await this.persons.findCards(db, ids)).map((card) => [card.id, card]));
  }

  async person(db: Db, id: string): Promise<PersonCard> {
    return (await this.people(db, [id])).get(id)!;
  }

  /** People by a part of their name. */
  peopleNamed(db: Db, part: string, limit: number): Promise<PersonCard[]> {
    return this.persons.findByName(db, part, limit);
  }

  isPrivacyOfficer(db: Db, personId: string): Promise<boolean> {
    return this.persons.isPrivacyOfficer(db, personId);
  }

  /** Whose telephone numbers are the same can be seen from these; the numbers cannot. */
  phonePrints(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
    return this.persons.findPhonePrints(db, ids);
  }

  peopleWithRole(db: Db, role: Role): Promise<PersonCard[]> {
    return this.persons.findByRole(db, role);
  }

  /** The opened address and number of one person; for sending and for the emergency card only. */
  contact(db: Db, personId: string): Promise<{ email: string | null; phone: string | null }> {
    return this.persons.findContact(db, personId);
  }

  /** A link by e-mail that still opens something. */
  accountLink(on: Reader, id: string): Promise<OpenLink | undefined> {
    return this.links.findOpen(id, on);
  }

  /** Where such a link leads; null when it opens nothing any more, or is for an address that somebody else has. */
  async accountLinkPath(on: Db & Reader, id: string): Promise<string | null> {
    const link = await this.links.findOpen(id, on);
    const asked = link && (await this.links.findEmail(id, on));
    if (asked && (await this.persons.isEmailOfAnother(on, asked.personId, asked.email))) return null;
    return link ? this.links.path(link) : null;
  }

  /** The address that is not the person's: of a change that is asked for the new one, of one that is done the one before. */
  async otherAddress(db: Db, linkId: string): Promise<string | null> {
    return (await this.links.findEmail(linkId, db))?.email ?? null;
  }
}
