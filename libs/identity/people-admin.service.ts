import { Injectable } from '@nestjs/common';

import type { Person, Role } from '#contracts';
import { Database, type Tx } from '#platform';
import { AccountChange } from './account-change.js';
import { AccountLinkRepository } from './account-link.repository.js';
import type { Caller } from './caller.js';
import { mayBecome } from './domain/roles.js';
import { PersonRepository, type Standing } from './person.repository.js';
import { identityProblems } from './problems.js';

/** `name`: a part of it. `after`: whom the page comes after. */
export type RosterPage = Readonly<{ name?: string | null | undefined; after?: string | null | undefined; limit: number }>;

type Change = Readonly<{
  action: string;
  reason?: string;
  /** Why not, for this person. */
  judge?: (who: Standing) => void;
  work: (tx: Tx) => Promise<void>;
}>;

/**
 * What an admin may do with people who are in the clinic. Each act takes a step-up and ends all sign-ins of the person: what they may
 * do next is judged anew. Nobody is silenced by it during a live session of theirs. Who may call this is for the edge to say (admins).
 */
@Injectable()
export class PeopleAdminService {
  constructor(
    private readonly database: Database,
    private readonly people: PersonRepository,
    private readonly links: AccountLinkRepository,
    private readonly change: AccountChange,
  ) {}

  /** A page of names and roles: staff first, then patients. */
  async list(
    caller: Caller,
    { name = null, after = null, limit }: RosterPage,
  ): Promise<{ people: Person[]; next: string | null }> {
    const rows = await this.people.findRoster(name, after, limit + 1);
    const people = rows.slice(0, limit);
    const patientIds = people.filter(({ role }) => role === 'patient').map(({ personId }) => personId);
    await this.change.recordListed(caller, 'list-people', patientIds);
    return { people, next: rows.length > limit ? people.at(-1)!.personId : null };
  }

  /** @throws `identity.not-found`, `identity.not-yourself`, `identity.role-stays`, `identity.last-admin`, `identity.step-up-needed` */
  changeRole(caller: Caller, personId: string, role: Role, profession: string | null): Promise<void> {
    return this.act(caller, personId, {
      action: 'change-role',
      reason: role,
      judge: (who) => {
        if (!mayBecome(who, role)) throw identityProblems.roleStays();
      },
      work: (tx) => this.people.setRole(tx, personId, role, profession),
    });
  }

  /**
   * The person is signed out everywhere and cannot come in; no link that they were sent lets them.
   *
   * @throws `identity.not-found`, `identity.not-yourself`, `identity.dosed-now`, `identity.last-admin`, `identity.step-up-needed`
   */
  disable(caller: Caller, personId: string): Promise<void> {
    return this.act(caller, personId, {
      action: 'disable-person',
      work: async (tx) => {
        await this.people.setDisabled(tx, personId, true);
        await this.links.revokeAll(tx, personId);
      },
    });
  }

  /**
   * The person is signed out everywhere, and may sign in again.
   *
   * @throws `identity.not-found`, `identity.not-yourself`, `identity.dosed-now`, `identity.step-up-needed`
   */
  signOut(caller: Caller, personId: string): Promise<void> {
    return this.act(caller, personId, { action: 'end-sign-ins', work: async () => {} });
  }

  /** @throws `identity.not-found`, `identity.not-yourself`, `identity.not-accepted`, `identity.step-up-needed` */
  enable(caller: Caller, personId: string): Promise<void> {
    return this.act(caller, personId, {
      action: 'enable-person',
      judge: ({ isInvited }) => {
        if (isInvited) throw identityProblems.notAccepted();
      },
      work: (tx) => this.people.setDisabled(tx, personId, false),
    });
  }

  private async act(caller: Caller, personId: string, { action, reason, judge, work }: Change): Promise<void> {
    if (caller.personId === personId) throw identityProblems.notYourself();
    const who = await this.people.findStanding(personId);
    if (!who) throw identityProblems.notFound();
    judge?.(who);
    await this.database.transact(async (tx) => {
      await this.change.requireStepUp(tx, caller);
      await this.people.lockAdmins(tx);
      if (await this.people.isDosedNow(tx, personId)) throw identityProblems.dosedNow();
      await work(tx);
      if (!(await this.people.lockAdmins(tx)).length) throw identityProblems.lastAdmin();
      await this.change.endAll(tx, personId);
      await this.change.recordOn(tx, caller, personId, action, reason);
    });
  }
}
