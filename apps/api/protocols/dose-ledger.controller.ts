import { Controller } from '@nestjs/common';

import { readDoseLedger } from '#contracts';
import type { Caller } from '#identity';
import { LedgerService } from '#protocols';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

@Controller()
@SignedIn('therapist', 'prescriber', 'physician')
export class DoseLedgerController {
  constructor(private readonly ledger: LedgerService) {}

  @Serves(readDoseLedger)
  read(@Asks() caller: Caller, @Input() { params }: In<typeof readDoseLedger>) {
    return this.ledger.read(caller, params.patientId);
  }
}
