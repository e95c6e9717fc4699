import { Injectable } from '@nestjs/common';

import { CareHandOver } from '#care';
import type { Tx } from '#platform';
import { HandOverRepository, type HandOverRow } from './hand-over.repository.js';
import { PairingRepository, type PairingRow } from './pairing.repository.js';
import { PartCover } from './part-cover.js';
import { UnreadAlarm } from './unread-alarm.js';

/** The end of the time in which both see the patient. Nobody goes before what they have written was read, or while nobody else is there. */
@Injectable()
export class HandOverEnding {
  constructor(
    private readonly handOvers: HandOverRepository,
    private readonly pairings: PairingRepository,
    private readonly care: CareHandOver,
    private readonly cover: PartCover,
    private readonly alarm: UnreadAlarm,
  ) {}

  /** @returns whom to tell that nobody has read it, or that whoever took the patient over is gone; nobody when it is over */
  async due(tx: Tx, handOverId: string): Promise<string[]> {
    const found = await this.handOvers.findById(tx, handOverId);
    if (!found) return [];
    await this.pairings.hold(tx, found.patientId); // who comes, goes or has read it meanwhile waits for this, or is seen
    const one = (await this.handOvers.findById(tx, handOverId))!;
    if (one.endedAt) return [];
    const from = (await this.pairings.findById(tx, one.fromPairingId))!;
    const isStaying = from.state !== 'ended' && !(await this.cover.isDone(tx, from, from.id));
    if (isStaying) return this.undo(tx, one, from);
    if (!one.readAt) return this.alarm.raise(tx, one);
    await this.finish(tx, one, from);
    return [];
  }

  async wasRead(tx: Tx, { id, overlapUntil }: HandOverRow, now: Date): Promise<void> {
    await this.alarm.close(tx, id);
    if (overlapUntil! <= now) await this.due(tx, id);
  }

  /** Nobody else does the part any more: the first one goes on with it, and people are told before anybody is missed. */
  private async undo(tx: Tx, one: HandOverRow, { id, clinicianId }: PairingRow): Promise<string[]> {
    await this.handOvers.end(tx, one.id);
    await this.pairings.become(tx, id, 'active');
    return this.alarm.undone(tx, one, clinicianId!);
  }

  /** The first one is of the team no more; the pairing ends with that, or by hand where they were not any more. */
  private async finish(tx: Tx, { id, patientId }: HandOverRow, from: PairingRow): Promise<void> {
    await this.handOvers.end(tx, id);
    if (from.state === 'ended') return;
    await this.care.leave(tx, { patientId, personId: from.clinicianId! });
    const { state } = (await this.pairings.findById(tx, from.id))!;
    if (state !== 'ended') await this.pairings.become(tx, from.id, 'ended');
  }
}
