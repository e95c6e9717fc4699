import { Controller } from '@nestjs/common';

import { countUnread, listConversations, readConversation, readUntil, writeMessage } from '#contracts';
import type { Caller } from '#identity';
import { ConversationsService, WritingService } from '#messaging';
import { ByItself, SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** What a patient and their team write to each other. A therapist of another practice is not of the team. */
@Controller()
@SignedIn('patient', 'therapist', 'prescriber', 'physician')
export class ConversationsController {
  constructor(
    private readonly conversations: ConversationsService,
    private readonly writing: WritingService,
  ) {}

  @Serves(listConversations)
  @SignedIn('therapist', 'prescriber', 'physician')
  list(@Asks() caller: Caller, @Input() { query }: In<typeof listConversations>) {
    return this.conversations.list(caller, query);
  }

  @Serves(countUnread)
  @ByItself()
  async count(@Asks() caller: Caller) {
    return { unread: await this.conversations.countUnread(caller) };
  }

  @Serves(readConversation)
  read(@Asks() caller: Caller, @Input() { params, query }: In<typeof readConversation>) {
    return this.conversations.read(caller, params.patientId, query);
  }

  @Serves(writeMessage)
  write(@Asks() caller: Caller, @Input() { params, body }: In<typeof writeMessage>) {
    return this.writing.write(caller, params.patientId, body.text);
  }

  @Serves(readUntil)
  @ByItself()
  async readUntil(@Asks() caller: Caller, @Input() { params, body }: In<typeof readUntil>) {
    await this.writing.readUntil(caller, params.patientId, body.seq);
    return {};
  }
}
