import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { MonitoringAnswers, MonitoringForm, MonitoringRow } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { FormRepository } from './form.repository.js';
import { FormDoor } from './form-door.js';
import { FormNotices } from './form-notices.js';
import { monitoringProblems } from './problems.js';

const OBJECT = 'monitoring-form';

/** Forms that a person sends to a risk programme, and says so. */
@Injectable()
export class MonitoringFormsService {
  constructor(
    private readonly database: Database,
    private readonly door: FormDoor,
    private readonly forms: FormRepository,
    private readonly notices: FormNotices,
    private readonly audit: Audit,
  ) {}

  async list(caller: Caller): Promise<MonitoringRow[]> {
    const rows = await this.door.rows(this.database.read, await this.door.patientsOf(caller));
    const act = { action: 'list-monitoring-forms', objectType: OBJECT };
    await this.audit.recordList(
      caller,
      act,
      rows.map(({ patientId }) => patientId),
    );
    return rows;
  }

  /** @throws `monitoring.no-form` */
  async read(caller: Caller, formId: string): Promise<MonitoringForm> {
    const form = await this.door.require(this.database.read, caller, formId);
    const act = { action: 'read-monitoring-form', objectType: OBJECT, objectId: formId, subjectPersonId: form.patientId };
    await this.audit.recordRead(caller, act);
    return this.door.whole(this.database.read, form);
  }

  /** @throws `monitoring.no-form`, `monitoring.done` */
  async finish(caller: Caller, formId: string, answers: MonitoringAnswers): Promise<MonitoringForm> {
    return this.database.transact(async (tx) => {
      const form = await this.door.require(tx, caller, formId);
      if (!(await this.forms.finish(tx, form, answers, caller.personId))) throw monitoringProblems.done();
      await this.notices.settle(tx, formId);
      const act = { action: 'finish-monitoring-form', objectType: OBJECT, objectId: formId };
      await this.audit.record(tx, caller, { ...act, subjectPersonId: form.patientId });
      return this.door.whole(tx, (await this.forms.find(tx, formId))!);
    });
  }
}
