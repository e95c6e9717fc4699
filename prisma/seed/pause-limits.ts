import type { ClinicPauseLimits } from '#protocols';
import type { Story } from './story.js';

/** Helen has signed a shorter gap than Hearth brings: whoever had no dose for two months is looked at before the next one. */
export async function seedPauseLimits(story: Story, limits: ClinicPauseLimits): Promise<void> {
  await story.prove('helen');
  const signed = {
    basedOn: 0,
    reason: 'Our courses are weekly: two months without a dose are a new beginning.',
    limits: { gapDays: 60 },
  };
  await limits.sign(await story.caller('helen'), signed);
}
