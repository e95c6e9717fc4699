import { Controller } from '@nestjs/common';

import { AlertsService, ClinicAlertsService } from '#alerts';
import { acknowledgeClinicAlert, listClinicAlerts, readOnCall } from '#contracts';
import type { Caller } from '#identity';
import { Limited } from '../edge/limited.js';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

@Controller()
@SignedIn('therapist', 'prescriber', 'physician', 'admin')
export class AlertsController {
  constructor(
    private readonly alerts: AlertsService,
    private readonly clinicAlerts: ClinicAlertsService,
  ) {}

  @Serves(listClinicAlerts)
  list(@Asks() caller: Caller, @Input() { query }: In<typeof listClinicAlerts>) {
    return this.clinicAlerts.list(caller, query);
  }

  @Limited('safety')
  @Serves(acknowledgeClinicAlert)
  acknowledge(@Asks() caller: Caller, @Input() { params }: In<typeof acknowledgeClinicAlert>) {
    return this.clinicAlerts.acknowledge(caller, params.alertId);
  }

  @Serves(readOnCall)
  onCall() {
    return this.alerts.onCallNow();
  }
}
