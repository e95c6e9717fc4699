import { Controller } from '@nestjs/common';

import { findAuditPeople, listAnomalies, listAuditEvents, listTouchedPatients, readOversight } from '#contracts';
import type { Caller } from '#identity';
import { AnomalyReport, AuditViewer } from '#oversight';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

const instant = (text: string | undefined) => (text === undefined ? undefined : new Date(text));

/** The audit, for auditors and privacy officers; who of the others is one, the service knows. */
@Controller()
@SignedIn('auditor', 'therapist', 'prescriber', 'physician', 'admin')
export class AuditController {
  constructor(
    private readonly viewer: AuditViewer,
    private readonly report: AnomalyReport,
  ) {}

  @Serves(readOversight)
  async standing(@Asks() caller: Caller) {
    return { mayRead: await this.viewer.mayRead(caller) };
  }

  @Serves(listAuditEvents)
  events(@Asks() caller: Caller, @Input() { query }: In<typeof listAuditEvents>) {
    return this.viewer.list(caller, { ...query, from: instant(query.from), to: instant(query.to) });
  }

  @Serves(findAuditPeople)
  async people(@Asks() caller: Caller, @Input() { query }: In<typeof findAuditPeople>) {
    return { people: await this.viewer.find(caller, query.name) };
  }

  @Serves(listTouchedPatients)
  touched(@Asks() caller: Caller, @Input() { params, query }: In<typeof listTouchedPatients>) {
    return this.viewer.touched(caller, params.personId, { from: new Date(query.from), to: new Date(query.to) });
  }

  @Serves(listAnomalies)
  async anomalies(@Asks() caller: Caller, @Input() { query }: In<typeof listAnomalies>) {
    return { anomalies: await this.report.list(caller, { from: new Date(query.from), to: new Date(query.to) }) };
  }
}
