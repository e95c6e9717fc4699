import { Injectable } from '@nestjs/common';

import type { Role } from '#contracts';
import { Database, type Tx } from '#platform';
import { AccountChange } from './account-change.js';
import type { Caller } from './caller.js';
import { PersonRepository } from './person.repository.js';
import { identityProblems } from './problems.js';

/**
 * What an admin may do with people who are in the clinic. Each act takes a step-up and ends all sign-ins of the person: what they may
 * do next is judged anew. Who may call this is for the edge to say (admins).
 */
@Injectable()
export class PeopleAdminService {
  constructor(
    private readonly database: Database,
    private readonly people: PersonRepository,
    private readonly change: AccountChange,
  ) {}

  /** @throws `identity.not-found`, `identity.not-yourself`, `identity.last-admin`, `identity.step-up-needed` */
  changeRole(caller: Caller, personId: string, role: Role, profession: string | null): Promise<void> {
    return this.act(caller, personId, 'change-role', async (tx) => {
      await this.people.setRole(tx, personId, role, profession);
    });
  }

  /** The person is signed out everywhere and cannot come in. @throws as `changeRole` */
  disable(caller: Caller, personId: string): Promise<void> {
    return this.act(caller, personId, 'disable-person', (tx) => this.people.setDisabled(tx, personId, true));
  }

  /** @throws as `changeRole` */
  enable(caller: Caller, personId: string): Promise<void> {
    return this.act(caller, personId, 'enable-person', (tx) => this.people.setDisabled(tx, personId, false));
  }

  private async act(caller: Caller, personId: string, action: string, work: (tx: Tx) => Promise<void>): Promise<void> {
    if (caller.personId === personId) throw identityProblems.notYourself();
    const role = await this.people.findRole(personId);
    if (!role || role === 'chaperone') throw identityProblems.notFound();
    await this.database.transact(async (tx) => {
      await this.change.requireStepUp(tx, caller);
      await this.people.lockAdmins(tx);
      await work(tx);
      if (!(await this.people.lockAdmins(tx)).length) throw identityProblems.lastAdmin();
      await this.change.endAll(tx, personId);
      await this.change.recordOn(tx, caller, personId, action);
    });
  }
}
