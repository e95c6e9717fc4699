import { Controller } from '@nestjs/common';

import { draftProtocol, dropDraft, editProtocol, readOwnPlan, readProtocol, signProtocol } from '#contracts';
import type { Caller } from '#identity';
import { DraftsService, OwnPlan, ProtocolReader, SignaturesService } from '#protocols';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** A patient's protocol and its versions. */
@Controller()
@SignedIn('prescriber', 'physician')
export class ProtocolsController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly reader: ProtocolReader,
    private readonly signatures: SignaturesService,
    private readonly ownPlan: OwnPlan,
  ) {}

  @Serves(readProtocol)
  @SignedIn('therapist', 'prescriber', 'physician')
  read(@Asks() caller: Caller, @Input() { params }: In<typeof readProtocol>) {
    return this.reader.read(caller, params.patientId);
  }

  @Serves(readOwnPlan)
  @SignedIn('patient')
  async own(@Asks() caller: Caller, @Input() { params }: In<typeof readOwnPlan>) {
    return { paragraphs: await this.ownPlan.read(caller, params.patientId) };
  }

  @Serves(draftProtocol)
  draft(@Asks() caller: Caller, @Input() { params, body }: In<typeof draftProtocol>) {
    return this.drafts.draft(caller, params.patientId, body);
  }

  @Serves(editProtocol)
  edit(@Asks() caller: Caller, @Input() { params, body }: In<typeof editProtocol>) {
    return this.drafts.edit(caller, params.protocolVersionId, body.revision, body.content);
  }

  @Serves(dropDraft)
  async drop(@Asks() caller: Caller, @Input() { params }: In<typeof dropDraft>) {
    await this.drafts.drop(caller, params.protocolVersionId);
    return null;
  }

  @Serves(signProtocol)
  async sign(@Asks() caller: Caller, @Input() { params, body }: In<typeof signProtocol>) {
    await this.signatures.sign(caller, params.protocolVersionId, body.revision);
    return null;
  }
}
