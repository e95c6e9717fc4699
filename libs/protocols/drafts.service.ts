import { Injectable } from '@nestjs/common';

import type { VersionContent } from '#contracts';
import type { Caller } from '#identity';
import { differenceOf } from './domain/difference.js';
import { protocolProblems } from './problems.js';
import { ProtocolRepository } from './protocol.repository.js';
import { ProtocolDoor } from './protocol-door.js';
import { planOf } from './shipped/shipped-templates.js';
import { VersionRepository } from './version.repository.js';
import { VersionBounds } from './version-bounds.js';
import type { Made } from './versions/version-desk.js';

type Drafted = Readonly<{ templateVersionId: string; isNewCourse: boolean; content: VersionContent }>;

/** Versions of a patient's protocol, as prescribers draft them. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly door: ProtocolDoor,
    private readonly versions: VersionRepository,
    private readonly protocols: ProtocolRepository,
    private readonly bounds: VersionBounds,
  ) {}

  /** @throws `care.not-found`, `protocols.no-template`, `protocols.draft-open`, `protocols.version-refused` */
  async draft(caller: Caller, patientId: string, { templateVersionId, isNewCourse, content }: Drafted): Promise<Made> {
    return this.door.change(caller, patientId, async (tx) => {
      if (await this.versions.findDraft(tx, patientId)) throw protocolProblems.draftOpen();
      const { code, number, content: template } = await this.bounds.published(tx, templateVersionId);
      const plan = planOf(code, number, template);
      const held = isNewCourse ? null : await this.protocols.findNewest(tx, patientId);
      const goesOn = held !== null && held.state !== 'ended';
      await this.bounds.require(tx, { content, plan, template, protocolId: goesOn ? held.id : null });
      const terms = { templateVersionId, template: plan.version, plan, content };
      const protocolId = goesOn ? held.id : await this.versions.insertProtocol(tx, patientId, terms);
      const versionId = await this.versions.insert(tx, { protocolId, patientId, by: caller.personId }, terms);
      return [
        { versionId, revision: 1 },
        { action: 'draft-protocol', objectType: 'protocol-version', objectId: versionId },
      ];
    });
  }

  /** @throws `care.not-found`, `protocols.version-refused`; `protocols.changed-meanwhile` with the paths of what another one has changed */
  async edit(caller: Caller, versionId: string, revision: number, content: VersionContent): Promise<Made> {
    return this.door.change(caller, await this.patientOf(versionId), async (tx) => {
      const held = await this.bounds.draft(tx, versionId);
      await this.bounds.requireOf(tx, held, content);
      const { templateVersionId, template, plan } = held;
      const made = await this.versions.edit(
        tx,
        { ...held, revision },
        { templateVersionId, template, plan, content },
        caller.personId,
      );
      if (made === null) {
        const paths = differenceOf(content, held.content).map(({ path }) => path);
        throw protocolProblems.changedMeanwhile({ revision: held.revision, paths });
      }
      return [
        { versionId, revision: made },
        { action: 'edit-protocol', objectType: 'protocol-version', objectId: versionId },
      ];
    });
  }

  /** @throws `care.not-found`, `protocols.changed-meanwhile` */
  async drop(caller: Caller, versionId: string): Promise<void> {
    await this.door.change(caller, await this.patientOf(versionId), async (tx) => {
      if (!(await this.versions.drop(tx, versionId))) throw protocolProblems.changedMeanwhile();
      return [null, { action: 'drop-protocol', objectType: 'protocol-version', objectId: versionId }];
    });
  }

  private patientOf(versionId: string): Promise<string | null> {
    return this.door.findPatient((on) => this.versions.patientOf(on, versionId));
  }
}
