import { Controller } from '@nestjs/common';

import { readJournal, shareJournal, writeJournal } from '#contracts';
import type { Caller } from '#identity';
import { JournalService } from '#journal';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** What patients write for themselves. */
@Controller()
export class JournalController {
  constructor(private readonly journal: JournalService) {}

  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  @Serves(readJournal)
  async read(@Asks() caller: Caller, @Input() { params }: In<typeof readJournal>) {
    return { entries: await this.journal.read(caller, params.patientId) };
  }

  @SignedIn('patient')
  @Serves(writeJournal)
  write(@Asks() caller: Caller, @Input() { params, body }: In<typeof writeJournal>) {
    return this.journal.write(caller, params.patientId, body);
  }

  @SignedIn('patient')
  @Serves(shareJournal)
  share(@Asks() caller: Caller, @Input() { params, body }: In<typeof shareJournal>) {
    return this.journal.share(caller, params.journalId, body.isShared);
  }
}
