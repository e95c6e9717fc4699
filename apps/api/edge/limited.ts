import { SetMetadata } from '@nestjs/common';

/**
 * What a route is counted as, unless as a request of its person, or of its address where nobody is signed in:
 * - `safety`: people are kept safe by it. Counted for the sign-in, never for an address, behind which may be a whole clinic.
 * - `sign-in`: tries a password. Refused when nobody can count.
 * - `nothing`: asked by machines that watch the clinic.
 */
export type LimitedAs = 'safety' | 'sign-in' | 'nothing';

export const LIMITED_AS = 'hearth:limited-as';
export const Limited = (as: LimitedAs) => SetMetadata(LIMITED_AS, as);
