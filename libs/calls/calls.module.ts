import { Module } from '@nestjs/common';

import { AlertsModule } from '#alerts';
import { AuditModule } from '#audit';
import { IdentityModule } from '#identity';
import { SchedulingModule } from '#scheduling';
import { CallActs } from './call-acts.service.js';
import { CallCover } from './call-cover.js';
import { CallDoor } from './call-door.js';
import { CallHold } from './call-hold.js';
import { CallLife } from './call-life.service.js';
import { CallList } from './call-list.service.js';
import { CallLosses } from './call-losses.js';
import { CallMoves } from './call-moves.js';
import { CallPresence } from './call-presence.service.js';
import { CallReading } from './call-reading.service.js';
import { CallRecords } from './call-records.js';
import { CallRelays } from './call-relays.service.js';
import { CallRooms } from './call-rooms.service.js';
import { CallSignals } from './call-signals.service.js';
import { CallSources } from './call-sources.js';
import { CallTables } from './call-tables.js';
import { CallViews } from './call-views.js';
import { CallWaits } from './call-waits.js';
import { CallWatch } from './call-watch.js';
import { DeviceCheckRepository } from './device-check.repository.js';
import { DeviceChecks } from './device-checks.service.js';
import { ParticipantRepository } from './participant.repository.js';
import { RoomRepository } from './room.repository.js';
import { SignalRepository } from './signal.repository.js';

const OPEN = [
  CallActs,
  CallReading,
  CallList,
  CallRooms,
  CallPresence,
  CallLife,
  CallSignals,
  CallRelays,
  DeviceChecks,
  CallLosses,
  CallWaits,
];
const INNER = [CallCover, CallDoor, CallHold, CallMoves, CallRecords, CallSources, CallTables, CallViews, CallWatch];
const STORED = [RoomRepository, ParticipantRepository, SignalRepository, DeviceCheckRepository];

@Module({
  imports: [AuditModule, IdentityModule, AlertsModule, SchedulingModule],
  providers: [...OPEN, ...INNER, ...STORED],
  exports: OPEN,
})
export class CallsModule {}
