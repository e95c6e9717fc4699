import type { Story } from './story.js';

const SERTRALINE = { type: 'drug', name: 'Sertraline', maxDose: '150 mg', weeks: 20, adherence: 'most', response: 'little' };
const ESCITALOPRAM = { type: 'drug', name: 'Escitalopram', weeks: 4, adherence: 'some', response: 'little' };

/** What Ida has tried, by her own word. */
export async function tellTreatments(story: Story): Promise<void> {
  const records = [SERTRALINE, ESCITALOPRAM];
  await story.answer('ida', 'treatment-history', '/treatments', { kind: 'records', records });
}

/** Tom has asked the pharmacy about one of it. */
export async function verifySertraline(story: Story): Promise<void> {
  const note = 'Dispensed from March to July 2025, up to 150 mg a day; not renewed.';
  await story.verifyTrial('tom', 'ida', SERTRALINE.name, { informant: 'Mr. Lee, Oak Street Pharmacy', note });
}
