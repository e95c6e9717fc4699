import { Injectable } from '@nestjs/common';

import type { StaffMember, TeamMember } from '#contracts';
import { Directory, IdentityService, type PersonCard } from '#identity';
import { Clock, Database, type Tx } from '#platform';
import type { Member } from './assignment.repository.js';
import { isClinical } from './domain/access.js';

/** Names and roles of a team. */
@Injectable()
export class TeamPeople {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityService,
    private readonly directory: Directory,
    private readonly clock: Clock,
  ) {}

  now(): Promise<Date> {
    return this.clock.now();
  }

  async patients(ids: readonly string[] | 'all'): Promise<PersonCard[]> {
    const { read } = this.database;
    if (ids === 'all') return this.identity.peopleWithRole(read, 'patient');
    const cards = [...(await this.identity.people(read, ids)).values()];
    return cards.sort((a, b) => a.displayName.localeCompare(b.displayName));
  }

  async members(rows: readonly Member[]): Promise<(TeamMember & { patientId: string })[]> {
    const cards = await this.identity.people(this.database.read, [...new Set(rows.map(({ personId }) => personId))]);
    return rows.map(({ id, patientId, personId, reason, startsAt, endsAt }) => {
      const { displayName, role, profession } = cards.get(personId)!;
      const [since, until] = [startsAt.toISOString(), endsAt?.toISOString() ?? null];
      return { assignmentId: id, patientId, personId, displayName, role, profession, reason, since, until };
    });
  }

  async staff(): Promise<StaffMember[]> {
    const cards = await this.directory.staff(this.database.read);
    return cards.map(({ id, zone: _, ...card }) => ({ ...card, personId: id }));
  }

  async isAssignable(tx: Tx, personId: string): Promise<boolean> {
    const card = await this.directory.find(tx, personId);
    return card !== null && !card.isDisabled && isClinical(card);
  }

  async isPatient(tx: Tx, id: string): Promise<boolean> {
    return (await this.directory.find(tx, id))?.role === 'patient';
  }
}
