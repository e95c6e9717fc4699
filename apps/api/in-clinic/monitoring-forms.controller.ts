import { Controller } from '@nestjs/common';

import { finishMonitoringForm, listMonitoringForms, readMonitoringForm } from '#contracts';
import type { Caller } from '#identity';
import { MonitoringFormsService } from '#monitoring';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** What a risk programme is told after sessions. */
@Controller()
export class MonitoringFormsController {
  constructor(private readonly forms: MonitoringFormsService) {}

  @SignedIn('therapist', 'prescriber', 'physician')
  @Serves(listMonitoringForms)
  async list(@Asks() caller: Caller) {
    return { forms: await this.forms.list(caller) };
  }

  @SignedIn('therapist', 'prescriber', 'physician')
  @Serves(readMonitoringForm)
  read(@Asks() caller: Caller, @Input() { params }: In<typeof readMonitoringForm>) {
    return this.forms.read(caller, params.formId);
  }

  @SignedIn('prescriber', 'physician')
  @Serves(finishMonitoringForm)
  finish(@Asks() caller: Caller, @Input() { params, body }: In<typeof finishMonitoringForm>) {
    return this.forms.finish(caller, params.formId, body);
  }
}
