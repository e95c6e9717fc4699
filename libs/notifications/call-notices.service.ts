import { Injectable } from '@nestjs/common';

import { CallReadiness, CallWaits } from '#calls';
import { MINUTE } from '#kernel';
import { Clock, type Tx } from '#platform';
import { DispatchService, type Notice } from './dispatch.service.js';

/** Who has not come by then is called in another way, or has looked. */
const USEFUL_MS = 30 * MINUTE;

/** Tells people of a call that somebody waits for them. */
@Injectable()
export class CallNotices {
  constructor(
    private readonly readiness: CallReadiness,
    private readonly waits: CallWaits,
    private readonly dispatch: DispatchService,
    private readonly clock: Clock,
  ) {}

  /** Whoever waits elsewhere is told to come. */
  async ready(tx: Tx, awayId: string): Promise<void> {
    const told = await this.readiness.toTell(tx, awayId);
    if (!told) return;
    const notice = { template: 'callReady', cause: `call-ready:${awayId}`, subjectId: told.appointmentId } as const;
    await this.tellNow(tx, { ...notice, channel: 'sms' }, told.personId);
  }

  /** Whoever leads the call is told that a patient waits in it. @param eventId a wait that was put off by a delay rings anew after it */
  async bell(tx: Tx, { roomId, waitId }: Readonly<{ roomId: string; waitId: string }>, eventId: string): Promise<void> {
    const rung = await this.waits.bellFor(tx, roomId, waitId);
    if (!rung) return;
    const notice = { template: 'callBell', cause: `call-bell:${eventId}`, subjectId: rung.appointmentId } as const;
    await this.tellNow(tx, { ...notice, channel: 'push' }, rung.personId);
  }

  /** By the channels that they have set; quiet hours hold nothing back that somebody is waiting for. */
  private async tellNow(tx: Tx, notice: Notice, personId: string): Promise<void> {
    const now = (await this.clock.now(tx)).getTime();
    await this.dispatch.tell(tx, notice, [personId], { at: now, useUntil: now + USEFUL_MS, passesQuiet: true });
  }
}
