import { Module } from '@nestjs/common';

import { AftercareModule } from '#aftercare';
import { AlertsModule } from '#alerts';
import { AssessmentsModule } from '#assessments';
import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { CredentialsModule } from '#credentials';
import { IdentityModule } from '#identity';
import { MonitoringFormsModule } from '#monitoring';
import { PreparationModule } from '#preparation';
import { ProtocolsModule } from '#protocols';
import { SchedulingModule } from '#scheduling';
import { SupplyModule } from '#supply';
import { BackupLinks } from './backup-links.js';
import { BoardCovers } from './board-covers.service.js';
import { ChaperoneLinkService } from './chaperone-link.service.js';
import { CompanionDoor } from './companion-door.js';
import { CompanionDuty } from './companion-duty.service.js';
import { CompanionPlace } from './companion-place.js';
import { CompanionShifts } from './companion-shifts.js';
import { CompanionViews } from './companion-views.js';
import { CompanionsService } from './companions.service.js';
import { CoverAccess } from './cover-access.js';
import { CoverViews } from './cover-views.js';
import { DeadlineRepository } from './deadline.repository.js';
import { DosedNow } from './dosed-now.js';
import { GateService } from './gate.service.js';
import { GateCover } from './gate-cover.js';
import { GateEvidenceReader } from './gate-evidence.js';
import { GateInClinic } from './gate-in-clinic.js';
import { GateOverrideRepository } from './gate-override.repository.js';
import { GateOverridesService } from './gate-overrides.service.js';
import { GateOverridesReading } from './gate-overrides-reading.service.js';
import { GatePatient } from './gate-patient.js';
import { GateSurroundings } from './gate-surroundings.js';
import { HeartbeatProofs } from './heartbeat.js';
import { InClinicService } from './in-clinic.service.js';
import { InClinicDoor } from './in-clinic-door.js';
import { InClinicReader } from './in-clinic-reader.js';
import { InClinicThings } from './in-clinic-things.js';
import { LinkRepository } from './link.repository.js';
import { LinkTokens } from './link-tokens.js';
import { LiveSessionService } from './live-session.service.js';
import { LogRepository } from './log.repository.js';
import { LogMemory } from './log-memory.js';
import { MilestoneRepository } from './milestone.repository.js';
import { OverrideDoor } from './override-door.js';
import { OverrideReach } from './override-reach.js';
import { OverrideViews } from './override-views.js';
import { OverrideWeek } from './override-week.js';
import { PagingContextReader } from './paging-context.js';
import { PausedReleases } from './paused-releases.js';
import { RefusedDoses } from './refused-doses.js';
import { RideRepository } from './ride.repository.js';
import { SessionRepository } from './session.repository.js';
import { SessionAccess } from './session-access.service.js';
import { SessionCards } from './session-cards.js';
import { SessionEnds } from './session-ends.js';
import { SessionLog } from './session-log.service.js';
import { SessionPlans } from './session-plans.js';
import { SessionReading } from './session-reading.service.js';
import { SessionStandings } from './session-standings.js';
import { SessionViews } from './session-views.service.js';
import { SessionWatchService } from './session-watch.service.js';
import { SessionsService } from './sessions.service.js';
import { SurroundingsReader } from './surroundings.js';
import { DeadlineSweep } from './sweep.js';
import { UnwatchedSweep } from './unwatched-sweep.js';
import { UsedMedicine } from './used-medicine.js';
import { WatchingViews } from './watching-views.js';
import { WrongNumberService } from './wrong-number.service.js';
import { WrongNumberPeople } from './wrong-number-people.js';

const OPEN = [
  SessionsService,
  SessionWatchService,
  GateService,
  LiveSessionService,
  SessionReading,
  SessionStandings,
  ...[ChaperoneLinkService, CompanionsService, WrongNumberService],
  PagingContextReader,
  DosedNow,
  SessionPlans,
  PausedReleases,
  InClinicService,
  InClinicReader,
  BackupLinks,
  CompanionDuty,
  BoardCovers,
  GateOverridesService,
  GateOverridesReading,
];

@Module({
  imports: [
    ...[AuditModule, IdentityModule, CareModule, CredentialsModule],
    ...[AlertsModule, AssessmentsModule, SchedulingModule, ProtocolsModule, SupplyModule, PreparationModule],
    MonitoringFormsModule,
    AftercareModule,
  ],
  providers: [
    ...OPEN,
    SessionAccess,
    SessionLog,
    RefusedDoses,
    ...[LinkTokens, LinkRepository, WrongNumberPeople],
    ...[CompanionDoor, CompanionPlace, CompanionViews],
    SessionViews,
    ...[CoverAccess, CoverViews, WatchingViews],
    SurroundingsReader,
    GateCover,
    GateEvidenceReader,
    GatePatient,
    GateSurroundings,
    GateInClinic,
    ...[GateOverrideRepository, OverrideDoor, OverrideWeek, OverrideReach, OverrideViews],
    ...[InClinicDoor, InClinicThings, RideRepository, UsedMedicine, SessionEnds, CompanionShifts, SessionCards],
    DeadlineSweep,
    UnwatchedSweep,
    HeartbeatProofs,
    SessionRepository,
    LogRepository,
    LogMemory,
    DeadlineRepository,
    MilestoneRepository,
  ],
  exports: OPEN,
})
export class SessionsModule {}
