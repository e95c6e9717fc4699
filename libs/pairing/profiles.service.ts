import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { ClinicianProfile } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Db } from '#platform';
import { PairingRepository } from './pairing.repository.js';
import { PairingPeople } from './people.js';
import { pairingProblems } from './problems.js';
import { type NewProfile, ProfileRepository } from './profile.repository.js';

/** What clinicians say of themselves, and how many patients they take. */
@Injectable()
export class ProfilesService {
  constructor(
    private readonly database: Database,
    private readonly profiles: ProfileRepository,
    private readonly pairings: PairingRepository,
    private readonly people: PairingPeople,
    private readonly audit: Audit,
  ) {}

  /** Admins see everybody's, clinicians their own. */
  async list({ personId, role }: Caller): Promise<ClinicianProfile[]> {
    return (await this.all(this.database.read)).filter((one) => role === 'admin' || one.personId === personId);
  }

  /**
   * Their words are theirs: an admin changes how many patients somebody takes, and nothing else.
   *
   * @throws `pairing.no-clinician`, also for somebody else's
   */
  async change(caller: Caller, to: NewProfile): Promise<ClinicianProfile> {
    const { personId } = to;
    return this.database.transact(async (tx) => {
      const now = (await this.all(tx)).find((one) => one.personId === personId);
      if (!now || !(caller.role === 'admin' || caller.personId === personId)) throw pairingProblems.noClinician();
      const { languages, specialties, gender, about } = caller.role === 'admin' ? now : to;
      await this.profiles.put(tx, { personId, languages, specialties, gender, about, capacity: to.capacity });
      const act = { action: 'change-clinician-profile', objectType: 'clinician-profile', objectId: personId };
      await this.audit.record(tx, caller, act);
      return (await this.all(tx)).find((one) => one.personId === personId)!;
    });
  }

  private async all(db: Db): Promise<ClinicianProfile[]> {
    const staff = await this.people.colleagues(db);
    const ids = staff.map(({ personId }) => personId);
    const [profiles, loads] = [await this.profiles.findOf(db, ids), await this.pairings.loads(db, ids)];
    return Promise.all(
      staff.map(async (card, at) => {
        const { languages, specialties, gender, capacity } = profiles[at]!;
        const about = (await this.profiles.aboutOf(db, profiles[at]!)) ?? '';
        return { ...card, languages, specialties, gender, about, capacity, load: loads.get(card.personId) ?? 0 };
      }),
    );
  }
}
