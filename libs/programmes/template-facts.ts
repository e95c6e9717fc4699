import type { TemplateContent } from '#contracts';
import type { TemplateFacts } from './domain/programme-laws.js';

/** What a programme has to fit of a protocol template. */
export const templateFacts = ({ medication, setting, phases }: TemplateContent): TemplateFacts => ({
  ...{ medication, setting },
  sessions: phases.reduce((sum, { sessions }) => sum + sessions, 0),
});
