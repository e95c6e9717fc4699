import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Socket } from 'socket.io';

import type { ClientToServer, ServerToClient } from '#contracts';
import type { Caller } from '#identity';
import { Hints } from '#platform';

export type WorkingSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, { caller?: Caller }>;

/**
 * Screens of this process whose people want to know at once when a patient waits for them, a case is offered or an answer is back. They
 * hear that there is something, of their own and nothing of what; a lost hint costs nothing but time, for screens ask by themselves.
 */
@Injectable()
export class WorkFollowers implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly screens = new Map<string, Set<WorkingSocket>>();
  private stops: (() => void)[] = [];

  constructor(private readonly hints: Hints) {}

  onApplicationBootstrap(): void {
    this.stops = [this.hints.on('work', (personId) => this.say(personId)), this.hints.onResync(() => this.sayToAll())];
  }

  onModuleDestroy(): void {
    for (const stop of this.stops) stop();
  }

  add(socket: WorkingSocket, { personId }: Caller): void {
    if (!socket.connected) return;
    const own = this.screens.get(personId) ?? new Set();
    if (own.has(socket)) return;
    this.screens.set(personId, own.add(socket));
    socket.once('disconnect', () => {
      own.delete(socket);
      if (!own.size && this.screens.get(personId) === own) this.screens.delete(personId);
    });
  }

  private say(personId: string): void {
    for (const socket of this.screens.get(personId) ?? []) socket.emit('work.changed', {});
  }

  private sayToAll(): void {
    for (const personId of this.screens.keys()) this.say(personId);
  }
}
