import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import type { listPairings } from '#contracts';
import type { Caller } from '#identity';
import type { Db } from '#platform';
import { PairingRepository } from './pairing.repository.js';
import { PairingPeople } from './people.js';
import { ProfileRepository } from './profile.repository.js';
import { PairingRulesRepository } from './rules.repository.js';

type Places = Pick<z.infer<typeof listPairings.reply>, 'patients' | 'colleagues' | 'overlapDays' | 'capacity' | 'load'>;

/** Whom a clinician looks after, how many more they take, and to whom they can hand over. */
@Injectable()
export class OwnPlaces {
  constructor(
    private readonly pairings: PairingRepository,
    private readonly people: PairingPeople,
    private readonly profiles: ProfileRepository,
    private readonly rules: PairingRulesRepository,
  ) {}

  async of(db: Db, { personId, role }: Caller): Promise<Places> {
    const own = (await this.pairings.findCaredBy(db, [personId])).filter(({ state }) => state === 'active');
    const named = await this.people.named(
      db,
      own.map(({ patientId }) => patientId),
    );
    const [profile] = await this.profiles.findOf(db, [personId]);
    const isLike = (other: string) => (role === 'therapist') === (other === 'therapist');
    return {
      patients: own.map(({ patientId, part, stateSince }) => ({
        ...{ patientId, patientName: named(patientId).displayName, part, since: stateSince.toISOString() },
      })),
      colleagues: (await this.people.colleagues(db)).filter((one) => one.personId !== personId && isLike(one.role)),
      overlapDays: (await this.rules.read(db)).overlapDays,
      capacity: profile!.capacity,
      load: (await this.pairings.loads(db, [personId])).get(personId) ?? 0,
    };
  }
}
