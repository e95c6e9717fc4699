import type { IncidentsService } from '#incidents';
import { DAY } from '#kernel';
import type { Story } from './story.js';

/** Iris has reported something about Jonas that the medical director has not looked at yet, and answers for what is to be done. @param began epoch ms */
export async function seedIncidents(story: Story, incidents: IncidentsService, began: number): Promise<void> {
  const [iris, jonas] = [await story.caller('iris'), await story.caller('jonas')];
  const words = 'The parcel of the pharmacy stood open before the door. Nothing was missing when he counted.';
  const id = await incidents.report(iris, jonas.personId, { kind: 'medicine', words });
  const dueOn = new Date(began + 3 * DAY).toISOString().slice(0, 10);
  const action = {
    kind: 'action',
    words: 'Ask the pharmacy to have every parcel signed for.',
    ownerId: iris.personId,
    dueOn,
  } as const;
  await incidents.write(iris, id, action);
}
