import { Injectable } from '@nestjs/common';

import { Housekeeping } from '#platform';
import { SignInRepository } from './sign-in.repository.js';

/** Long after the quarter of an hour in which they count, so that the day after an attack can still be looked at. */
const FAILURES_DAYS = 7;
/** So that whoever asks who was signed in, and until when, finds it for a quarter of a year. */
const ENDED_DAYS = 90;

/** Deletes sign-ins that ended long ago, and failed ones that count no more. */
@Injectable()
export class SignInTidying {
  constructor(housekeeping: Housekeeping, signIns: SignInRepository) {
    housekeeping.register('failed sign-ins', (limit) => signIns.deleteFailures(FAILURES_DAYS, limit));
    housekeeping.register('ended sign-ins', (limit) => signIns.deleteEnded(ENDED_DAYS, limit));
  }
}
