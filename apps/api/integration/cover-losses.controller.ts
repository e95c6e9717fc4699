import { Controller } from '@nestjs/common';

import { readCoverLosses } from '#contracts';
import type { Caller } from '#identity';
import { CoverLosses } from '#integration';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** Who loses what on a day. */
@Controller()
@SignedIn('admin')
export class CoverLossesController {
  constructor(private readonly losses: CoverLosses) {}

  @Serves(readCoverLosses)
  read(@Asks() caller: Caller, @Input() { query }: In<typeof readCoverLosses>) {
    return this.losses.read(caller, query.lastDay);
  }
}
