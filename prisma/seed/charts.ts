import type { Story } from './story.js';

type Entry = Parameters<Story['onChart']>[2];
/** What stands on the charts of the demo's made-up patients. */
const CHARTS: Readonly<Record<string, Readonly<{ by: string; entries: readonly Entry[] }>>> = {
  rosa: {
    by: 'nina',
    entries: [
      { kind: 'problem', text: 'Recurrent depression, moderate', code: { system: 'icd-10-cm', code: 'F33.1' } },
      { kind: 'medicine', text: 'Sertraline 100 mg', detail: 'in the morning' },
    ],
  },
  sam: {
    by: 'nina',
    entries: [
      { kind: 'problem', text: 'Depression, single episode, severe', code: { system: 'icd-10-cm', code: 'F32.2' } },
      { kind: 'problem', text: 'Generalized anxiety', code: { system: 'icd-10-cm', code: 'F41.1' } },
      { kind: 'allergy', text: 'Penicillin', detail: 'Hives as a child', criticality: 'high' },
      { kind: 'medicine', text: 'Bupropion XL 150 mg', detail: 'in the morning' },
    ],
  },
  mia: {
    by: 'omar',
    entries: [
      { kind: 'problem', text: 'Posttraumatic stress disorder', code: { system: 'icd-10-cm', code: 'F43.10' } },
      { kind: 'medicine', text: 'Lamotrigine 100 mg', detail: 'in the evening' },
      { kind: 'medicine', text: 'Magnesium', detail: 'now and then' },
    ],
  },
  jonas: {
    by: 'iris',
    entries: [
      { kind: 'problem', text: 'Recurrent depression, moderate', code: { system: 'icd-10-cm', code: 'F33.1' } },
      { kind: 'problem', text: 'High blood pressure', code: { system: 'icd-10-cm', code: 'I10' } },
      { kind: 'allergy', text: 'Latex', criticality: 'low' },
      { kind: 'medicine', text: 'Methylphenidate 20 mg', detail: 'not on the day of a session' },
    ],
  },
  ana: {
    by: 'iris',
    entries: [
      { kind: 'problem', text: 'Recurrent depression, severe', code: { system: 'icd-10-cm', code: 'F33.2' } },
      { kind: 'medicine', text: 'Escitalopram 10 mg', detail: 'in the evening' },
    ],
  },
  ida: { by: 'tom', entries: [{ kind: 'problem', text: 'Low spells since youth, to be named in the screening' }] },
};

/** Charts as they were begun, the medicines gone through, and a note of Sam's visit, which Nina has added to. */
export async function writeCharts(story: Story): Promise<void> {
  for (const [patient, { by, entries }] of Object.entries(CHARTS)) {
    for (const entry of entries) await story.onChart(by, patient, entry);
    if (patient !== 'ida') await story.reviewMedicines(by, patient);
  }
  const visit =
    'He spoke of his father, and of a calm that he had not known. Sleeps better. Wants to walk each morning; we wrote it down.';
  const noteId = await story.note('tom', 'sam', 'visit', visit);
  await story.signNote('tom', 'sam', noteId);
  await story.addToNote('nina', 'sam', noteId, 'Blood pressure at home 124/78 on three mornings.');
}

/** What waits for a signature today. */
export async function beginNotes(story: Story): Promise<void> {
  await story.note('tom', 'ida', 'phone', 'Asked for the pictures of the vessel; her doctor sends them.');
  await story.note('nina', 'jonas', 'session', 'Held at the gate: 161/97, again after rest.');
}
