import { SHIPPED } from '#protocols';

/** What is sent to the doors of templates and protocols. */
export const TEMPLATE = SHIPPED['sl-home']!;
export const VERSION = {
  ...{
    phase: 'induction',
    sessions: 4,
    minDaysBetween: 7,
    patientLimits: { holdSystolic: 150 },
    guardrails: TEMPLATE.guardrails,
  },
  ...{ goal: 'To sleep through the night.', reason: 'The first protocol, as spoken.' },
};
/** So many days from now, as a template allows for the end-point review. */
export const reviewDay = (days = 40): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
