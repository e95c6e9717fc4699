import { Controller } from '@nestjs/common';

import { listRecordViews } from '#contracts';
import type { Caller } from '#identity';
import { RecordViewsService } from '#oversight';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

@Controller()
export class RecordViewsController {
  constructor(private readonly views: RecordViewsService) {}

  @SignedIn('patient')
  @Serves(listRecordViews)
  list(@Asks() caller: Caller, @Input() { query }: In<typeof listRecordViews>) {
    return this.views.list(caller, query.before);
  }
}
