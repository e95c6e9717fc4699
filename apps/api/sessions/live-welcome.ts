import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

import { SignInService } from '#identity';
import { Hints, Log } from '#platform';
import { SessionReading } from '#sessions';
import { LiveRooms, type LiveSocket } from './live-rooms.js';

const RECHECK_MS = 30_000;

/** Ends sockets whose sign-in, or whose access to their session, has ended since they joined: on a hint at once, else within half a minute. */
@Injectable()
export class LiveWelcome implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly rooms: LiveRooms,
    private readonly hints: Hints,
    private readonly signIns: SignInService,
    private readonly reading: SessionReading,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.hints.on('sign-in', (signInId) => this.recheck(({ data }) => !data.caller || data.caller.signInId === signInId));
    this.timer = setInterval(() => this.recheck(() => true), RECHECK_MS);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private recheck(isMeant: (socket: LiveSocket) => boolean): void {
    this.dropUnwelcome(isMeant).catch((error: unknown) => this.log.warning('sockets not rechecked', {}, error));
  }

  private async dropUnwelcome(isMeant: (socket: LiveSocket) => boolean): Promise<void> {
    for (const { socket, sessionId } of this.rooms.places().filter((place) => isMeant(place.socket))) {
      if (!(await this.isWelcome(socket, sessionId))) socket.disconnect(true);
    }
  }

  private async isWelcome({ data }: LiveSocket, sessionId: string): Promise<boolean> {
    const caller = data.token ? await this.signIns.resolve(data.token) : null;
    return caller !== null && (await this.reading.isOpenTo(caller, sessionId));
  }
}
