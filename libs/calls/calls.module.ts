import { Module } from '@nestjs/common';

import { AlertsModule } from '#alerts';
import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { CredentialsModule } from '#credentials';
import { IdentityModule } from '#identity';
import { SchedulingModule } from '#scheduling';
import { CallActs } from './call-acts.service.js';
import { CallContacts } from './call-contacts.service.js';
import { CallCover } from './call-cover.js';
import { CallDoor } from './call-door.js';
import { CallHold } from './call-hold.js';
import { CallLife } from './call-life.service.js';
import { CallList } from './call-list.service.js';
import { CallLosses } from './call-losses.js';
import { CallMoves } from './call-moves.js';
import { CallPeople } from './call-people.js';
import { CallPresence } from './call-presence.service.js';
import { CallReach } from './call-reach.js';
import { CallReadiness } from './call-readiness.js';
import { CallReading } from './call-reading.service.js';
import { CallRecords } from './call-records.js';
import { CallRelays } from './call-relays.service.js';
import { CallRooms } from './call-rooms.service.js';
import { CallScopes } from './call-scopes.js';
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
  CallReadiness,
  CallContacts,
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
const INNER = [
  CallCover,
  CallDoor,
  CallHold,
  CallMoves,
  CallPeople,
  CallReach,
  CallRecords,
  CallScopes,
  CallSources,
  CallTables,
  CallViews,
  CallWatch,
];
const STORED = [RoomRepository, ParticipantRepository, SignalRepository, DeviceCheckRepository];

@Module({
  imports: [AuditModule, IdentityModule, CareModule, CredentialsModule, AlertsModule, SchedulingModule],
  providers: [...OPEN, ...INNER, ...STORED],
  exports: OPEN,
})
export class CallsModule {}
