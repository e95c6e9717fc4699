import { Injectable } from '@nestjs/common';

import type { Db } from '#platform';
import { ProposalRepository, type ProposalRow } from './proposal.repository.js';
import { ProtocolRepository, type ShownDose } from './protocol.repository.js';
import { RequestRepository } from './request.repository.js';
import { SignatureRepository } from './signature.repository.js';
import { VersionRepository, type VersionRow } from './version.repository.js';

type Read = Readonly<{ versions: VersionRow[]; doses: ShownDose[]; proposals: ProposalRow[] }>;

/** All that there is of a patient's newest protocol. */
@Injectable()
export class ProtocolParts {
  constructor(
    private readonly protocols: ProtocolRepository,
    private readonly versions: VersionRepository,
    private readonly proposals: ProposalRepository,
    private readonly signatures: SignatureRepository,
    private readonly requests: RequestRepository,
  ) {}

  async of(db: Db, patientId: string) {
    const protocol = await this.protocols.findNewest(db, patientId);
    const draft = await this.versions.findDraft(db, patientId);
    const ofNewCourse = draft && draft.protocolId !== protocol?.id ? [draft] : [];
    const parts: Read = protocol
      ? {
          versions: [...ofNewCourse, ...(await this.versions.findOf(db, protocol.id))],
          doses: await this.protocols.findDoses(db, protocol.id),
          proposals: await this.proposals.findOf(db, protocol.id),
        }
      : { versions: [], doses: [], proposals: [] };
    const { unreviewed: events, readAt } = await this.proposals.findPast(db, patientId);
    const unreviewed = [...events, ...((await this.protocols.isReviewDue(db, patientId)) ? ['end-point-review'] : [])];
    const [signatures, requests] = [await this.signatures.findOf(db, patientId), await this.requests.findOf(db, patientId)];
    return { protocol, parts, signatures, requests, unreviewed, readAt };
  }
}
