import { Injectable } from '@nestjs/common';

import type { WhoIsWho } from '#contracts';
import { Directory, IdentityService } from '#identity';
import type { Db } from '#platform';

const OWNERS: ReadonlySet<string> = new Set(['therapist', 'prescriber', 'physician']);
const PRESCRIBERS: ReadonlySet<string> = new Set(['prescriber', 'physician']);

/** Who may own a case and who may decide one, by name. */
@Injectable()
export class Clinicians {
  constructor(
    private readonly directory: Directory,
    private readonly identity: IdentityService,
  ) {}

  /** A clinician who works here now; with `prescribes` one who may decide. */
  async isHere(db: Db, personId: string, { prescribes }: { prescribes: boolean }): Promise<boolean> {
    const all = await this.directory.clinicians(db);
    const roles = prescribes ? PRESCRIBERS : OWNERS;
    return all.some(({ id, role, isDisabled }) => id === personId && roles.has(role) && !isDisabled);
  }

  /** Who works here now and may decide a case, by name. */
  async prescribers(db: Db): Promise<WhoIsWho[]> {
    const all = (await this.directory.clinicians(db)).filter(({ role, isDisabled }) => PRESCRIBERS.has(role) && !isDisabled);
    return all.map(({ id: personId, displayName, role, profession }) => ({ personId, displayName, role, profession }));
  }

  async isPatient(db: Db, personId: string): Promise<boolean> {
    return (await this.directory.find(db, personId))?.role === 'patient';
  }

  /** @returns the card of each; of somebody who is gone without a trace an empty name */
  async named(db: Db, ids: readonly string[]): Promise<(id: string) => WhoIsWho> {
    const cards = await this.identity.people(db, [...new Set(ids)]);
    return (id) => {
      const card = cards.get(id);
      const { displayName = '', role = 'therapist', profession = null } = card ?? {};
      return { personId: id, displayName, role, profession };
    };
  }

  async zoneOf(db: Db, personId: string): Promise<string> {
    return (await this.identity.person(db, personId)).zone;
  }
}
