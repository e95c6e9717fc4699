import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { MonitoringForm, MonitoringRow } from '#contracts';
import { type Caller, IdentityService } from '#identity';
import type { Db, Reader } from '#platform';
import { FormRepository, type FormRow } from './form.repository.js';
import { monitoringProblems } from './problems.js';

/** Who may see a form, and how it is shown. */
@Injectable()
export class FormDoor {
  constructor(
    private readonly care: CareService,
    private readonly forms: FormRepository,
    private readonly identity: IdentityService,
  ) {}

  async patientsOf(caller: Caller): Promise<readonly string[]> {
    const patients = await this.care.patientsOf(caller, 'dose');
    return patients === 'all' ? [] : patients;
  }

  /** @throws `monitoring.no-form` for one that is not there, and one that the caller may not know of */
  async require(on: Reader, caller: Caller, formId: string): Promise<FormRow> {
    const form = await this.forms.find(on, formId);
    if (!form || (await this.care.findGround(caller, form.patientId, 'dose', on)) === null) throw monitoringProblems.noForm();
    return form;
  }

  async rows(db: Db, patientIds: readonly string[]): Promise<MonitoringRow[]> {
    const forms = await this.forms.findOf(db, patientIds);
    const people = await this.identity.people(db, [...new Set(forms.map(({ patientId }) => patientId))]);
    return forms.map((form) => rowOf(form, people.get(form.patientId)?.displayName ?? ''));
  }

  async whole(db: Db, form: FormRow): Promise<MonitoringForm> {
    const people = await this.identity.people(db, [form.patientId, ...(form.doneBy === null ? [] : [form.doneBy])]);
    const nameOf = (id: string | null) => (id === null ? null : (people.get(id)?.displayName ?? null));
    const answers = await this.forms.answersOf(db, form);
    return { ...rowOf(form, nameOf(form.patientId) ?? ''), facts: form.facts, answers, doneByName: nameOf(form.doneBy) };
  }
}

const rowOf = (form: FormRow, patientName: string): MonitoringRow => ({
  ...{ formId: form.id, patientId: form.patientId, patientName, sessionId: form.sessionId, isOverdue: form.isOverdue },
  ...{ dischargedAt: form.dischargedAt.toISOString(), dueAt: form.dueAt.toISOString() },
  doneAt: form.doneAt?.toISOString() ?? null,
});
