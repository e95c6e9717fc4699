import { Module } from '@nestjs/common';

import { AlertsModule } from '#alerts';
import { AssessmentsModule } from '#assessments';
import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { CredentialsModule } from '#credentials';
import { DocumentsModule } from '#documents';
import { IdentityModule } from '#identity';
import { IncidentsModule } from '#incidents';
import { ProtocolsModule } from '#protocols';
import { SchedulingModule } from '#scheduling';
import { ScreeningModule } from '#screening';
import { SessionsModule } from '#sessions';
import { AddendaService } from './addenda.service.js';
import { AddendumRepository } from './addendum.repository.js';
import { ChartService } from './chart.service.js';
import { ChartClinical } from './chart-clinical.js';
import { ChartDoor } from './chart-door.js';
import { ChartEntriesService } from './chart-entries.service.js';
import { ChartEntryRepository } from './chart-entry.repository.js';
import { ChartLists } from './chart-lists.js';
import { ChartSurroundings } from './chart-surroundings.js';
import { ErasureService } from './erasure.service.js';
import { NoteRepository } from './note.repository.js';
import { NoteDoor } from './note-door.js';
import { NoteErrorRepository } from './note-error.repository.js';
import { NoteErrors } from './note-errors.service.js';
import { NoteViews } from './note-views.js';
import { NotesService } from './notes.service.js';
import { SessionNoteRepository } from './session-note.repository.js';
import { SessionNotesService } from './session-notes.service.js';
import { AlertWork } from './work/alert-work.js';
import { BasisWork } from './work/basis-work.js';
import { DoseWork } from './work/dose-work.js';
import { IncidentWork } from './work/incident-work.js';
import { LicenceWork } from './work/licence-work.js';
import { NoteWork } from './work/note-work.js';
import { PdmpWork } from './work/pdmp-work.js';
import { ScreeningWork } from './work/screening-work.js';
import { SessionWork } from './work/session-work.js';
import { WorkService } from './work/work.service.js';
import { WORK_SOURCES, type WorkSource } from './work/work-source.js';

const OPEN = [
  ...[ErasureService, NotesService, NoteErrors, AddendaService, ChartService, ChartEntriesService],
  ...[SessionNotesService, WorkService],
];
/** Where the work list comes from. */
const SOURCES = [SessionWork, AlertWork, ScreeningWork, DoseWork, PdmpWork, BasisWork, LicenceWork, NoteWork, IncidentWork];

@Module({
  imports: [
    ...[AuditModule, IdentityModule, CareModule, DocumentsModule, CredentialsModule, AlertsModule],
    ...[AssessmentsModule, SchedulingModule, ProtocolsModule, ScreeningModule, SessionsModule, IncidentsModule],
  ],
  providers: [
    ...OPEN,
    ...[NoteRepository, NoteErrorRepository, AddendumRepository, NoteDoor, NoteViews, SessionNoteRepository],
    ...[ChartEntryRepository, ChartDoor, ChartLists, ChartClinical, ChartSurroundings],
    ...SOURCES,
    { provide: WORK_SOURCES, inject: SOURCES, useFactory: (...sources: WorkSource[]) => sources },
  ],
  exports: OPEN,
})
export class RecordModule {}
