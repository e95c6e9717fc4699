import { Injectable } from '@nestjs/common';

import { PairingPart as Parts, type PatientPairing } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { ExcludedViews } from './excluded-views.js';
import { PairingRepository } from './pairing.repository.js';
import { PairingDoor } from './pairing-door.js';
import { PairingViews } from './pairing-views.js';

/** Who looks after a patient, or is looked for. */
@Injectable()
export class PairingsService {
  constructor(
    private readonly database: Database,
    private readonly door: PairingDoor,
    private readonly pairings: PairingRepository,
    private readonly views: PairingViews,
    private readonly excluded: ExcludedViews,
  ) {}

  /**
   * Patients see whom they can ask and why; staff also whom not, and what keeps these out. Admins see nothing of what a patient comes with.
   *
   * @throws `care.not-found`
   */
  async read(caller: Caller, patientId: string): Promise<PatientPairing> {
    const ground = await this.door.read(caller, patientId);
    const { read } = this.database;
    const held = await this.pairings.findOpen(read, [patientId]);
    const own = await this.views.of(read, patientId, held, { withWish: ground !== 'clinic' });
    const lacking = Parts.options.filter((part) => !held.some((one) => one.part === part && one.state !== 'handover_pending'));
    if (ground === 'self') return { ...own, lacking, excluded: [], barred: [] };
    return { ...own, lacking, ...(await this.excluded.of(read, patientId, held)) };
  }
}
