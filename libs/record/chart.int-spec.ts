import { randomUUID } from 'node:crypto';
import { CareService } from '#care';
import type { Caller } from '#identity';
import { IntegrationModule } from '#integration';
import { Database, sqlState } from '#platform';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { ChartService } from './chart.service.js';
import { ChartEntriesService, type Entered } from './chart-entries.service.js';
import { NotesService } from './notes.service.js';
import { RecordModule } from './record.module.js';
import { WorkService } from './work/work.service.js';

let clinic: SmallClinic;
let team: TeamOf;

beforeAll(async () => {
  clinic = await SmallClinic.open([IntegrationModule, RecordModule]);
  team = await clinic.enrol();
});
afterAll(() => clinic?.close());

const sql: Database['sql'] = (text, ...values) => clinic.get(Database).sql(text, ...values);
const refused = (code: string) => expect.objectContaining({ code });
const chart = (by: Caller = team.prescriber) => clinic.get(ChartService).read(by, team.patient.personId);
const entries = () => clinic.get(ChartEntriesService);
const add = (entered: Entered, by: Caller = team.therapist) => entries().add(by, team.patient.personId, entered);
const end = (entryId: string, as: 'over' | 'entered-in-error', by: Caller = team.therapist) =>
  entries().end(by, team.patient.personId, entryId, as);

describe('the chart', () => {
  it('holds problems and allergies with their codes, and keeps what was ended', async () => {
    const code = { system: 'icd-10-cm', code: 'F33.1' } as const;
    const { entryId } = await add({ kind: 'problem', text: 'Recurrent depression, moderate', code });
    await add({ kind: 'allergy', text: 'Penicillin', detail: 'Hives', criticality: 'high' });
    const before = await chart();
    expect(before.entries.find(({ kind }) => kind === 'problem')).toMatchObject({ code, endedAs: null });
    expect(before.entries.find(({ kind }) => kind === 'allergy')).toMatchObject({ detail: 'Hives', criticality: 'high' });
    await end(entryId, 'over');
    await end(entryId, 'entered-in-error');
    await expect(end(entryId, 'over')).rejects.toEqual(refused('record.no-entry'));
    expect((await chart()).entries.find((entry) => entry.entryId === entryId)).toMatchObject({ endedAs: 'entered-in-error' });
  });

  it('says of each medicine what is known of it beside ketamine, and of an unknown one that nobody has checked it', async () => {
    for (const text of ['Lorazepam 0.5 mg', 'Sertraline 100 mg', 'Moonroot']) await add({ kind: 'medicine', text });
    const { medicines, medicinesReviewed } = await chart();
    const said = medicines.map(({ written, interactions, isWhole }) => [written, interactions[0]?.level ?? null, isWhole]);
    expect(said.toSorted()).toEqual([
      ['Lorazepam 0.5 mg', 'red', true],
      ['Moonroot', null, false],
      ['Sertraline 100 mg', 'info', true],
    ]);
    expect(medicinesReviewed).toBeNull();
    await entries().reviewMedicines(team.prescriber, team.patient.personId);
    expect((await chart()).medicinesReviewed).toMatchObject({ byName: team.prescriber.displayName });
    const own = await clinic.get(ChartService).ownMedicines(team.patient, team.patient.personId);
    expect([own.medicines.length, own.reviewedAt]).toEqual([3, expect.any(String)]);
  });

  it('is one row in the audit, however much stands on it', async () => {
    const [before] = await sql<{ n: number }>`SELECT count(*) AS n FROM audit_event`;
    await chart();
    const rows = await sql`SELECT action FROM audit_event WHERE action = 'read-chart' AND actor_id = ${team.prescriber.personId}`;
    const [after] = await sql<{ n: number }>`SELECT count(*) AS n FROM audit_event`;
    expect(rows.length).toBeGreaterThan(0);
    expect(Number(after!.n)).toBe(Number(before!.n) + 1);
  });

  it('is for the clinicians of the patient; of their own the patient reads medicines only', async () => {
    const other = await clinic.person('prescriber');
    for (const shut of [team.patient, await clinic.person('admin'), await clinic.person('auditor'), other])
      await expect(chart(shut)).rejects.toEqual(refused('care.not-found'));
    await expect(add({ kind: 'problem', text: 'Not mine' }, other)).rejects.toEqual(refused('care.not-found'));
    const rival = await clinic.person('patient');
    const foreign = clinic.get(ChartService).ownMedicines(rival, team.patient.personId);
    await expect(foreign).rejects.toEqual(refused('care.not-found'));
  });

  it('opened in an emergency is for reading', async () => {
    const helper = await clinic.person('physician');
    await sql`
      INSERT INTO break_glass_grant (id, patient_id, person_id, reason, text_sealed, expires_at)
      VALUES (gen_random_uuid(), ${team.patient.personId}, ${helper.personId}, 'other', 'v1.x.x', app_now() + interval '1 hour')`;
    expect((await chart(helper)).mayWrite).toBe(false);
    await expect(add({ kind: 'problem', text: 'In passing' }, helper)).rejects.toEqual(refused('care.not-found'));
    await expect(clinic.get(CareService).requireAccess(helper, team.patient.personId, 'chart')).resolves.toBe('break-glass');
  });

  it('lets nobody write over an entry, whoever asks', async () => {
    const { entryId } = await add({ kind: 'allergy', text: 'Latex' });
    const state = (work: PromiseLike<unknown>) => Promise.resolve(work).then(() => null, sqlState);
    expect(await state(sql`DELETE FROM chart_entry WHERE id = ${entryId}`)).toBe('HF001');
    expect(await state(sql`UPDATE chart_entry SET kind = 'problem' WHERE id = ${entryId}`)).toBe('HF001');
    expect(await state(sql`UPDATE medicine_review SET reviewed_at = app_now()`)).toBe('42501');
    const coded = sql`
      INSERT INTO chart_entry (id, patient_id, kind, words_sealed, code_system, code, recorded_by)
      VALUES (${randomUUID()}, ${team.patient.personId}, 'medicine', 'x', 'icd-10-cm', 'F33.1', ${team.therapist.personId})`;
    expect(await state(coded)).toBe('23514');
  });
});

describe('the work list', () => {
  it('holds the drafts of whoever asks, and of nobody else', async () => {
    const of = async (by: Caller) =>
      (await clinic.get(WorkService).list(by)).items
        .filter(({ kind }) => kind === 'note-unsigned')
        .map(({ subjectId }) => subjectId);
    const notes = clinic.get(NotesService);
    const { noteId } = await notes.begin(team.therapist, team.patient.personId, 'chart', { kind: 'phone', text: 'Called' });
    expect([await of(team.therapist), await of(team.prescriber)]).toEqual([[noteId], []]);
    await notes.sign(team.therapist, { shelf: 'chart', patientId: team.patient.personId, noteId }, 1);
    expect(await of(team.therapist)).toEqual([]);
  });
});
