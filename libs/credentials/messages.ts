import { z } from 'zod';

import { message } from '#platform';

/** A licence ends in so many days: its holder and the admins are told, unless it has been renewed by then. */
export const licenceEnding = message(
  'credentials.licence-ending',
  z.strictObject({ licenceId: z.uuid(), days: z.int().positive() }),
);
/** A basis in law ends in so many days: whoever prescribes by it and the admins are told, unless another one holds then. */
export const basisEnding = message(
  'credentials.basis-ending',
  z.strictObject({ legalBasisId: z.uuid(), days: z.int().positive() }),
);
export const basisKey = (legalBasisId: string): string => `legal-basis:${legalBasisId}`;

/** Something has changed by which it is judged who may do what: everything to come is judged anew. */
export const registersChanged = message('credentials.registers-changed', z.strictObject({}));
/** Once is enough, however much has changed. */
export const REGISTERS_KEY = 'registers-changed';

/** A state of a look at monitoring programmes asks again soon: whoever looked is told, unless they have looked there since. */
export const pdmpDue = message('credentials.pdmp-due', z.strictObject({ pdmpCheckId: z.uuid() }));

/** Outbox key of everything that is to be said of a licence; each is told under a key that continues it. */
export const licenceKey = (licenceId: string): string => `licence:${licenceId}`;
