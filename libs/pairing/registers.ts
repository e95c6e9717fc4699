import { Injectable } from '@nestjs/common';

import type { PairingPart } from '#contracts';
import { HeldLicences } from '#credentials';
import { Directory, type StaffCard } from '#identity';
import type { Db } from '#platform';
import { AuthorityRegisters } from './authority-registers.js';
import { dayNumber } from './day-numbers.js';
import type { ClinicianRegister, Held } from './domain/register.js';
import { PairingRepository } from './pairing.repository.js';
import { ProfileRepository } from './profile.repository.js';

const ROLES: Readonly<Record<PairingPart, ReadonlySet<string>>> = {
  prescriber: new Set(['prescriber', 'physician']),
  therapist: new Set(['therapist']),
};
export const takesPart = (role: string, part: PairingPart): boolean => ROLES[part].has(role);

/** Somebody as they are registered; clocks and free times are still to be looked up. */
export type Registered = Omit<ClinicianRegister, 'daysUntilFree' | 'offsetMin'> & Readonly<{ zone: string }>;

/** What is known of clinicians, from where it is kept. */
@Injectable()
export class Registers {
  constructor(
    private readonly directory: Directory,
    private readonly profiles: ProfileRepository,
    private readonly pairings: PairingRepository,
    private readonly licences: HeldLicences,
    private readonly authorities: AuthorityRegisters,
  ) {}

  /** Everybody who works here and takes a part. @param except a patient who does not count as one of theirs */
  async of(db: Db, part: PairingPart, except: string | null = null): Promise<Registered[]> {
    const staff = (await this.directory.clinicians(db)).filter(({ role, isDisabled }) => takesPart(role, part) && !isDisabled);
    const ids = staff.map(({ id }) => id);
    const [profiles, loads, held] = [
      await this.profiles.findOf(db, ids),
      await this.pairings.loads(db, ids, except),
      await this.held(db, ids),
    ];
    const authority = await this.authorities.authorityOf(db, ids);
    return staff.map((card: StaffCard, at) => {
      const { languages, specialties, gender, capacity } = profiles[at]!;
      return {
        ...{ personId: card.id, isHere: true, licences: held.get(card.id) ?? [], ...authority.get(card.id)! },
        ...{ capacity, load: loads.get(card.id) ?? 0, languages, specialties, gender, zone: card.zone },
      };
    });
  }

  private async held(db: Db, ids: readonly string[]): Promise<Map<string, Held[]>> {
    const by = new Map<string, Held[]>(ids.map((id) => [id, []]));
    for (const { personId, jurisdiction: place, validFrom, validTo } of await this.licences.of(db, ids))
      by.get(personId)!.push({ place, from: dayNumber(validFrom), to: dayNumber(validTo) });
    return by;
  }
}
