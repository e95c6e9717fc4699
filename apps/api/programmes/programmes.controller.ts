import { Controller } from '@nestjs/common';

import { compareProgrammes, draftProgramme, editProgramme, listProgrammes, publishProgramme, retireProgramme } from '#contracts';
import type { Caller } from '#identity';
import { ProgrammesService, ProgrammeViews } from '#programmes';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** What the clinic offers: everybody who treats reads it, and the medical director writes it. */
@Controller()
@SignedIn('prescriber', 'physician')
export class ProgrammesController {
  constructor(
    private readonly programmes: ProgrammesService,
    private readonly views: ProgrammeViews,
  ) {}

  @Serves(listProgrammes)
  @SignedIn('therapist', 'prescriber', 'physician', 'admin')
  list() {
    return this.views.list();
  }

  @Serves(compareProgrammes)
  @SignedIn('therapist', 'prescriber', 'physician', 'admin')
  async compare(@Input() { params, query }: In<typeof compareProgrammes>) {
    return { changes: await this.views.compare(params.programmeVersionId, query.from) };
  }

  @Serves(draftProgramme)
  draft(@Asks() caller: Caller, @Input() { body }: In<typeof draftProgramme>) {
    return this.programmes.draft(caller, body.code);
  }

  @Serves(editProgramme)
  edit(@Asks() caller: Caller, @Input() { params, body }: In<typeof editProgramme>) {
    return this.programmes.edit(caller, params.programmeVersionId, body.revision, body.content);
  }

  @Serves(publishProgramme)
  publish(@Asks() caller: Caller, @Input() { params, body }: In<typeof publishProgramme>) {
    return this.programmes.publish(caller, params.programmeVersionId, body.revision);
  }

  @Serves(retireProgramme)
  async retire(@Asks() caller: Caller, @Input() { params }: In<typeof retireProgramme>) {
    await this.programmes.retire(caller, params.programmeVersionId);
    return null;
  }
}
