import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { PairingPart } from '#contracts';
import { CarePlaces } from '#credentials';
import type { Db } from '#platform';
import { AuthorityRegisters } from './authority-registers.js';
import type { PatientNeed } from './domain/register.js';
import { PatientClocks } from './patient-clocks.js';
import { type Bar, type BarKind, WishRepository } from './wish.repository.js';

export type Need = Omit<PatientNeed, 'part'> & Readonly<{ zone: string; patientId: string }>;
type Asked = Readonly<{ now: number; courseDays: number }>;

/** What patients need and wish, from where it is kept. */
@Injectable()
export class Needs {
  constructor(
    private readonly care: CareService,
    private readonly wishes: WishRepository,
    private readonly places: CarePlaces,
    private readonly authorities: AuthorityRegisters,
    private readonly clocks: PatientClocks,
  ) {}

  /** @param asked `courseDays`: so long a course is taken to last, from today on the patient's clock, and longer if more is booked */
  async of(db: Db, patientIds: readonly string[], { now, courseDays }: Asked): Promise<Map<string, Need>> {
    const [wishes, bars, ties] = [
      await this.wishes.findOf(db, patientIds),
      await this.wishes.findBars(db, patientIds),
      await this.care.tiesOf(db, patientIds),
    ];
    const [places, clocks] = [await this.places.of(db, patientIds), await this.clocks.of(db, patientIds, now)];
    const bases = await this.authorities.legalBasesOf(db, patientIds);
    return new Map(
      patientIds.map((patientId) => {
        const { zone, offsetMin, today, lastBooked } = clocks.get(patientId)!;
        const of = (kind: BarKind) => barred(bars, patientId, kind);
        const knows = new Set(ties.filter((tie) => tie.patientId === patientId).map(({ personId }) => personId));
        const need: Need = {
          ...{ patientId, zone, offsetMin, knows, ...wishes.get(patientId)! },
          ...{
            place: places.get(patientId)?.place ?? null,
            course: { from: today, to: Math.max(today + courseDays - 1, lastBooked) },
          },
          ...{ hasConflictWith: of('conflict'), wantsNot: of('wants-not'), isNotTakenBy: of('not-taken') },
          legalBases: places.get(patientId)?.isInClinic ? 'not-asked' : bases.get(patientId)!,
        };
        return [patientId, need];
      }),
    );
  }
}

const barred = (bars: readonly Bar[], patientId: string, kind: BarKind): Set<string> =>
  new Set(bars.filter((bar) => bar.patientId === patientId && bar.kind === kind).map(({ clinicianId }) => clinicianId));

export const asNeed = (need: Need, part: PairingPart): PatientNeed => ({ ...need, part });
