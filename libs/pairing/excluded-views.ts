import { Injectable } from '@nestjs/common';

import type { PairingPart, PatientPairing } from '#contracts';
import type { Db } from '#platform';
import { dayText } from './day-numbers.js';
import type { PairingRow } from './pairing.repository.js';
import { PairingPeople } from './people.js';
import { SearchRanking, searchFor } from './search-ranking.js';
import { WishRepository } from './wish.repository.js';

/** Who is kept out of a search, and by what; for staff. */
@Injectable()
export class ExcludedViews {
  constructor(
    private readonly ranking: SearchRanking,
    private readonly wishes: WishRepository,
    private readonly people: PairingPeople,
  ) {}

  async of(db: Db, patientId: string, held: readonly PairingRow[]): Promise<Pick<PatientPairing, 'excluded' | 'barred'>> {
    const parts: PairingPart[] = ['prescriber', 'therapist'];
    const sought = parts.filter((part) => searchFor(held, part));
    const found = await Promise.all(
      sought.map(async (part) => {
        const { excluded } = await this.ranking.ranking(db, held, { patientId, part });
        return excluded.map((one) => ({ ...one, part }));
      }),
    );
    const bars = await this.wishes.findBars(db, [patientId]);
    const all = found.flat();
    const named = await this.people.named(db, [...all.map(({ personId }) => personId), ...bars.map((bar) => bar.clinicianId)]);
    return {
      excluded: all.map(({ personId, filter, day, part }) => ({
        ...named(personId),
        ...{ filter, part, day: day === null ? null : dayText(day) },
      })),
      barred: bars.map(({ clinicianId, kind }) => ({ ...named(clinicianId), kind })),
    };
  }
}
