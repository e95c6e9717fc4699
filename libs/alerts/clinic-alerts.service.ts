import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { ClinicAlert } from '#contracts';
import type { Caller } from '#identity';
import { cursorFrom, cursorOf, Database } from '#platform';
import { type AlertPlace, ClinicAlertRepository, type ClinicAlertRow } from './clinic-alert.repository.js';
import { ClinicAlertNames } from './clinic-alert-names.js';
import { endsCalls } from './domain/who-ends.js';
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
    private readonly names: ClinicAlertNames,
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
    return { alerts: await this.names.of(caller, alerts), next: found.length > limit ? placeText(alerts.at(-1)!) : null };
  }

  /**
   * The first person to take an alert on stays the one; for everybody after that nothing changes. An admin does not take on what a patient has
   * answered: they have seen it, it calls on, and leaves them in peace while somebody is on call.
   *
   * @throws `alerts.not-found`
   */
  async acknowledge(caller: Caller, alertId: string): Promise<ClinicAlert> {
    const patientIds = await this.care.patientsOf(caller, 'alerts');
    const alert = await this.database.transact(async (tx) => {
      const seen = await this.alerts.findOne(tx, patientIds, alertId);
      if (!seen) throw alertProblems.notFound();
      const isTaken = endsCalls(seen.kind, caller.role);
      const isNew = isTaken
        ? await this.alerts.acknowledge(tx, alertId, caller.personId)
        : await this.names.saw(tx, alertId, caller);
      if (!isNew) return seen;
      const about = seen.patientId === null ? {} : { subjectPersonId: seen.patientId };
      const action = isTaken ? 'acknowledge' : 'see-alert';
      await this.audit.record(tx, caller, { action, objectType: 'clinic-alert', objectId: alertId, ...about });
      return (await this.alerts.findOne(tx, patientIds, alertId))!;
    });
    return (await this.names.of(caller, [alert]))[0]!;
  }
}
