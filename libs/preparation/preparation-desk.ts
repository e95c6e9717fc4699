import { Injectable } from '@nestjs/common';

import type { EmergencyDetails } from '#care';
import type { Cues, Preparation, PreparationAnswer } from '#contracts';
import type { Db, Tx } from '#platform';
import { type Item, TALKED_THROUGH } from './domain/items.js';
import { HomeReader } from './home-reader.js';
import { PreparationRepository, type Whose } from './preparation.repository.js';
import { PreparationReader } from './preparation-reader.js';
import { preparationProblems } from './problems.js';
import { PreparationStanding } from './standing.js';

/** What is written of a preparation, by whomever. */
@Injectable()
export class PreparationDesk {
  constructor(
    private readonly preparations: PreparationRepository,
    private readonly standing: PreparationStanding,
    private readonly reader: PreparationReader,
    private readonly home: HomeReader,
  ) {}

  read(db: Db, patientId: string, courseId: string | null, isOwn: boolean): Promise<Preparation> {
    return this.reader.of(db, patientId, courseId, isOwn);
  }

  cues(db: Db, patientId: string, courseId: string | null): Promise<Cues> {
    return this.reader.cues(db, patientId, courseId);
  }

  /** One after the other, so that nobody signs off what somebody is changing. @throws `preparation.no-course` */
  async lock(tx: Tx, patientId: string, courseId: string | null): Promise<string> {
    if (courseId === null) throw preparationProblems.noCourse();
    await tx.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`preparation:${patientId}`}, 0))`;
    return courseId;
  }

  answer(tx: Tx, patientId: string, courseId: string, answer: PreparationAnswer): Promise<void> {
    return this.preparations.insertAnswer(tx, { patientId, courseId }, answer);
  }

  talk(tx: Tx, whose: Whose, items: readonly Item[], by: string): Promise<void> {
    return this.preparations.insertTalks(
      tx,
      whose,
      [...new Set(items)].filter((item) => TALKED_THROUGH.has(item)),
      by,
    );
  }

  /** @throws `preparation.still-open`, `preparation.signed-off` */
  async signOff(tx: Tx, whose: Whose, by: string): Promise<void> {
    if (await this.preparations.findSignOff(tx, whose)) throw preparationProblems.signedOff();
    const open = await this.standing.open(tx, whose.patientId, whose.courseId);
    if (open.some(({ item }) => item !== 'sign-off')) throw preparationProblems.stillOpen({ open: open.length - 1 });
    await this.preparations.insertSignOff(tx, whose, by);
  }

  writeCard(tx: Tx, patientId: string, card: EmergencyDetails): Promise<void> {
    return this.home.writeCard(tx, patientId, card);
  }
}
