import { SERIES_IN_BODY } from './probes-series.js';

/** Events that are about everything of whoever sends them: they name no session. */
export const NAMES_NO_SESSION: ReadonlySet<string> = new Set(['conversations.follow', 'work.follow']);

/** Operations that name what they are about in the body. */
export const NAMES_IN_BODY: ReadonlySet<string> = new Set([
  ...['POST /v1/dosing-sessions', 'POST /v1/appointments', 'POST /v1/holds', 'POST /v1/closures'],
  'POST /v1/cover/application',
  ...SERIES_IN_BODY,
]);
/** Operations that end sign-ins of whoever does them: with a sign-in for the try, and everybody signs in anew after it. */
export const ENDS_SIGN_INS: ReadonlySet<string> = new Set(['DELETE /v1/sign-ins/current', 'DELETE /v1/me/devices']);
/** To whom everything of it is open, is told that nobody knows of the missing by a list with nothing in it. */
export const LISTS_NOTHING_OF_THE_MISSING: ReadonlySet<string> = new Set(['GET /v1/audit/people/{personId}/patients']);
