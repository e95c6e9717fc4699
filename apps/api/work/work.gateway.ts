import { ConnectedSocket, SubscribeMessage } from '@nestjs/websockets';

import { type ClientToServer, FollowWork } from '#contracts';
import type { Caller } from '#identity';
import { Gateway } from '../edge/gateway.js';
import { ByItself, SignedIn } from '../edge/policy.js';
import { Asks, Payload } from '../edge/serves.js';
import { WorkFollowers, type WorkingSocket } from './work-followers.js';

/** Screens that show what their people have to do, or wait for. */
@Gateway()
@SignedIn('patient', 'therapist', 'prescriber', 'physician')
export class WorkGateway {
  constructor(private readonly followers: WorkFollowers) {}

  @ByItself()
  @SubscribeMessage('work.follow' satisfies keyof ClientToServer)
  follow(@ConnectedSocket() socket: WorkingSocket, @Asks() caller: Caller, @Payload(FollowWork) _: FollowWork) {
    this.followers.add(socket, caller);
    return { ok: true, data: {} };
  }
}
