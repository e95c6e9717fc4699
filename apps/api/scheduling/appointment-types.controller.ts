import { Controller } from '@nestjs/common';

import { changeAppointmentType, listAppointmentTypes } from '#contracts';
import type { Caller } from '#identity';
import { AppointmentTypesService } from '#scheduling';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

@Controller()
export class AppointmentTypesController {
  constructor(private readonly types: AppointmentTypesService) {}

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'admin')
  @Serves(listAppointmentTypes)
  async list() {
    return { types: (await this.types.all()).map(({ parts, ...type }) => ({ ...type, parts: [...parts] })) };
  }

  @SignedIn('admin')
  @Serves(changeAppointmentType)
  async change(@Asks() caller: Caller, @Input() { params, body }: In<typeof changeAppointmentType>) {
    const { parts, ...type } = await this.types.change(caller, params.kind, body);
    return { ...type, parts: [...parts] };
  }
}
