import { Injectable } from '@nestjs/common';

import type { Db } from '#platform';
import { ProtocolsService } from '#protocols';
import type { Setting } from '#session-engine';
import { DoseSupply } from '#supply';
import type { Item } from './domain/items.js';
import { type OpenItem, openItems } from './domain/open-items.js';
import { HomeReader } from './home-reader.js';
import { type Done, PreparationRepository } from './preparation.repository.js';

const byItem = (rows: readonly Done[]): ReadonlyMap<Item, number> => new Map(rows.map(({ item, at }) => [item, at.getTime()]));

/** How far a preparation has come. For other contexts, inside a transaction or not. */
@Injectable()
export class PreparationStanding {
  constructor(
    private readonly preparations: PreparationRepository,
    private readonly home: HomeReader,
    private readonly supply: DoseSupply,
    private readonly protocols: ProtocolsService,
  ) {}

  /** Where the doses of a course are taken. */
  settingOf(db: Db, courseId: string): Promise<Setting> {
    return this.protocols.settingOf(db, courseId);
  }

  /** What is still to be done before a dose of this course; none: the preparation is done. */
  async open(db: Db, patientId: string, courseId: string): Promise<readonly OpenItem[]> {
    const whose = { patientId, courseId };
    return openItems({
      setting: await this.settingOf(db, courseId),
      answeredAt: byItem(await this.preparations.findAnswers(db, whose)),
      talkedAt: byItem(await this.preparations.findTalks(db, whose)),
      signedOffAt: (await this.preparations.findSignOff(db, whose))?.at.getTime() ?? null,
      chaperoneSince: (await this.home.chaperone(db, patientId))?.since ?? null,
      cardWrittenAt: await this.home.cardWrittenAt(db, patientId),
      isMedicineCounted: await this.supply.isCounted(db, patientId),
    });
  }
}
