import { Controller } from '@nestjs/common';

import { changeTemplate, listMessages, listTemplates, previewTemplate, readMessage, remedyMessage } from '#contracts';
import type { Caller } from '#identity';
import { MessageListService, MessageLogService, TemplatesService } from '#notifications';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

@Controller()
export class MessagesController {
  constructor(
    private readonly all: MessageListService,
    private readonly one: MessageLogService,
    private readonly templates: TemplatesService,
  ) {}

  @SignedIn('admin')
  @Serves(listMessages)
  list(@Asks() caller: Caller, @Input() { query }: In<typeof listMessages>) {
    return this.all.list(caller, query);
  }

  @SignedIn('admin')
  @Serves(readMessage)
  read(@Asks() caller: Caller, @Input() { params }: In<typeof readMessage>) {
    return this.one.read(caller, params.messageId);
  }

  @SignedIn('admin')
  @Serves(remedyMessage)
  remedy(@Asks() caller: Caller, @Input() { params, body }: In<typeof remedyMessage>) {
    return this.one.remedy(caller, params.messageId, body.remedy);
  }

  @SignedIn('admin')
  @Serves(listTemplates)
  async words() {
    return { templates: await this.templates.list() };
  }

  @SignedIn('admin')
  @Serves(previewTemplate)
  preview(@Input() { params, body }: In<typeof previewTemplate>) {
    return this.templates.preview(params.template, body);
  }

  @SignedIn('admin')
  @Serves(changeTemplate)
  change(@Asks() caller: Caller, @Input() { params, body }: In<typeof changeTemplate>) {
    return this.templates.change(caller, params.template, body);
  }
}
