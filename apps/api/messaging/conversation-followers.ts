import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Socket } from 'socket.io';

import type { ClientToServer, ServerToClient } from '#contracts';
import { type Caller, SignInService } from '#identity';
import { ConversationsService } from '#messaging';
import { Hints, Log } from '#platform';

export type FollowingSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, { caller?: Caller }>;

/**
 * Screens of this process that follow their person's conversations. Who may read what was written is asked anew for each of them when
 * there is something to say: no word leaves after an access has ended. A lost hint costs nothing but time: screens ask by themselves.
 */
@Injectable()
export class ConversationFollowers implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly sockets = new Set<FollowingSocket>();
  private readonly changed = new Set<string>();
  private isSaying = false;
  private stop: (() => void) | undefined;

  constructor(
    private readonly hints: Hints,
    private readonly signIns: SignInService,
    private readonly conversations: ConversationsService,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.stop = this.hints.on('conversation', (patientId) => this.hear(patientId));
  }

  onModuleDestroy(): void {
    this.stop?.();
  }

  add(socket: FollowingSocket): void {
    if (!socket.connected || this.sockets.has(socket)) return;
    this.sockets.add(socket);
    socket.once('disconnect', () => this.sockets.delete(socket));
  }

  /** One at a time; what is heard meanwhile is said right after, and once. */
  private hear(patientId: string): void {
    if (!this.sockets.size) return;
    this.changed.add(patientId);
    if (this.isSaying) return;
    this.isSaying = true;
    this.sayAll()
      .catch((error: unknown) => this.log.warning('followers not told', {}, error))
      .finally(() => {
        this.isSaying = false;
      });
  }

  private async sayAll(): Promise<void> {
    for (const patientId of this.changed) {
      this.changed.delete(patientId);
      await this.say(patientId);
    }
  }

  private async say(patientId: string): Promise<void> {
    const following = [...this.sockets].flatMap((socket) => (socket.data.caller ? [{ socket, caller: socket.data.caller }] : []));
    const roles = await this.signIns.rolesOf([...new Set(following.map(({ caller }) => caller.signInId))]);
    const known = following.filter(({ caller }) => roles.get(caller.signInId) === caller.role);
    const callers = known.map(({ caller }) => caller);
    const answers = await this.conversations.stillOpenTo(callers, patientId);
    for (const [i, { socket }] of known.entries()) if (answers[i]) socket.emit('conversation.changed', { patientId });
  }
}
