import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { ReleaseCode, ReleaseOfInformation } from '#contracts';
import { type Caller, Directory, IdentityService } from '#identity';
import { Database, type Reader, type Tx } from '#platform';
import { CareService } from './care.service.js';
import { CLINICAL } from './domain/access.js';
import { careProblems } from './problems.js';

type Row = { id: string; person_id: string; releases: ReleaseCode[]; starts_at: Date; ends_at: Date };
export type NewRelease = Readonly<{ email: string; releases: readonly ReleaseCode[]; days: number }>;

/** What a patient lets clinicians outside the team see, and takes back. Nobody else can. */
@Injectable()
export class ReleasesService {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly identity: IdentityService,
    private readonly directory: Directory,
    private readonly audit: Audit,
  ) {}

  /** @throws `care.not-found` for everybody but the patient */
  async list(caller: Caller, patientId: string): Promise<ReleaseOfInformation[]> {
    await this.care.requireAccess(caller, patientId, 'own');
    const act = { action: 'list-releases', objectType: 'release-of-information' };
    await this.audit.recordList(caller, act, [patientId]);
    return this.named(await findOpen(this.database, patientId));
  }

  /** @throws `care.not-found` for everybody but the patient, `care.nobody-to-release-to` */
  async release(caller: Caller, patientId: string, { email, releases, days }: NewRelease): Promise<ReleaseOfInformation> {
    const id = randomUUID();
    await this.database.transact(async (tx) => {
      await this.care.requireAccess(caller, patientId, 'own', tx);
      const person = await this.directory.findByEmail(tx, email);
      if (!person || !CLINICAL.has(person.role)) throw careProblems.nobodyToReleaseTo();
      await tx.sql`
        INSERT INTO release_of_information (id, patient_id, person_id, releases, ends_at)
        VALUES (${id}, ${patientId}, ${person.id}, ${[...new Set(releases)]}, app_now() + ${days}::int * interval '1 day')`;
      await this.record(tx, caller, 'release-information', id);
    });
    const released = await this.named(await findOpen(this.database, patientId));
    return released.find(({ releaseId }) => releaseId === id)!;
  }

  /** @throws `care.not-found` for everybody but the patient, and for a release that is over */
  async revoke(caller: Caller, patientId: string, releaseId: string): Promise<void> {
    await this.database.transact(async (tx) => {
      await this.care.requireAccess(caller, patientId, 'own', tx);
      const [revoked] = await tx.sql<{ person_id: string }>`
        UPDATE release_of_information SET revoked_at = app_now()
        WHERE id = ${releaseId} AND patient_id = ${patientId} AND revoked_at IS NULL AND ends_at > app_now() RETURNING person_id`;
      if (!revoked) throw careProblems.notFound();
      tx.later`SELECT hint('access', ${revoked.person_id}::text)`;
      await this.record(tx, caller, 'revoke-release', releaseId);
    });
  }

  private record(tx: Tx, caller: Caller, action: string, objectId: string): Promise<void> {
    const { personId: subjectPersonId } = caller;
    return this.audit.record(tx, caller, { action, objectType: 'release-of-information', objectId, subjectPersonId });
  }

  private async named(rows: readonly Row[]): Promise<ReleaseOfInformation[]> {
    const cards = await this.identity.people(
      this.database.read,
      rows.map(({ person_id }) => person_id),
    );
    return rows.map(({ id, person_id, releases, starts_at, ends_at }) => ({
      releaseId: id,
      personName: cards.get(person_id)!.displayName,
      releases,
      since: starts_at.toISOString(),
      until: ends_at.toISOString(),
    }));
  }
}

const findOpen = (on: Reader, patientId: string) => on.sql<Row>`
  SELECT id, person_id, releases, starts_at, ends_at FROM release_of_information
  WHERE patient_id = ${patientId} AND revoked_at IS NULL AND ends_at > app_now() ORDER BY starts_at`;
