import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { PairingWish } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { PairingDoor } from './pairing-door.js';
import { WishRepository } from './wish.repository.js';

/** What a patient wishes of who looks after them. */
@Injectable()
export class WishesService {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly door: PairingDoor,
    private readonly wishes: WishRepository,
  ) {}

  /** Whoever is ranked next is ranked by it. @throws `care.not-found` */
  async change(caller: Caller, patientId: string, wish: PairingWish): Promise<void> {
    await this.database.transact(async (tx) => {
      await this.care.requireAccess(caller, patientId, 'planning', tx);
      await this.wishes.put(tx, patientId, wish);
      await this.door.record(tx, caller, patientId, { action: 'change-pairing-wish' });
    });
  }
}
