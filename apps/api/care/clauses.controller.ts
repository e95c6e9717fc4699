import { Controller } from '@nestjs/common';

import { ClausesService } from '#care';
import { publishClauses, readClauses } from '#contracts';
import type { Caller } from '#identity';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** The clauses that this clinic has its patients sign. */
@Controller()
export class ClausesController {
  constructor(private readonly clauses: ClausesService) {}

  @SignedIn('therapist', 'prescriber', 'physician', 'admin')
  @Serves(readClauses)
  read() {
    return this.clauses.read();
  }

  @SignedIn('prescriber', 'physician', 'admin')
  @Serves(publishClauses)
  publish(@Asks() caller: Caller, @Input() { body }: In<typeof publishClauses>) {
    return this.clauses.publish(caller, body);
  }
}
