import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

import { Database, Log, Loop } from '#platform';
import { CallDoor } from './call-door.js';
import { CallLosses } from './call-losses.js';
import type { Screen } from './call-presence.service.js';
import { CallTables } from './call-tables.js';

const EVERY_MS = 5_000;
const MOST = 100;

/** Signs of life of the screens that a process has; and the look, in every server process, for those of which none comes any more. */
@Injectable()
export class CallLife implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop = new Loop(() => this.round(), EVERY_MS);

  constructor(
    private readonly database: Database,
    private readonly door: CallDoor,
    private readonly tables: CallTables,
    private readonly losses: CallLosses,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.loop.stop();
  }

  /** @returns which of these screens are in their calls still, by connection: not whoever lost their part in the appointment, or whose link ended */
  async renew(screens: readonly Screen[]): Promise<ReadonlySet<string>> {
    const isOpen = await this.door.stillOpen(screens);
    const welcome = screens.filter((_, i) => isOpen[i]);
    return this.tables.participants.renew(
      this.database,
      welcome.map(({ connection }) => connection),
    );
  }

  /** A process that was killed says nothing of the screens that it had: their last sign of life does. @returns whether there may be more */
  async round(): Promise<boolean> {
    try {
      const lost = await this.tables.participants.findLost(this.database, MOST);
      for (const roomId of lost) await this.lose(roomId);
      return lost.length === MOST;
    } catch (error) {
      this.log.warning('calls not looked at', {}, error);
      return false;
    }
  }

  private lose(roomId: string): Promise<void> {
    return this.database.transact(async (tx) => {
      const room = await this.tables.rooms.hold(tx, roomId);
      if (room) await this.losses.begin(tx, room);
    });
  }
}
