import type { TemplateContent } from '#contracts';
import { REVIEW, sublingualHome } from './sublingual-home.js';

/** Small doses day by day with daily reports, then spaced out; each dose is a line of its own with its own gate. */
export const lowDoseDaily: TemplateContent = {
  ...sublingualHome,
  name: 'Low dose, daily',
  summary: 'A small dose that dissolves in the cheek, day by day at home, with a report each day, then spaced out.',
  form: 'troche',
  phases: [
    { name: 'induction', sessions: 14, spacingDays: 1 },
    { name: 'maintenance', sessions: 12, spacingDays: 7 },
  ],
  courseReviewsAfter: [7, 14],
  endPointReviewWithinDays: 42,
  guardrails: { ...sublingualHome.guardrails, maxSessionsPer30Days: 31 },
  sources: {
    ...sublingualHome.sources,
    phases: `A US service gives low doses daily and spaces them out later (its own data); ${REVIEW}`,
    courseReviewsAfter: REVIEW,
    'guardrails.maxSessionsPer30Days': 'A dose a day',
  },
};
