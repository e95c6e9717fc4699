import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

import { type Caller, SignInService } from '#identity';
import { Hints, Log } from '#platform';
import { SessionReading, type Viewer } from '#sessions';
import { LiveRooms, type Place } from './live-rooms.js';

/** Nobody sees a frame two seconds after their access has ended, whether or not a hint of it arrived. */
const RECHECK_MS = 1_000;

/**
 * Ends sockets whose sign-in, or whose access to their session, has ended since they joined: on a hint at once, else with the next look
 * at all of them. What ends by itself, such as a record that was opened in an emergency, has no hint.
 */
@Injectable()
export class LiveWelcome implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private isLooking = false;
  private isAskedAgain = false;

  constructor(
    private readonly rooms: LiveRooms,
    private readonly hints: Hints,
    private readonly signIns: SignInService,
    private readonly reading: SessionReading,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.hints.on('sign-in', () => this.recheck());
    this.hints.on('access', () => this.recheck());
    this.timer = setInterval(() => this.recheck(), RECHECK_MS);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** One look at a time; what is asked for meanwhile is done right after. */
  private recheck(): void {
    this.isAskedAgain = true;
    if (this.isLooking) return;
    this.isLooking = true;
    this.look()
      .catch((error: unknown) => this.log.warning('sockets not rechecked', {}, error))
      .finally(() => {
        this.isLooking = false;
      });
  }

  private async look(): Promise<void> {
    while (this.isAskedAgain) {
      this.isAskedAgain = false;
      const places = this.rooms.places();
      if (places.length) await this.dropUnwelcome(places);
    }
  }

  private async dropUnwelcome(places: readonly Place[]): Promise<void> {
    const callers = places.map(({ socket }) => socket.data.caller);
    const roles = await this.signIns.rolesOf([...new Set(callers.flatMap((caller) => caller?.signInId ?? []))]);
    const isSame = (caller: Caller | undefined): caller is Caller => !!caller && roles.get(caller.signInId) === caller.role;
    const viewers = places.flatMap(({ patientId }, i): Viewer[] =>
      isSame(callers[i]) ? [{ caller: callers[i], patientId }] : [],
    );
    const answers = await this.reading.stillOpenTo(viewers);
    const welcome = new Set(
      viewers.flatMap(({ caller, patientId }, i) => (answers[i] ? [`${caller.signInId} ${patientId}`] : [])),
    );
    for (const [i, { socket, patientId }] of places.entries()) {
      if (!welcome.has(`${callers[i]?.signInId} ${patientId}`)) socket.disconnect(true);
    }
  }
}
