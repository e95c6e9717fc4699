import { z } from 'zod';

import { message } from '#platform';

/** Another version of a protocol holds from now on: sessions of the patient that have not begun follow it. */
export const protocolSigned = message('protocols.signed', z.strictObject({ patientId: z.uuid() }));
