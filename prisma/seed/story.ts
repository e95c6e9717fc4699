import { randomUUID } from 'node:crypto';

import type { AftercareService } from '#aftercare';
import type { ClinicAlertsService } from '#alerts';
import type { Answer, AssessmentsService, IntakeService, TrialsService } from '#assessments';
import type { Audit } from '#audit';
import type { AftercareCheck, AnswerAftercare, NoteKind } from '#contracts';
import type { LocationsService } from '#credentials';
import type { Caller, SignInService } from '#identity';
import { CourseBooking, type Placed, VisitsService } from '#integration';
import type { JournalService } from '#journal';
import { DAY, MINUTE } from '#kernel';
import { WritingService } from '#messaging';
import { Clock, ClockWalk, Database } from '#platform';
import type { TemplatesService } from '#protocols';
import type { AddendaService, ChartEntriesService, Entered, NotesService } from '#record';
import type { CaseSteps, CasesService, OffersService } from '#screening';
import type { EntryPayloads, EntryType } from '#session-engine';
import { GateService, type Reported, SessionsService, SessionWatchService } from '#sessions';
import type { CountsService, SupplyService } from '#supply';
import type { Cast } from './people.js';

export type Services = Readonly<{
  database: Database;
  clock: Clock;
  walk: ClockWalk;
  signIns: SignInService;
  courses: CourseBooking;
  sessions: SessionsService;
  watching: SessionWatchService;
  gate: GateService;
  visits: VisitsService;
  aftercare: AftercareService;
  journal: JournalService;
  writing: WritingService;
  audit: Audit;
  intake: IntakeService;
  assessments: AssessmentsService;
  trials: TrialsService;
  locations: LocationsService;
  templates: TemplatesService;
  cases: CasesService;
  steps: CaseSteps;
  offers: OffersService;
  supply: SupplyService;
  counts: CountsService;
  alerts: ClinicAlertsService;
  chart: ChartEntriesService;
  notes: NotesService;
  addenda: AddendaService;
}>;
export type Pressure = readonly [systolicMmHg: number, diastolicMmHg: number, heartRateBpm: number];

/** Nothing eaten or taken, and nothing new. */
const CLEAR: EntryPayloads['today-answers'] = {
  ...{ ateHoursAgo: 8, drankHoursAgo: 3, alcoholOrCannabis: 'none', tookSedative: false, tookOtherDrug: false },
  ...{ isMedicineAsAgreed: true, mayBePregnant: false, hasUrinarySymptoms: false, isSomethingNew: false },
};
const CALM = { breathing: 'normal', response: 'normal', isUpset: false, isVomiting: false } as const;

/** Plays sessions through the same services as people use, at the times at which they are to have happened. */
export class Story {
  private readonly callers = new Map<string, Promise<Caller>>();

  constructor(
    private readonly services: Services,
    private readonly cast: Cast,
  ) {}

  /** @param visitAfterMin from the start of the session to that of its visit */
  place(patient: string, startsAt: number, visitAfterMin: number): Promise<Placed> {
    const patientId = this.cast[patient]!;
    const visitStartsAt = new Date(startsAt + visitAfterMin * MINUTE);
    const course = { patientId, startsAt: new Date(startsAt), visitStartsAt, bookedBy: patientId };
    return this.services.database.transact(async (tx) => {
      const placed = await this.services.courses.place(tx, course);
      const act = { action: 'book', objectType: 'dosing-session', objectId: placed.sessionId, subjectPersonId: patientId };
      await this.services.audit.record(tx, { personId: patientId, role: 'patient' }, act);
      return placed;
    });
  }

  /** Somebody writes to a patient's team, or one of it to the patient. */
  async say(by: string, patient: string, text: string): Promise<void> {
    const [caller, patientId] = [await this.caller(by), this.cast[patient]!];
    await this.services.writing.readUntil(caller, patientId, 2 ** 31 - 1);
    await this.services.writing.write(caller, patientId, text);
  }

  async to(at: number): Promise<void> {
    await this.services.walk.to(new Date(at));
  }

  /** The chaperone is there and takes the pressure. */
  async arrive(sessionId: string, patient: string, pressure: Pressure): Promise<void> {
    await this.byChaperone(sessionId, patient, 'arrival', {});
    await this.askToday(sessionId, patient);
    await this.measure(sessionId, patient, pressure);
  }

  /** The patient says what they have had today, and the prescriber sees that it is them. */
  async askToday(sessionId: string, patient: string): Promise<void> {
    await this.write(await this.caller(patient), sessionId, 'today-answers', CLEAR);
    await this.write(await this.caller('nina'), sessionId, 'identity-confirmed', {});
  }

  measure(sessionId: string, patient: string, [systolicMmHg, diastolicMmHg, heartRateBpm]: Pressure): Promise<void> {
    return this.byChaperone(sessionId, patient, 'vitals', { systolicMmHg, diastolicMmHg, heartRateBpm, hasSymptoms: false });
  }

  check(sessionId: string, patient: string, number: number): Promise<void> {
    return this.byChaperone(sessionId, patient, 'safety-check', { ...CALM, number });
  }

  /** The prescriber looks at the gate. @returns the seq of its entry */
  async judge(sessionId: string): Promise<number> {
    await this.watch(sessionId);
    return (await this.services.gate.evaluate(await this.caller('nina'), sessionId)).seq;
  }

  /** The prescriber's screen returns a heartbeat. */
  private async watch(sessionId: string): Promise<void> {
    const [nina, { watching }] = [await this.caller('nina'), this.services];
    const [heartbeat] = await watching.heartbeats([sessionId]);
    await watching.watch(nina, sessionId, watching.proofFor(nina, heartbeat!));
  }

  /** From a gate that passes to the dose. */
  async dose(sessionId: string, patient: string): Promise<void> {
    await this.release(sessionId, patient);
    await this.write(await this.caller(patient), sessionId, 'dose-taken', {});
  }

  async release(sessionId: string, patient: string): Promise<void> {
    const nina = await this.caller('nina');
    const gateSeq = await this.judge(sessionId);
    await this.services.database.transact((tx) => this.services.signIns.grantStepUp(tx, nina));
    const { isReleased } = await this.services.gate.release(nina, sessionId, gateSeq);
    if (!isReleased) throw new Error(`The gate of the demo session of ${patient} does not pass.`);
  }

  /** Both say that all is well, and the prescriber lets the patient go. */
  async discharge(sessionId: string, patient: string): Promise<void> {
    await this.byChaperone(sessionId, patient, 'discharge-confirmation', {});
    const nina = await this.caller('nina');
    await this.write(nina, sessionId, 'discharge-confirmation', {});
    await this.write(nina, sessionId, 'discharge', {});
  }

  /** A patient answers one question. */
  async answer(patient: string, form: string, linkId: string, answer: Answer): Promise<void> {
    await this.services.intake.answer(await this.caller(patient), this.cast[patient]!, form, { version: '1', linkId, answer });
  }

  async finish(patient: string, form: string): Promise<void> {
    await this.services.intake.complete(await this.caller(patient), this.cast[patient]!, form);
  }

  /** A clinician has called the pharmacy about a treatment that the patient has tried. */
  async verifyTrial(
    by: string,
    patient: string,
    name: string,
    told: Readonly<{ informant: string; note: string }>,
  ): Promise<void> {
    const [caller, patientId, now] = [await this.caller(by), this.cast[patient]!, await this.services.clock.now()];
    const { trials } = await this.services.assessments.read(caller, patientId);
    const { key } = trials.trials.find((trial) => trial.name === name)!;
    await this.services.trials.verify(caller, patientId, key, { source: 'pharmacy', spokenAt: now.toISOString(), ...told });
  }

  /** Somebody has just proven who they are. */
  async prove(key: string): Promise<void> {
    const caller = await this.caller(key);
    await this.services.database.transact((tx) => this.services.signIns.grantStepUp(tx, caller));
  }

  /** A patient says where they are. */
  async isAt(patient: string, place: string): Promise<void> {
    await this.services.locations.state(await this.caller(patient), this.cast[patient]!, place);
  }

  /** The medical director publishes what Hearth brings, as it is. */
  async publish(by: string, code: string): Promise<void> {
    const { templates, signIns, database } = this.services;
    const caller = await this.caller(by);
    const { versionId, revision } = await templates.draft(caller, code);
    await database.transact((tx) => signIns.grantStepUp(tx, caller));
    await templates.publish(caller, versionId, revision);
  }

  /** A patient counts the medicine that they have. */
  async count(patient: string, units: number): Promise<void> {
    const [caller, patientId] = [await this.caller(patient), this.cast[patient]!];
    const { dispenses } = await this.services.supply.read(caller, patientId);
    await this.services.counts.count(caller, patientId, dispenses[0]!.dispenseId, units);
  }

  /** A clinician takes on what a count has raised. */
  async takeOnCount(by: string): Promise<void> {
    const caller = await this.caller(by);
    const { alerts } = await this.services.alerts.list(caller, { limit: 100 });
    for (const { id } of alerts.filter(({ kind }) => kind === 'supply-discrepancy'))
      await this.services.alerts.acknowledge(caller, id);
  }

  /** A clinician looks after a patient's screening from now on. */
  async openScreening(by: string, patient: string): Promise<void> {
    await this.services.cases.open(await this.caller(by), this.cast[patient]!);
  }

  async beginScreening(by: string, patient: string): Promise<void> {
    await this.services.steps.take(await this.caller(by), this.cast[patient]!, { step: 'begin' });
  }

  /** To another day. */
  async offerScreening(
    by: string,
    patient: string,
    to: string,
    words: { situation: string; openQuestions: string },
  ): Promise<void> {
    const offer = { ...words, toId: this.cast[to]!, isWarm: false, untilMin: (3 * DAY) / MINUTE };
    await this.services.offers.offer(await this.caller(by), this.cast[patient]!, offer);
  }

  async onChart(by: string, patient: string, entry: Entered): Promise<void> {
    await this.services.chart.add(await this.caller(by), this.cast[patient]!, entry);
  }

  async reviewMedicines(by: string, patient: string): Promise<void> {
    await this.services.chart.reviewMedicines(await this.caller(by), this.cast[patient]!);
  }

  /** A draft. @returns its id */
  async note(by: string, patient: string, kind: NoteKind, text: string): Promise<string> {
    const note = await this.services.notes.begin(await this.caller(by), this.cast[patient]!, 'chart', { kind, text });
    return note.noteId;
  }

  async signNote(by: string, patient: string, noteId: string): Promise<void> {
    const of = { shelf: 'chart', patientId: this.cast[patient]!, noteId } as const;
    await this.services.notes.sign(await this.caller(by), of, 1);
  }

  async addToNote(by: string, patient: string, noteId: string, text: string): Promise<void> {
    await this.services.addenda.add(await this.caller(by), this.cast[patient]!, noteId, text);
  }

  /** Soon after they were asked how they are after a session. @param before epoch ms; later than that nobody asks any more */
  async saysHow(
    patient: string,
    kind: AftercareCheck['kind'],
    said: AnswerAftercare,
    before = Number.POSITIVE_INFINITY,
  ): Promise<void> {
    const { aftercare } = this.services;
    const [caller, patientId] = [await this.caller(patient), this.cast[patient]!];
    const { checkId, askAt } = (await aftercare.read(caller, patientId)).find((check) => check.kind === kind)!;
    const at = Date.parse(askAt) + 9 * MINUTE;
    if (at >= before) return;
    await this.to(at);
    await aftercare.answer(caller, checkId, said);
  }

  /** A page of their journal, which their team may read or not. */
  async journals(patient: string, text: string, isShared: boolean): Promise<void> {
    const { journal } = this.services;
    const [caller, patientId] = [await this.caller(patient), this.cast[patient]!];
    const { journalId } = await journal.write(caller, patientId, { prompt: 'what-stays', text });
    if (isShared) await journal.share(caller, journalId, true);
  }

  async attend(visitId: string, therapist: string): Promise<void> {
    await this.services.visits.recordAttendance(await this.caller(therapist), visitId, true);
  }

  private byChaperone<T extends EntryType>(
    sessionId: string,
    patient: string,
    type: T,
    payload: EntryPayloads[T],
  ): Promise<void> {
    return this.chaperone(sessionId, patient).then((caller) => this.write(caller, sessionId, type, payload));
  }

  async write<T extends EntryType>(caller: Caller, sessionId: string, type: T, payload: EntryPayloads[T]): Promise<void> {
    const happenedAt = (await this.services.clock.now()).getTime();
    await this.services.sessions.record(caller, sessionId, { id: randomUUID(), type, payload, happenedAt } as Reported);
    await this.watch(sessionId);
  }

  /** Signed in as somebody of the cast. */
  caller(key: string): Promise<Caller> {
    return this.once(key, () => this.open(this.cast[key]!, null, 12));
  }

  private chaperone(sessionId: string, patient: string): Promise<Caller> {
    return this.once(`chaperone of ${sessionId}`, () => this.open(this.cast[`${patient}'s chaperone`]!, sessionId, 1));
  }

  /** The seed has put everybody in, and vouches for them. */
  private async open(personId: string, scope: string | null, hours: number): Promise<Caller> {
    const { database, signIns } = this.services;
    const token = await database.transact((tx) => signIns.open(tx, personId, scope, hours));
    return (await signIns.resolve(token))!;
  }

  /** The past is played: nobody of it stays signed in. */
  async leave(): Promise<void> {
    for (const caller of this.callers.values()) await this.services.signIns.signOut(await caller);
    this.callers.clear();
  }

  private once(key: string, make: () => Promise<Caller>): Promise<Caller> {
    const known = this.callers.get(key) ?? make();
    this.callers.set(key, known);
    return known;
  }
}
