import { Injectable } from '@nestjs/common';

import type { PatientProtocolView } from '#contracts';
import { type Caller, IdentityService } from '#identity';
import { Database } from '#platform';
import { ProtocolDoor } from './protocol-door.js';
import { ProtocolParts } from './protocol-parts.js';
import { type Named, toDose, toRequest, toVersion } from './protocol-views.js';
import { SigningAuthority } from './signing-authority.js';

/** A patient's protocol as their team reads it. */
@Injectable()
export class ProtocolReader {
  constructor(
    private readonly database: Database,
    private readonly door: ProtocolDoor,
    private readonly parts: ProtocolParts,
    private readonly identity: IdentityService,
    private readonly authority: SigningAuthority,
  ) {}

  /** @throws `care.not-found` */
  async read(caller: Caller, patientId: string): Promise<PatientProtocolView> {
    await this.door.read(caller, patientId);
    const { read: db } = this.database;
    const { protocol, parts, signatures, requests, unreviewed, readAt } = await this.parts.of(db, patientId);
    const { versions, proposals } = parts;
    const ids = [
      ...versions.map(({ editedBy }) => editedBy),
      ...proposals.map(({ proposedBy }) => proposedBy),
      ...signatures.map(({ signerId }) => signerId),
      ...requests.map(({ askedBy }) => askedBy),
    ];
    const people = await this.identity.people(db, [...new Set([patientId, ...ids])]);
    const named: Named = (id) => people.get(id)?.displayName ?? null;
    const authority = await this.authority.of(db, { patientId, signerId: caller.personId, setting: versions[0]?.plan.setting });
    return {
      ...{ patientId, patientName: named(patientId)!, unreviewed: [...unreviewed], readAt: readAt.toISOString() },
      protocol: protocol && {
        ...{ protocolId: protocol.id, state: protocol.state },
        versions: versions.map((row, at) => toVersion(row, versions[at + 1], { signatures, named })),
        doses: parts.doses.map((dose) => toDose(dose, proposals, { signatures, named, callerId: caller.personId })),
      },
      requests: requests.map((row) => toRequest(row, named)),
      authority: typeof authority === 'string' ? { maySign: false, reason: authority } : { maySign: true, reason: 'covered' },
    };
  }
}
