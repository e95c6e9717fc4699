import { z } from 'zod';

import { message } from '#platform';

/** A licence ends in so many days: its holder and the admins are told, unless it has been renewed by then. */
export const licenceEnding = message('credentials.licence-ending', z.strictObject({ licenceId: z.uuid(), days: z.int().positive() }));
/** Outbox key of everything that is to be said of a licence; each is told under a key that continues it. */
export const licenceKey = (licenceId: string): string => `licence:${licenceId}`;
