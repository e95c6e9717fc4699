import { Injectable } from '@nestjs/common';

import type { Gender, Role, Topic } from '#contracts';
import { Directory, IdentityService } from '#identity';
import type { Db } from '#platform';
import { ProfileRepository } from './profile.repository.js';

export type Shown = Readonly<{ personId: string; displayName: string; role: Role; profession: string | null }>;
export type Told = Shown & Readonly<{ languages: string[]; specialties: Topic[]; gender: Gender | null; about: string | null }>;

/** Names, and what clinicians say of themselves. */
@Injectable()
export class PairingPeople {
  constructor(
    private readonly identity: IdentityService,
    private readonly directory: Directory,
    private readonly profiles: ProfileRepository,
  ) {}

  /** @returns the card of each; of somebody who is gone without a trace an empty name */
  async named(db: Db, ids: readonly (string | null)[]): Promise<(id: string) => Shown> {
    const cards = await this.identity.people(db, [...new Set(ids.flatMap((id) => id ?? []))]);
    return (id) => {
      const { displayName = '', role = 'therapist' as const, profession = null } = cards.get(id) ?? {};
      return { personId: id, displayName, role, profession };
    };
  }

  /** With what they say of themselves. */
  async told(db: Db, ids: readonly string[]): Promise<(id: string) => Told> {
    const wanted = [...new Set(ids)];
    const [card, profiles] = [await this.named(db, wanted), await this.profiles.findOf(db, wanted)];
    const each = await Promise.all(
      profiles.map(async (profile) => {
        const { personId, languages, specialties, gender } = profile;
        const about = await this.profiles.aboutOf(db, profile);
        return [personId, { ...card(personId), languages, specialties, gender, about }] as const;
      }),
    );
    const known = new Map<string, Told>(each);
    return (id) => known.get(id)!;
  }

  /** Whether all of these are patients. */
  async arePatients(db: Db, ids: readonly string[]): Promise<boolean> {
    const cards = await this.identity.people(db, ids);
    return ids.every((id) => cards.get(id)?.role === 'patient');
  }

  /** Who works here now and treats patients, by name. */
  async colleagues(db: Db): Promise<Shown[]> {
    const all = (await this.directory.clinicians(db)).filter(({ isDisabled }) => !isDisabled);
    return all.map(({ id: personId, displayName, role, profession }) => ({ personId, displayName, role, profession }));
  }
}
