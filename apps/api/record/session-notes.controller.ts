import { Controller } from '@nestjs/common';

import { readSessionNotes, writeSessionNote } from '#contracts';
import type { Caller } from '#identity';
import { SessionNotesService } from '#record';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** What clinicians write down while a session goes on. */
@Controller()
@SignedIn('therapist', 'prescriber', 'physician')
export class SessionNotesController {
  constructor(private readonly notes: SessionNotesService) {}

  @Serves(readSessionNotes)
  async list(@Asks() caller: Caller, @Input() { params }: In<typeof readSessionNotes>) {
    return { notes: await this.notes.list(caller, params.sessionId) };
  }

  @Serves(writeSessionNote)
  write(@Asks() caller: Caller, @Input() { params, body }: In<typeof writeSessionNote>) {
    return this.notes.write(caller, params.sessionId, body);
  }
}
