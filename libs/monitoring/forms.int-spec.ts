import { randomUUID } from 'node:crypto';
import { ClinicAlertsService } from '#alerts';
import type { MonitoringAnswers } from '#contracts';
import { Clock, type Tx } from '#platform';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { overtaken } from '../../test/support/waits-for-lock.js';
import { FormRepository } from './form.repository.js';
import { FormNotices } from './form-notices.js';
import { FormOpening } from './form-opening.js';
import { MonitoringFormsService } from './forms.service.js';
import { MonitoringFormsModule } from './monitoring-forms.module.js';

const HOUR = 3_600_000;
const ANSWERS: MonitoringAnswers = {
  ...{ benzodiazepine: false, otherSedative: true, stimulant: false, maoi: false, pressureRose: false },
  ...{ sedation: 'none', dissociation: 'resolved-within-2-h', seriousEvent: '', reference: 'R-1' },
};
let clinic: SmallClinic;
let team: TeamOf;
beforeAll(async () => {
  clinic = await SmallClinic.open([MonitoringFormsModule]);
  team = await clinic.enrol();
});
afterAll(() => clinic?.close());

async function opened(): Promise<string> {
  const dischargedAt = (await clinic.get(Clock).now()).getTime();
  const known = { program: 'rems', medication: 'esketamine', doseMg: 56, lot: 'ESK-1', readings: [] } as const;
  const whose = { sessionId: randomUUID(), patientId: team.patient.personId };
  await clinic.transact((tx) =>
    clinic.get(FormOpening).open(tx, { ...whose, ...known, givenAt: dischargedAt - 2 * HOUR, dischargedAt }),
  );
  const [form] = (await forms()).filter(({ sessionId }) => sessionId === whose.sessionId);
  return form!.formId;
}
const forms = () => clinic.get(MonitoringFormsService).list(team.prescriber);
const alerts = async (formId: string) =>
  (await clinic.get(ClinicAlertsService).list(team.prescriber, { limit: 50 })).alerts
    .filter(({ subjectId }) => subjectId === formId)
    .map(({ kind }) => kind);
const waitsFor = async (formId: string) =>
  (await Promise.all(['monitoring.form-reminder', 'monitoring.form-overdue'].map((name) => clinic.waiting(name))))
    .flat()
    .filter(({ payload }) => payload['formId'] === formId);

describe('a monitoring form', () => {
  it('is due seven days after the discharge, reminds, and calls when it is late', async () => {
    const formId = await opened();
    const [reminder, overdue] = await waitsFor(formId);
    expect(overdue!.dueAt.getTime() - reminder!.dueAt.getTime()).toBe(48 * HOUR);
    await clinic.transact((tx) => clinic.get(FormNotices).remind(tx, formId));
    await clinic.transact((tx) => clinic.get(FormNotices).overdue(tx, formId));
    expect((await alerts(formId)).sort()).toEqual(['monitoring-due', 'monitoring-overdue']);
  });

  it('is finished once by a prescriber, and then nobody is told or called', async () => {
    const formId = await opened();
    const finish = () => clinic.get(MonitoringFormsService).finish(team.prescriber, formId, ANSWERS);
    expect(await finish()).toMatchObject({ answers: ANSWERS, facts: { doseMg: 56, watchedMin: 120, before: null } });
    await expect(finish()).rejects.toEqual(expect.objectContaining({ code: 'monitoring.done' }));
    expect(await waitsFor(formId)).toEqual([]);
    await clinic.transact((tx) => clinic.get(FormNotices).overdue(tx, formId));
    expect(await alerts(formId)).toEqual([]);
  });

  it('raises no alarm that outlives it: whoever finds it late waits for whoever is finishing it', async () => {
    const formId = await opened();
    const finishes = {
      takes: (tx: Tx) =>
        clinic
          .get(FormRepository)
          .finish(tx, { id: formId, patientId: team.patient.personId }, ANSWERS, team.prescriber.personId),
      does: (tx: Tx) => clinic.get(FormNotices).settle(tx, formId),
    };
    await overtaken(clinic, finishes, () => clinic.transact((tx) => clinic.get(FormNotices).overdue(tx, formId)));
    expect(await alerts(formId)).toEqual([]);
  });

  it('is nobody’s but the team’s', async () => {
    const formId = await opened();
    const stranger = await clinic.person('prescriber');
    await expect(clinic.get(MonitoringFormsService).read(stranger, formId)).rejects.toEqual(
      expect.objectContaining({ code: 'monitoring.no-form' }),
    );
    expect(await clinic.get(MonitoringFormsService).list(stranger)).toEqual([]);
  });
});
