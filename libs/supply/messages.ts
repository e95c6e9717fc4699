import { z } from 'zod';

import { message } from '#platform';

/** A lot was recalled: a patient who holds some of it is told that there is something to read about their medicine. */
export const lotRecalled = message('supply.lot-recalled', z.strictObject({ dispenseId: z.uuid() }));
