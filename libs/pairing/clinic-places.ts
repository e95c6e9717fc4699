import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import type { readCover } from '#contracts';
import type { Db } from '#platform';
import { PairingRepository } from './pairing.repository.js';
import { PairingPeople } from './people.js';
import { ProfileRepository } from './profile.repository.js';

/** How full everybody is. */
@Injectable()
export class ClinicPlaces {
  constructor(
    private readonly people: PairingPeople,
    private readonly profiles: ProfileRepository,
    private readonly pairings: PairingRepository,
  ) {}

  async of(db: Db): Promise<z.infer<typeof readCover.reply>['clinicians']> {
    const staff = await this.people.colleagues(db);
    const ids = staff.map(({ personId }) => personId);
    const [profiles, loads] = [await this.profiles.findOf(db, ids), await this.pairings.loads(db, ids)];
    return staff.map(({ personId, displayName, role }, at) => ({
      ...{ personId, displayName, capacity: profiles[at]!.capacity, load: loads.get(personId) ?? 0 },
      part: role === 'therapist' ? 'therapist' : 'prescriber',
    }));
  }
}
