import { Injectable } from '@nestjs/common';

import { CareHandOver } from '#care';
import { Clock, type Tx } from '#platform';
import { HandOverRepository, type HandOverRow } from './hand-over.repository.js';
import { PairingRepository } from './pairing.repository.js';
import { UnreadAlarm } from './unread-alarm.js';

/** The end of the time in which both see the patient. Nobody goes before what they have written was read. */
@Injectable()
export class HandOverEnding {
  constructor(
    private readonly handOvers: HandOverRepository,
    private readonly pairings: PairingRepository,
    private readonly care: CareHandOver,
    private readonly alarm: UnreadAlarm,
    private readonly clock: Clock,
  ) {}

  /** @returns whom to tell that nobody has read it; nobody when it is over */
  async due(tx: Tx, handOverId: string): Promise<string[]> {
    const one = await this.handOvers.findById(tx, handOverId);
    if (!one || one.endedAt) return [];
    if (!one.readAt) return this.alarm.raise(tx, one);
    await this.finish(tx, one);
    return [];
  }

  async wasRead(tx: Tx, one: HandOverRow): Promise<void> {
    await this.alarm.close(tx, one.id);
    if (!one.endedAt && one.overlapUntil! <= (await this.clock.now(tx))) await this.finish(tx, one);
  }

  /** The first one is of the team no more; the pairing ends with that, or by hand where they were not any more. */
  private async finish(tx: Tx, { id, patientId, fromPairingId }: HandOverRow): Promise<void> {
    await this.handOvers.end(tx, id);
    const from = await this.pairings.findById(tx, fromPairingId);
    if (!from || from.state === 'ended') return;
    await this.care.leave(tx, { patientId, personId: from.clinicianId! });
    const { state } = (await this.pairings.findById(tx, fromPairingId))!;
    if (state !== 'ended') await this.pairings.become(tx, fromPairingId, 'ended');
  }
}
