import { Controller } from '@nestjs/common';

import { CallActs, CallList, CallReading, CallRelays, DeviceChecks } from '#calls';
import {
  admitToCall,
  endCall,
  enterCall,
  leaveCall,
  listCalls,
  mintCallRelay,
  readCall,
  recordDeviceCheck,
  sayCallIsLate,
  sayCallIsReady,
  waitElsewhere,
} from '#contracts';
import type { Caller } from '#identity';
import { Limited } from '../edge/limited.js';
import { Also, ByItself, SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** The video call of an appointment. Who may come to it is for the service to say: for everybody else there is none. */
@Controller()
@SignedIn('patient', 'chaperone', 'therapist', 'prescriber', 'physician')
export class CallsController {
  constructor(
    private readonly reading: CallReading,
    private readonly acts: CallActs,
    private readonly relays: CallRelays,
    private readonly checks: DeviceChecks,
    private readonly list: CallList,
  ) {}

  @Serves(listCalls)
  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  async listAll(@Asks() caller: Caller) {
    return { calls: await this.list.read(caller) };
  }

  @Serves(readCall)
  @Also('locked', 'capability')
  @Limited('safety')
  read(@Asks() caller: Caller, @Input() { params }: In<typeof readCall>) {
    return this.reading.read(caller, params.appointmentId);
  }

  @Serves(enterCall)
  @Also('capability')
  @Limited('safety')
  enter(@Asks() caller: Caller, @Input() { params }: In<typeof enterCall>) {
    return this.acts.enter(caller, params.appointmentId);
  }

  @Serves(waitElsewhere)
  @SignedIn('patient')
  @Also('capability')
  waitElsewhere(@Asks() caller: Caller, @Input() { params }: In<typeof waitElsewhere>) {
    return this.acts.waitElsewhere(caller, params.appointmentId);
  }

  @Serves(sayCallIsReady)
  @SignedIn('therapist', 'prescriber', 'physician')
  sayReady(@Asks() caller: Caller, @Input() { params }: In<typeof sayCallIsReady>) {
    return this.acts.sayReady(caller, params.appointmentId);
  }

  @Serves(admitToCall)
  @SignedIn('therapist', 'prescriber', 'physician')
  admit(@Asks() caller: Caller, @Input() { params, body }: In<typeof admitToCall>) {
    return this.acts.admit(caller, params.appointmentId, body.participantId);
  }

  @Serves(leaveCall)
  @Also('locked', 'capability')
  leave(@Asks() caller: Caller, @Input() { params }: In<typeof leaveCall>) {
    return this.acts.leave(caller, params.appointmentId);
  }

  @Serves(endCall)
  @SignedIn('therapist', 'prescriber', 'physician')
  end(@Asks() caller: Caller, @Input() { params }: In<typeof endCall>) {
    return this.acts.end(caller, params.appointmentId);
  }

  @Serves(sayCallIsLate)
  @SignedIn('therapist', 'prescriber', 'physician')
  sayLate(@Asks() caller: Caller, @Input() { params, body }: In<typeof sayCallIsLate>) {
    return this.acts.sayLate(caller, params.appointmentId, body.lateMin);
  }

  @Serves(recordDeviceCheck)
  @Also('capability')
  async recordCheck(@Asks() caller: Caller, @Input() { params, body }: In<typeof recordDeviceCheck>) {
    await this.checks.record(caller, params.appointmentId, body);
    return {};
  }

  @Serves(mintCallRelay)
  @Also('locked', 'capability')
  @ByItself()
  @Limited('safety')
  mintRelay(@Asks() caller: Caller, @Input() { params }: In<typeof mintCallRelay>) {
    return this.relays.mint(caller, params.appointmentId);
  }
}
