import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { NameCompanion } from '#contracts';
import { type Caller, IdentityService } from '#identity';
import { Outbox, type Tx } from '#platform';
import { AssignmentRepository } from './assignment.repository.js';
import { CompanionRepository } from './companion.repository.js';
import { backupNamed } from './messages.js';

/** Writes down who comes along with a patient. */
@Injectable()
export class CompanionNaming {
  constructor(
    private readonly companions: CompanionRepository,
    private readonly assignments: AssignmentRepository,
    private readonly identity: IdentityService,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  /** One of each part: whoever had it before has it no more. Somebody who has come along before is the same person again. */
  async name(tx: Tx, by: Caller | null, patientId: string, { part, displayName, phone }: NameCompanion): Promise<string> {
    await tx.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`companions:${patientId}`}, 0))`;
    const personId = (await this.known(tx, patientId, displayName, phone)) ?? (await this.add(tx, patientId, displayName, phone));
    await this.companions.end(tx, patientId, part, personId, by?.personId ?? patientId);
    const reason = part === 'backup' ? 'backup' : 'chaperone';
    await this.assignments.insert(tx, {
      ...{ patientId, personId, reason },
      ...(by && { by: { personId: by.personId, why: 'companion' } }),
    });
    const act = {
      action: 'name-companion',
      objectType: 'care-assignment',
      objectId: personId,
      subjectPersonId: patientId,
      reason: part,
    };
    await this.audit.record(tx, by, act);
    if (part === 'backup') await this.outbox.append(tx, backupNamed, { patientId, personId });
    return personId;
  }

  private async add(tx: Tx, patientId: string, displayName: string, phone: string): Promise<string> {
    const { zone } = await this.identity.person(tx, patientId);
    return this.identity.add(tx, { role: 'chaperone', displayName, zone, phone });
  }

  private async known(tx: Tx, patientId: string, displayName: string, phone: string): Promise<string | null> {
    const people = await this.identity.people(tx, await this.companions.findEver(tx, patientId));
    for (const { id } of [...people.values()].filter((card) => card.displayName === displayName))
      if ((await this.identity.contact(tx, id)).phone === phone) return id;
    return null;
  }
}
