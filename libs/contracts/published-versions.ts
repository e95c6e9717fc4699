import { z } from 'zod';

export const TextChange = z.object({ path: z.string(), before: z.string().nullable(), after: z.string().nullable() });
export type TextChange = z.infer<typeof TextChange>;

/** A version of something that the medical director drafts, publishes and retires; published it never changes. */
export const publishedVersion = <Content extends z.ZodType>(content: Content) =>
  z.object({
    versionId: z.uuid(),
    number: z.int(),
    state: z.enum(['draft', 'published', 'retired']),
    revision: z.int().describe('Rises with each edit; an edit names the one that it changes.'),
    content,
    editedByName: z.string().nullable(),
    editedAt: z.iso.datetime(),
    publishedByName: z.string().nullable(),
    publishedAt: z.iso.datetime().nullable(),
    retiredAt: z.iso.datetime().nullable(),
    refused: z.array(z.string()).describe('Why it cannot be published as it stands, as codes.'),
  });

export const MadeVersion = z.object({ versionId: z.uuid(), revision: z.int() });

/** What is drafted, by its code; a version as whoever acts on it has seen it; and another version that it is compared with. */
export const DraftOf = z.strictObject({ code: z.string().min(3).max(40) });
export const SeenRevision = z.strictObject({ revision: z.int() });
export const ComparedWith = z.strictObject({ from: z.uuid() });
export const TextChanges = z.object({ changes: z.array(TextChange) });
