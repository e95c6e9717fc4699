import { Controller } from '@nestjs/common';

import { addToNote, chartNotes, markNoteInError, psychotherapyNotes } from '#contracts';
import type { Caller } from '#identity';
import { AddendaService, NoteErrors, NotesService } from '#record';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** Notes of the chart. */
@Controller()
@SignedIn('therapist', 'prescriber', 'physician')
export class NotesController {
  constructor(
    private readonly notes: NotesService,
    private readonly addenda: AddendaService,
    private readonly errors: NoteErrors,
  ) {}

  @Serves(chartNotes.list)
  list(@Asks() caller: Caller, @Input() { params }: In<typeof chartNotes.list>) {
    return this.notes.list(caller, params.patientId, 'chart');
  }

  @Serves(chartNotes.begin)
  begin(@Asks() caller: Caller, @Input() { params, body }: In<typeof chartNotes.begin>) {
    return this.notes.begin(caller, params.patientId, 'chart', body);
  }

  @Serves(chartNotes.save)
  save(@Asks() caller: Caller, @Input() { params, body }: In<typeof chartNotes.save>) {
    return this.notes.save(caller, { shelf: 'chart', ...params }, body);
  }

  @Serves(chartNotes.sign)
  sign(@Asks() caller: Caller, @Input() { params, body }: In<typeof chartNotes.sign>) {
    return this.notes.sign(caller, { shelf: 'chart', ...params }, body.revision);
  }

  @Serves(chartNotes.discard)
  async discard(@Asks() caller: Caller, @Input() { params }: In<typeof chartNotes.discard>): Promise<null> {
    await this.notes.discard(caller, { shelf: 'chart', ...params });
    return null;
  }

  @Serves(addToNote)
  add(@Asks() caller: Caller, @Input() { params, body }: In<typeof addToNote>) {
    return this.addenda.add(caller, params.patientId, params.noteId, body.text);
  }

  @Serves(markNoteInError)
  markInError(@Asks() caller: Caller, @Input() { params, body }: In<typeof markNoteInError>) {
    return this.errors.mark(caller, params.patientId, params.noteId, body.reason);
  }
}

/** Notes that a therapist keeps apart from the chart. */
@Controller()
@SignedIn('therapist')
export class PsychotherapyNotesController {
  constructor(private readonly notes: NotesService) {}

  @Serves(psychotherapyNotes.list)
  list(@Asks() caller: Caller, @Input() { params }: In<typeof psychotherapyNotes.list>) {
    return this.notes.list(caller, params.patientId, 'apart');
  }

  @Serves(psychotherapyNotes.begin)
  begin(@Asks() caller: Caller, @Input() { params, body }: In<typeof psychotherapyNotes.begin>) {
    return this.notes.begin(caller, params.patientId, 'apart', body);
  }

  @Serves(psychotherapyNotes.save)
  save(@Asks() caller: Caller, @Input() { params, body }: In<typeof psychotherapyNotes.save>) {
    return this.notes.save(caller, { shelf: 'apart', ...params }, body);
  }

  @Serves(psychotherapyNotes.sign)
  sign(@Asks() caller: Caller, @Input() { params, body }: In<typeof psychotherapyNotes.sign>) {
    return this.notes.sign(caller, { shelf: 'apart', ...params }, body.revision);
  }

  @Serves(psychotherapyNotes.discard)
  async discard(@Asks() caller: Caller, @Input() { params }: In<typeof psychotherapyNotes.discard>): Promise<null> {
    await this.notes.discard(caller, { shelf: 'apart', ...params });
    return null;
  }
}
