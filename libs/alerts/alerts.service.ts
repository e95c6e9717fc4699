import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { ClinicAlert } from '#contracts';
import { type Caller, IdentityService } from '#identity';
import { Database, type Db, type Tx } from '#platform';
import { ClinicAlertRepository, type ClinicAlertRow, type NewClinicAlert } from './clinic-alert.repository.js';
import { type OnCall, OnCallRepository } from './on-call.repository.js';
import { alertProblems } from './problems.js';

/** Who is on call, and the alerts that belong to no live session. */
@Injectable()
export class AlertsService {
  constructor(
    private readonly database: Database,
    private readonly onCall: OnCallRepository,
    private readonly alerts: ClinicAlertRepository,
    private readonly care: CareService,
    private readonly identity: IdentityService,
  ) {}

  /** Resolvable for every minute; null is a gap in the rota. */
  onCallAt(db: Db, at: Date): Promise<OnCall | null> {
    return this.onCall.findAt(db, at);
  }

  async onCallNow(): Promise<{ personId: string | null; displayName: string | null; until: string | null }> {
    const [row] = await this.database.sql<{ now: Date }>`SELECT app_now() AS now`;
    const onCall = await this.onCall.findAt(this.database.read, row!.now);
    return {
      personId: onCall?.personId ?? null,
      displayName: onCall?.displayName ?? null,
      until: onCall?.until.toISOString() ?? null,
    };
  }

  /** Raises an alert, once per kind and subject. */
  raise(tx: Tx, alert: NewClinicAlert): Promise<void> {
    return this.alerts.insert(tx, alert);
  }

  /** What the caller may see: clinicians that of their patients and of the clinic, admins all, by kind and time only. */
  async list(caller: Caller): Promise<ClinicAlert[]> {
    const rows = await this.alerts.findFor(this.database.read, await this.care.patientsOf(caller));
    return this.named(rows);
  }

  /** @throws `alerts.not-found` */
  async acknowledge(caller: Caller, alertId: string): Promise<ClinicAlert> {
    if (!(await this.list(caller)).some(({ id }) => id === alertId)) throw alertProblems.notFound();
    await this.database.transact((tx) => this.alerts.acknowledge(tx, alertId, caller.personId));
    return (await this.list(caller)).find(({ id }) => id === alertId)!;
  }

  private async named(rows: readonly ClinicAlertRow[]): Promise<ClinicAlert[]> {
    const ids = rows.flatMap(({ acknowledgedBy }) => acknowledgedBy ?? []);
    const people = await this.identity.people(this.database.read, ids);
    return rows.map(({ raisedAt, acknowledgedAt, acknowledgedBy, ...row }) => ({
      ...row,
      raisedAt: raisedAt.toISOString(),
      acknowledgedAt: acknowledgedAt?.toISOString() ?? null,
      acknowledgedByName: (acknowledgedBy && people.get(acknowledgedBy)?.displayName) ?? null,
    }));
  }
}
