import { Injectable } from '@nestjs/common';

import type { Gender, Topic } from '#contracts';
import { type Db, PersonKeys, type Tx } from '#platform';

export type Profile = Readonly<{
  personId: string;
  languages: string[];
  specialties: Topic[];
  gender: Gender | null;
  aboutSealed: string | null;
  capacity: number;
}>;
export type NewProfile = Omit<Profile, 'aboutSealed'> & Readonly<{ about: string }>;

/** Of whoever has not said anything of themselves yet. Source of the number: docs/clinical-defaults.md, "Pairing". */
const UNSAID = { languages: ['en'], specialties: [], gender: null, aboutSealed: null, capacity: 40 } as const;
const place = (rowId: string) => ({ table: 'clinician_profile', column: 'about_sealed', rowId });

/** What clinicians say of themselves; their own words are sealed under their key. */
@Injectable()
export class ProfileRepository {
  constructor(private readonly keys: PersonKeys) {}

  /** One of each, in their order. */
  async findOf(db: Db, personIds: readonly string[]): Promise<Profile[]> {
    const rows = await db.clinicianProfile.findMany({
      where: { personId: { in: [...personIds] } },
      select: { personId: true, languages: true, specialties: true, gender: true, aboutSealed: true, capacity: true },
    });
    const known = new Map(rows.map((row) => [row.personId, row as Profile]));
    return personIds.map(
      (personId) => known.get(personId) ?? { personId, ...UNSAID, languages: [...UNSAID.languages], specialties: [] },
    );
  }

  aboutOf(db: Db, { personId, aboutSealed }: Pick<Profile, 'personId' | 'aboutSealed'>): Promise<string | null> {
    return this.keys.openIfKept(db, aboutSealed, place(personId));
  }

  async put(tx: Tx, { personId, about, ...profile }: NewProfile): Promise<void> {
    const sealed = about ? await this.keys.seal(tx, personId, about, place(personId)) : null;
    const { languages, specialties, gender, capacity } = profile;
    await tx.sql`
      INSERT INTO clinician_profile (person_id, languages, specialties, gender, about_sealed, capacity)
      VALUES (${personId}, ${languages}::text[], ${specialties}::text[], ${gender}::text, ${sealed}::text, ${capacity}::int)
      ON CONFLICT (person_id) DO UPDATE SET languages = EXCLUDED.languages, specialties = EXCLUDED.specialties, gender = EXCLUDED.gender,
        about_sealed = EXCLUDED.about_sealed, capacity = EXCLUDED.capacity, changed_at = app_now()`;
  }
}
