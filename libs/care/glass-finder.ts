import { Injectable } from '@nestjs/common';

import type { BreakGlass } from '#contracts';
import { type Caller, Directory } from '#identity';
import { Clock, Database, type Tx } from '#platform';
import { CareService } from './care.service.js';
import { type Glass, GlassRepository } from './glass.repository.js';

/** Whom a record is opened of, and whether it is open already. */
@Injectable()
export class GlassFinder {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly care: CareService,
    private readonly glasses: GlassRepository,
    private readonly clock: Clock,
  ) {}

  /** A patient by exact address or code, and nothing like it; null for nobody. */
  async find(tx: Tx, patient: BreakGlass['patient']): Promise<string | null> {
    const card =
      'email' in patient ? await this.directory.findByEmail(tx, patient.email) : await this.directory.find(tx, patient.code);
    return card?.role === 'patient' ? card.id : null;
  }

  async isInCare(tx: Tx, caller: Caller, patientId: string): Promise<boolean> {
    return (await this.care.findGround(caller, patientId, 'session', tx)) === 'assignment';
  }

  async openTo(tx: Tx, { personId }: Caller, patientId: string): Promise<Glass | undefined> {
    return (await this.glasses.findOpen(tx, personId, await this.clock.now(tx))).find((glass) => glass.patientId === patientId);
  }

  async allOpenTo({ personId }: Caller): Promise<{ glasses: Glass[]; now: Date }> {
    const now = await this.clock.now();
    return { glasses: await this.glasses.findOpen(this.database.read, personId, now), now };
  }
}
