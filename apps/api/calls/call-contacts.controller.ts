import { Controller } from '@nestjs/common';

import { CallContacts } from '#calls';
import { readCallContacts } from '#contracts';
import type { Caller } from '#identity';
import { Limited } from '../edge/limited.js';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** How the patient of a call is reached otherwise, for whoever treats them in it. */
@Controller()
export class CallContactsController {
  constructor(private readonly contacts: CallContacts) {}

  @Serves(readCallContacts)
  @SignedIn('therapist', 'prescriber', 'physician')
  @Limited('safety')
  read(@Asks() caller: Caller, @Input() { params }: In<typeof readCallContacts>) {
    return this.contacts.read(caller, params.appointmentId);
  }
}
