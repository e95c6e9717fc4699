import { ConnectedSocket, SubscribeMessage } from '@nestjs/websockets';

import { CallPresence, CallSignals } from '#calls';
import { type ClientToServer, JoinCall, LeaveCall, SendSignal } from '#contracts';
import type { Caller } from '#identity';
import { Gateway } from '../edge/gateway.js';
import { Also, ByItself, SignedIn } from '../edge/policy.js';
import { Asks, Payload } from '../edge/serves.js';
import { CallScreens, type CallSocket } from './call-screens.js';

const event = <E extends keyof ClientToServer>(name: E) => SubscribeMessage(name);

/** Screens that are in a call, and what they say to each other to find each other. A call goes on behind a locked screen. */
@Gateway()
@SignedIn('patient', 'chaperone', 'therapist', 'prescriber', 'physician')
export class CallsGateway {
  constructor(
    private readonly presence: CallPresence,
    private readonly signals: CallSignals,
    private readonly screens: CallScreens,
  ) {}

  @event('call.join')
  @Also('locked', 'capability')
  @ByItself()
  async join(@ConnectedSocket() socket: CallSocket, @Asks() caller: Caller, @Payload(JoinCall) input: JoinCall) {
    const { view, screen } = await this.presence.connect(caller, input);
    this.screens.add(socket, caller, screen);
    return { ok: true, data: { view } };
  }

  @event('call.signal')
  @Also('locked', 'capability')
  @ByItself()
  async signal(@Asks() caller: Caller, @Payload(SendSignal) input: SendSignal) {
    await this.signals.send(caller, input);
    return { ok: true, data: {} };
  }

  /** The screen goes, its person may come back: leaving the call is another thing. */
  @event('call.leave')
  @Also('locked', 'capability')
  @ByItself()
  async leave(@Asks() caller: Caller, @Payload(LeaveCall) { connection }: LeaveCall) {
    await this.screens.remove(caller.personId, connection);
    return { ok: true, data: {} };
  }
}
