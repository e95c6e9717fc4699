import { HOUR, MINUTE } from '#kernel';
import type { Story } from './story.js';
import { verifySertraline } from './trials.js';

const SITUATION = [
  'Ida, 43, has had low spells for years; work is hard since spring. Two medicines by her own word, one helped a little.',
  'She lives with her brother, who would be with her. She is not sure what a doctor meant by a weak spot in a vessel.',
].join(' ');

/** Tom has spoken with Ida, and asks Nina to go on: what speaks in her answers is for a prescriber. @param now epoch ms */
export async function screenIda(story: Story, now: number): Promise<void> {
  await story.to(now - 2.5 * HOUR);
  await story.openScreening('tom', 'ida');
  await story.beginScreening('tom', 'ida');
  await verifySertraline(story);
  await story.to(now - 100 * MINUTE);
  const openQuestions = 'Is there an aneurysm, and who has seen pictures of it? How often does she take lorazepam?';
  await story.offerScreening('tom', 'ida', 'nina', { situation: SITUATION, openQuestions });
}
