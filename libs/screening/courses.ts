import { Injectable } from '@nestjs/common';

import { Clock, type Tx } from '#platform';
import type { CaseRow } from './case.repository.js';
import { type Act, actOn, type Course, type Refusal } from './domain/course.js';
import { HandOffRepository } from './hand-off.repository.js';
import { screeningProblems } from './problems.js';

const PROBLEMS: Readonly<Record<Refusal, keyof typeof screeningProblems>> = {
  'not-yours': 'notYours',
  'not-now': 'notNow',
  'offered-already': 'offeredAlready',
  'not-to-them': 'notToThem',
  'no-hand-off': 'noHandOff',
  'offer-over': 'offerOver',
  'owns-already': 'ownsAlready',
};

/** Asks the one function that says what an act makes of a case, on the case as it is held. */
@Injectable()
export class Courses {
  constructor(
    private readonly handOffs: HandOffRepository,
    private readonly clock: Clock,
  ) {}

  /** @returns what the case becomes @throws `screening.…`, by why it does not */
  async act(tx: Tx, held: CaseRow, act: Act): Promise<Course> {
    const [open = null] = await this.handOffs.findOpenOf(tx, [held.id]);
    const offer = open && { id: open.id, fromId: open.fromId, toId: open.toId, until: open.until.getTime() };
    const course = { state: held.state, ownerId: held.ownerId, offer };
    const outcome = actOn(course, act, await this.now(tx));
    if ('refusal' in outcome) throw screeningProblems[PROBLEMS[outcome.refusal]]();
    return outcome.course;
  }

  /** Epoch ms. */
  async now(tx: Tx): Promise<number> {
    return (await this.clock.now(tx)).getTime();
  }
}
