import { Injectable } from '@nestjs/common';

import type { ListedCall } from '#contracts';
import { type Caller, IdentityService } from '#identity';
import { Clock } from '#platform';
import { CallDoor } from './call-door.js';
import { CallRecords } from './call-records.js';
import { CallSources } from './call-sources.js';
import { callPart, treats } from './domain/part.js';

/** The calls of somebody, wherever their appointments are shown. */
@Injectable()
export class CallList {
  constructor(
    private readonly sources: CallSources,
    private readonly identity: IdentityService,
    private readonly door: CallDoor,
    private readonly records: CallRecords,
    private readonly clock: Clock,
  ) {}

  async read(caller: Caller): Promise<ListedCall[]> {
    const db = this.sources.database.read;
    const now = await this.clock.now(db);
    const rows = await this.sources.appointments(caller.personId, now);
    const cards = await this.identity.people(db, [
      ...new Set(rows.flatMap(({ parties }) => parties.map(({ personId }) => personId))),
    ]);
    const awaited = await this.sources.awaited(rows.map(({ id }) => id));
    await this.records.list(
      caller,
      rows.map(({ patientId }) => patientId),
    );
    return rows.map((row) => {
      const others = [...new Set(row.parties.map(({ personId }) => personId))].filter((id) => id !== caller.personId);
      const own = row.parties.find(({ personId }) => personId === caller.personId);
      const role = own ? callPart(row.kind, own.part) : 'physician';
      return {
        ...{ appointmentId: row.id, kind: row.kind, patientId: row.patientId },
        ...{ startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString() },
        with: others.flatMap((id) => cards.get(id)?.displayName ?? []),
        isAwaited: treats(role) && awaited.has(row.id),
        isOpen: this.door.doorAt(row, role, now) === 'open',
      };
    });
  }
}
