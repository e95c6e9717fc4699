import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { ClinicAlert } from '#contracts';
import { type Caller, IdentityService } from '#identity';
import { Database } from '#platform';
import { ClinicAlertRepository, type ClinicAlertRow } from './clinic-alert.repository.js';
import { alertProblems } from './problems.js';

/** The alerts of the clinic, for those who answer them. */
@Injectable()
export class ClinicAlertsService {
  constructor(
    private readonly database: Database,
    private readonly alerts: ClinicAlertRepository,
    private readonly care: CareService,
    private readonly identity: IdentityService,
    private readonly audit: Audit,
  ) {}

  /** Clinicians see those of their patients and of the clinic, admins all: kinds and times, nothing of a patient. */
  async list(caller: Caller): Promise<ClinicAlert[]> {
    const alerts = await this.alerts.findFor(this.database.read, await this.care.patientsOf(caller, 'alerts'));
    const act = { action: 'list-alerts', objectType: 'clinic-alert' };
    await this.audit.recordList(
      caller,
      act,
      alerts.flatMap(({ patientId }) => patientId ?? []),
    );
    return this.named(alerts);
  }

  /**
   * The first person to take an alert on stays the one; for everybody after that nothing changes.
   *
   * @throws `alerts.not-found`
   */
  async acknowledge(caller: Caller, alertId: string): Promise<ClinicAlert> {
    const patientIds = await this.care.patientsOf(caller, 'alerts');
    const alert = await this.database.transact(async (tx) => {
      const [seen] = await this.alerts.findFor(tx, patientIds, alertId);
      if (!seen) throw alertProblems.notFound();
      if (!(await this.alerts.acknowledge(tx, alertId, caller.personId))) return seen;
      const about = seen.patientId === null ? {} : { subjectPersonId: seen.patientId };
      await this.audit.record(tx, caller, { action: 'acknowledge', objectType: 'clinic-alert', objectId: alertId, ...about });
      return (await this.alerts.findFor(tx, patientIds, alertId))[0]!;
    });
    return (await this.named([alert]))[0]!;
  }

  private async named(rows: readonly ClinicAlertRow[]): Promise<ClinicAlert[]> {
    const ids = rows.flatMap(({ acknowledgedBy }) => acknowledgedBy ?? []);
    const people = await this.identity.people(this.database.read, ids);
    return rows.map(({ id, kind, level, subjectId, aboutAt, raisedAt, acknowledgedAt, acknowledgedBy }) => ({
      id,
      kind,
      level,
      subjectId,
      aboutAt: aboutAt?.toISOString() ?? null,
      raisedAt: raisedAt.toISOString(),
      acknowledgedAt: acknowledgedAt?.toISOString() ?? null,
      acknowledgedByName: (acknowledgedBy && people.get(acknowledgedBy)?.displayName) ?? null,
    }));
  }
}
