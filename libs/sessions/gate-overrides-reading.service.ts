import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { GateOverride } from '#contracts';
import { type Caller, Directory, IdentityService } from '#identity';
import { cursorFrom, Database, type Db, pageOf } from '#platform';
import { GateOverrideRepository, type OverrideRow } from './gate-override.repository.js';

/** What was signed over gates, for whoever treats these patients, and for the medical director. */
@Injectable()
export class GateOverridesReading {
  constructor(
    private readonly database: Database,
    private readonly overrides: GateOverrideRepository,
    private readonly care: CareService,
    private readonly identity: IdentityService,
    private readonly directory: Directory,
    private readonly audit: Audit,
  ) {}

  async list(
    caller: Caller,
    { before, limit }: Readonly<{ before?: string | undefined; limit: number }>,
  ): Promise<{ overrides: GateOverride[]; next: string | null }> {
    const { read } = this.database;
    const isDirector = (await this.directory.duties(read, caller.personId)).has('medical-director');
    const whose = isDirector ? 'all' : await this.care.patientsOf(caller, 'chart');
    const found = await this.overrides.findPage(read, whose, { before: cursorFrom(before), limit });
    const { rows, next } = pageOf(found, limit, ({ signedAt: at, id }) => ({ at, id }));
    const act = { action: 'list-overrides', objectType: 'gate-override' };
    await this.audit.recordList(
      caller,
      act,
      rows.map(({ patientId }) => patientId),
    );
    return { overrides: await Promise.all(rows.map((row) => this.shown(read, row))), next };
  }

  private async shown(db: Db, row: OverrideRow): Promise<GateOverride> {
    const { id: overrideId, sessionId, item, heldFor, evidence, signedAt } = row;
    const [patient, signer] = await Promise.all([
      this.identity.person(db, row.patientId),
      this.identity.person(db, row.signedBy),
    ]);
    return {
      ...{ overrideId, sessionId, item: item as GateOverride['item'], heldFor },
      evidence: evidence as GateOverride['evidence'],
      ...{ patientName: patient.displayName, signedByName: signer.displayName, signedAt: signedAt.toISOString() },
      reason: await this.overrides.reason(db, row),
    };
  }
}
