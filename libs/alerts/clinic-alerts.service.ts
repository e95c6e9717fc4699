import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { ClinicAlert } from '#contracts';
import { type Caller, IdentityService } from '#identity';
import { cursorFrom, cursorOf, Database } from '#platform';
import { type AlertPlace, ClinicAlertRepository, type ClinicAlertRow } from './clinic-alert.repository.js';
import { alertProblems } from './problems.js';

type Asked = Readonly<{ before?: string | undefined; limit: number }>;

const TAKEN = 'taken-';
/** A place in a list of two parts: among those that nobody has taken on, or among the others. */
const placeText = ({ id, raisedAt, acknowledgedAt }: ClinicAlertRow): string =>
  acknowledgedAt ? `${TAKEN}${cursorOf({ at: acknowledgedAt, id })}` : cursorOf({ at: raisedAt, id });

/** @throws `request.invalid` for what was not made here */
function placeFrom(text: string | undefined): AlertPlace | undefined {
  const isTaken = text?.startsWith(TAKEN) ?? false;
  const cursor = cursorFrom(isTaken ? text!.slice(TAKEN.length) : text);
  return cursor && { ...cursor, isTaken };
}

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
  async list(caller: Caller, { before, limit }: Asked): Promise<{ alerts: ClinicAlert[]; next: string | null }> {
    const whose = await this.care.patientsOf(caller, 'alerts');
    const found = await this.alerts.findPage(this.database.read, whose, { after: placeFrom(before), limit });
    const alerts = found.slice(0, limit);
    const act = { action: 'list-alerts', objectType: 'clinic-alert' };
    await this.audit.recordList(
      caller,
      act,
      alerts.flatMap(({ patientId }) => patientId ?? []),
    );
    return { alerts: await this.named(alerts), next: found.length > limit ? placeText(alerts.at(-1)!) : null };
  }

  /**
   * The first person to take an alert on stays the one; for everybody after that nothing changes.
   *
   * @throws `alerts.not-found`
   */
  async acknowledge(caller: Caller, alertId: string): Promise<ClinicAlert> {
    const patientIds = await this.care.patientsOf(caller, 'alerts');
    const alert = await this.database.transact(async (tx) => {
      const seen = await this.alerts.findOne(tx, patientIds, alertId);
      if (!seen) throw alertProblems.notFound();
      if (!(await this.alerts.acknowledge(tx, alertId, caller.personId))) return seen;
      const about = seen.patientId === null ? {} : { subjectPersonId: seen.patientId };
      await this.audit.record(tx, caller, { action: 'acknowledge', objectType: 'clinic-alert', objectId: alertId, ...about });
      return (await this.alerts.findOne(tx, patientIds, alertId))!;
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
