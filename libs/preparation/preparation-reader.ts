import { Injectable } from '@nestjs/common';

import type { Cues, Preparation } from '#contracts';
import type { Db } from '#platform';
import { itemsFor, TALKED_THROUGH } from './domain/items.js';
import { HomeReader } from './home-reader.js';
import { type Answered, PreparationRepository } from './preparation.repository.js';
import { PreparationStanding } from './standing.js';

/** A preparation in words. */
@Injectable()
export class PreparationReader {
  constructor(
    private readonly preparations: PreparationRepository,
    private readonly standing: PreparationStanding,
    private readonly home: HomeReader,
  ) {}

  /** @param courseId null: nothing is signed yet to prepare for. @param isOwn only the patient reads their card here */
  async of(db: Db, patientId: string, courseId: string | null, isOwn: boolean): Promise<Preparation> {
    const answered = courseId === null ? [] : await this.answers(db, patientId, courseId);
    const talks = courseId === null ? [] : await this.preparations.findTalks(db, { patientId, courseId });
    const talked = new Set(talks.map(({ item }) => item));
    const signedOff = courseId === null ? null : await this.preparations.findSignOff(db, { patientId, courseId });
    const setting = courseId === null ? 'home' : await this.standing.settingOf(db, courseId);
    return {
      patientName: (await this.home.nameOf(db, patientId)) ?? '',
      hasCourse: courseId !== null,
      items: itemsFor(setting).map((item) => {
        const found = answered.find((one) => one.item === item);
        const isTalkedThrough = TALKED_THROUGH.has(item) ? talked.has(item) : null;
        return { item, answer: found?.answer ?? null, answeredAt: found?.at.toISOString() ?? null, isTalkedThrough };
      }),
      open: courseId === null ? [] : await this.standing.open(db, patientId, courseId),
      chaperoneName: (await this.home.chaperone(db, patientId))?.displayName ?? null,
      card: isOwn ? await this.home.card(db, patientId) : null,
      signedOff: signedOff && { at: signedOff.at.toISOString(), byName: await this.home.nameOf(db, signedOff.by) },
    };
  }

  async cues(db: Db, patientId: string, courseId: string | null): Promise<Cues> {
    const answered = courseId === null ? [] : await this.answers(db, patientId, courseId);
    const of = (item: Answered['item']) => answered.find((one) => one.item === item)?.answer ?? null;
    const [touch, talk] = [of('touch'), of('talk')];
    return {
      intentions: textOf(of('intentions')),
      touch: touch?.item === 'touch' ? { wish: touch.wish, text: touch.text } : null,
      talk: talk?.item === 'talk' ? { wish: talk.wish, text: talk.text } : null,
      noGo: textOf(of('no-go')),
    };
  }

  private async answers(db: Db, patientId: string, courseId: string): Promise<Answered[]> {
    return this.preparations.open(db, await this.preparations.findAnswers(db, { patientId, courseId }));
  }
}

const textOf = (answer: Answered['answer']): string | null => (answer && 'text' in answer ? answer.text : null);
