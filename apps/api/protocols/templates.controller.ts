import { Controller } from '@nestjs/common';

import {
  allowSubcutaneous,
  compareTemplates,
  draftTemplate,
  editTemplate,
  listProtocolTemplates,
  publishTemplate,
  retireTemplate,
} from '#contracts';
import type { Caller } from '#identity';
import { TemplatesService, TemplateViews } from '#protocols';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** What the clinic treats by: everybody who treats reads it, and the medical director writes it. */
@Controller()
@SignedIn('prescriber', 'physician')
export class TemplatesController {
  constructor(
    private readonly templates: TemplatesService,
    private readonly views: TemplateViews,
  ) {}

  @Serves(listProtocolTemplates)
  @SignedIn('therapist', 'prescriber', 'physician', 'admin')
  list() {
    return this.views.list();
  }

  @Serves(compareTemplates)
  @SignedIn('therapist', 'prescriber', 'physician', 'admin')
  async compare(@Input() { params, query }: In<typeof compareTemplates>) {
    return { changes: await this.views.compare(params.templateVersionId, query.from) };
  }

  @Serves(draftTemplate)
  draft(@Asks() caller: Caller, @Input() { body }: In<typeof draftTemplate>) {
    return this.templates.draft(caller, body.code);
  }

  @Serves(editTemplate)
  edit(@Asks() caller: Caller, @Input() { params, body }: In<typeof editTemplate>) {
    return this.templates.edit(caller, params.templateVersionId, body.revision, body.content);
  }

  @Serves(publishTemplate)
  publish(@Asks() caller: Caller, @Input() { params, body }: In<typeof publishTemplate>) {
    return this.templates.publish(caller, params.templateVersionId, body.revision);
  }

  @Serves(retireTemplate)
  async retire(@Asks() caller: Caller, @Input() { params }: In<typeof retireTemplate>) {
    await this.templates.retire(caller, params.templateVersionId);
    return null;
  }

  @Serves(allowSubcutaneous)
  async allow(@Asks() caller: Caller, @Input() { body }: In<typeof allowSubcutaneous>) {
    await this.templates.allow(caller, body);
    return null;
  }
}
