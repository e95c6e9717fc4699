import type { Answer } from '#assessments';
import type { Story } from './story.js';
import { tellTreatments } from './trials.js';

const chosen = (code: string): Answer => ({ kind: 'codes', codes: [code] });
const FREQUENCY = ['LA6568-5', 'LA6569-3', 'LA6570-1', 'LA6571-9'];
/** How often each of the nine troubles her, 0 to 3; the last one, which asks for thoughts of death, not at all. */
const PHQ9 = [
  ...([
    ['44250-9', 2],
    ['44255-8', 2],
    ['44259-0', 3],
    ['44254-1', 2],
    ['44251-7', 1],
  ] as const),
  ...([
    ['44258-2', 1],
    ['44252-5', 1],
    ['44253-3', 0],
    ['44260-8', 0],
  ] as const),
];
const GAD7 = ['69725-0', '68509-9', '69733-4', '69734-2', '69735-9', '69689-8', '69736-7'];

type Nine = readonly [number, number, number, number, number, number, number, number, number];

/** Somebody answers the nine questions of the PHQ-9 that are asked before each session. @param often how often each, 0 to 3 */
export async function answerPhq9(story: Story, patient: string, often: Nine): Promise<void> {
  for (const [at, [code]] of PHQ9.entries()) await story.answer(patient, 'phq-9', `/${code}`, chosen(FREQUENCY[often[at]!]!));
  await story.finish(patient, 'phq-9');
}

/** Ida's questions, as far as she has come: some are done, one is begun, and something in them needs a clinician. */
export async function beginIntake(story: Story): Promise<void> {
  for (const [code, often] of PHQ9) await story.answer('ida', 'phq-9', `/${code}`, chosen(FREQUENCY[often]!));
  await story.finish('ida', 'phq-9');
  for (const number of [1, 2, 6]) await story.answer('ida', 'c-ssrs', `/c-ssrs-${number}`, chosen('no'));
  await story.finish('ida', 'c-ssrs');
  for (const code of GAD7) await story.answer('ida', 'gad-7', `/${code}`, chosen(FREQUENCY[1]!));
  await story.finish('ida', 'gad-7');
  const medicines = ['Sertraline 100 mg', 'Lorazepam 0.5 mg', 'Zinc'].map((name) => ({ name }));
  await story.answer('ida', 'medications', '/medications', { kind: 'records', records: medicines });
  await tellTreatments(story);
  await story.answer('ida', 'medical-history', '/medical-age', { kind: 'number', value: 43 });
  await story.answer('ida', 'medical-history', '/medical-pregnant', chosen('no'));
  await story.answer('ida', 'medical-history', '/medical-aneurysm', chosen('unsure'));
}
