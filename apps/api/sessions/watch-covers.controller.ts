import { Controller } from '@nestjs/common';

import { answerCover, askForCover, endCover, readWatchCovers } from '#contracts';
import type { Caller } from '#identity';
import { BoardCovers } from '#sessions';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** Clinicians hand the board to each other. */
@Controller()
@SignedIn('therapist', 'prescriber', 'physician')
export class WatchCoversController {
  constructor(private readonly covers: BoardCovers) {}

  @Serves(readWatchCovers)
  read(@Asks() caller: Caller) {
    return this.covers.read(caller);
  }

  @Serves(askForCover)
  ask(@Asks() caller: Caller, @Input() { body }: In<typeof askForCover>) {
    return this.covers.ask(caller, body.coverId, body.minutes);
  }

  @Serves(answerCover)
  answer(@Asks() caller: Caller, @Input() { params, body }: In<typeof answerCover>) {
    return this.covers.answer(caller, params.watchCoverId, body.accepts);
  }

  @Serves(endCover)
  end(@Asks() caller: Caller, @Input() { params }: In<typeof endCover>) {
    return this.covers.end(caller, params.watchCoverId);
  }
}
