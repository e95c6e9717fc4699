import type { ProgrammeContent } from '#contracts';

/** What a director changes in a form; the rest of a draft stays as it is. */
export const draftFields = ({ name, summary, sessions, preparationVisits, reviewsAfter }: ProgrammeContent) => ({
  ...{ name, summary, sessions: String(sessions), preparationVisits: String(preparationVisits) },
  reviewsAfter: reviewsAfter.join(', '),
});
export type DraftFields = ReturnType<typeof draftFields>;

/** "2, 4" as numbers; what is none is left out. */
const numbersOf = (text: string): number[] =>
  text
    .split(/[\s,;]+/)
    .filter((word) => /^\d+$/.test(word))
    .map(Number);

export const draftContent = (content: ProgrammeContent, fields: DraftFields): ProgrammeContent => ({
  ...content,
  ...{ name: fields.name.trim(), summary: fields.summary.trim(), reviewsAfter: numbersOf(fields.reviewsAfter) },
  ...{ sessions: Number(fields.sessions), preparationVisits: Number(fields.preparationVisits) },
});
