import { Controller } from '@nestjs/common';

import { listIncidents, readIncident, reportIncident, reviewIncident, writeIncident } from '#contracts';
import type { Caller } from '#identity';
import { IncidentReading, IncidentReview, IncidentsService } from '#incidents';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';
import { entriesJson } from '../sessions/entry-json.js';

/** What must be looked at afterwards. */
@Controller()
export class IncidentsController {
  constructor(
    private readonly incidents: IncidentsService,
    private readonly reading: IncidentReading,
    private readonly reviewing: IncidentReview,
  ) {}

  @SignedIn('therapist', 'prescriber', 'physician', 'admin')
  @Serves(listIncidents)
  list(@Asks() caller: Caller, @Input() { query }: In<typeof listIncidents>) {
    return this.reading.list(caller, query);
  }

  @SignedIn('therapist', 'prescriber', 'physician', 'admin')
  @Serves(readIncident)
  async read(@Asks() caller: Caller, @Input() { params }: In<typeof readIncident>) {
    const { facts, log } = await this.reading.read(caller, params.incidentId);
    return { ...facts, log: entriesJson(log) };
  }

  @SignedIn('therapist', 'prescriber', 'physician')
  @Serves(reportIncident)
  async report(@Asks() caller: Caller, @Input() { params, body }: In<typeof reportIncident>) {
    return { incidentId: await this.incidents.report(caller, params.patientId, body) };
  }

  @SignedIn('therapist', 'prescriber', 'physician')
  @Serves(writeIncident)
  async write(@Asks() caller: Caller, @Input() { params, body }: In<typeof writeIncident>): Promise<null> {
    await this.incidents.write(caller, params.incidentId, body);
    return null;
  }

  @SignedIn('prescriber', 'physician')
  @Serves(reviewIncident)
  async review(@Asks() caller: Caller, @Input() { params }: In<typeof reviewIncident>): Promise<null> {
    await this.reviewing.end(caller, params.incidentId);
    return null;
  }
}
