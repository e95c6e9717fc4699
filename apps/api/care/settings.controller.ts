import { Controller } from '@nestjs/common';

import { SettingsService } from '#care';
import { changeClinic, listSettings, readClinic, signLimits } from '#contracts';
import type { Caller } from '#identity';
import { Also, SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

@Controller()
export class SettingsController {
  constructor(private readonly settings: SettingsService) {}

  @SignedIn()
  @Also('capability') // whoever is left with a live session only must still see whom to call
  @Serves(readClinic)
  info() {
    return this.settings.info();
  }

  @SignedIn('therapist', 'prescriber', 'physician', 'admin', 'auditor')
  @Serves(listSettings)
  async list() {
    return { versions: await this.settings.versions(), strictestFrom: this.settings.strictestFrom() };
  }

  @SignedIn('admin')
  @Serves(changeClinic)
  change(@Asks() caller: Caller, @Input() { body }: In<typeof changeClinic>) {
    return this.settings.change(caller, body);
  }

  @SignedIn('prescriber', 'physician')
  @Serves(signLimits)
  sign(@Asks() caller: Caller, @Input() { body }: In<typeof signLimits>) {
    return this.settings.signLimits(caller, body);
  }
}
