import { z } from 'zod';

import { message } from '#platform';

/** No row needs these bytes any more. Erasing a person writes it too, in the database (`forget_documents`). */
export const contentUnwanted = message('documents.content-unwanted', z.strictObject({ object: z.uuid() }));
/** A file is to be shown to the virus scanner. */
export const scanDue = message('documents.scan-due', z.strictObject({ documentId: z.uuid() }));
export const scanKey = (documentId: string): string => `scan:${documentId}`;
