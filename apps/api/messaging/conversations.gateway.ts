import { ConnectedSocket, SubscribeMessage } from '@nestjs/websockets';

import { type ClientToServer, FollowConversations } from '#contracts';
import type { Caller } from '#identity';
import { Gateway } from '../edge/gateway.js';
import { ByItself, SignedIn } from '../edge/policy.js';
import { Asks, Payload } from '../edge/serves.js';
import { ConversationFollowers, type FollowingSocket } from './conversation-followers.js';

/** Screens that want to know when there is something to read. */
@Gateway()
@SignedIn('patient', 'therapist', 'prescriber', 'physician')
export class ConversationsGateway {
  constructor(private readonly followers: ConversationFollowers) {}

  @ByItself()
  @SubscribeMessage('conversations.follow' satisfies keyof ClientToServer)
  follow(@ConnectedSocket() socket: FollowingSocket, @Asks() _: Caller, @Payload(FollowConversations) __: FollowConversations) {
    this.followers.add(socket);
    return { ok: true, data: {} };
  }
}
