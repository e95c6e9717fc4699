import { Injectable } from '@nestjs/common';

import type { Role } from '#contracts';
import type { Db, Tx } from '#platform';
import type { PersonCard } from './caller.js';
import { type NewPerson, PersonRepository } from './person.repository.js';

/** Who the people of the clinic are. */
@Injectable()
export class IdentityService {
  constructor(private readonly persons: PersonRepository) {}

  /** Adds a person; without a password hash they cannot sign in. Hash before the transaction: that takes long, on purpose. */
  add(tx: Tx, person: NewPerson): Promise<string> {
    return this.persons.insert(tx, person);
  }

  /** Cards by id; ids of nobody are left out. */
  async people(db: Db, ids: readonly string[]): Promise<Map<string, PersonCard>> {
    return new Map((await this.persons.findCards(db, ids)).map((card) => [card.id, card]));
  }

  async person(db: Db, id: string): Promise<PersonCard> {
    return (await this.people(db, [id])).get(id)!;
  }

  peopleWithRole(db: Db, role: Role): Promise<PersonCard[]> {
    return this.persons.findByRole(db, role);
  }

  /** The opened address and number of one person; for sending and for the emergency card only. */
  contact(db: Db, personId: string): Promise<{ email: string | null; phone: string | null }> {
    return this.persons.findContact(db, personId);
  }
}
