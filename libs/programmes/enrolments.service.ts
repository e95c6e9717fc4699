import { Injectable } from '@nestjs/common';

import type { Scope } from '#care';
import type { EnrolmentEnding, ProgrammeRequirement } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Tx } from '#platform';
import { nextStep, type What } from './domain/next-step.js';
import type { EnrolmentState, Mark } from './domain/programme.js';
import { EnrolmentRepository, type EnrolmentRow } from './enrolment.repository.js';
import { EnrolmentDoor } from './enrolment-door.js';
import { programmeProblems } from './problems.js';
import { ProgrammeRepository } from './programme.repository.js';
import { StandingReader } from './standing-reader.js';

/** Something that is recorded of an enrolment. */
export type Recorded =
  | Readonly<{ kind: 'requirement'; requirement: ProgrammeRequirement }>
  | Readonly<{ kind: 'review'; afterSession: number }>;
export type MovedTo = Readonly<{ to: 'active' } | { to: 'completed' } | { to: 'ended'; ending: EnrolmentEnding }>;

/** That somebody is enrolled in the risk programme of a medicine is its prescriber's word. */
const PRESCRIBERS_WORD: ReadonlySet<string> = new Set<ProgrammeRequirement>(['rems-enrolment']);
const isPrescriber = ({ role }: Caller) => role === 'prescriber' || role === 'physician';

/** What people do with a patient's enrolment: bring them in, record what was done, end it. Nothing goes on by itself. */
@Injectable()
export class EnrolmentsService {
  constructor(
    private readonly database: Database,
    private readonly door: EnrolmentDoor,
    private readonly programmes: ProgrammeRepository,
    private readonly enrolments: EnrolmentRepository,
    private readonly standings: StandingReader,
  ) {}

  /** @throws `care.not-found`, `programmes.no-programme`, `programmes.not-eligible`, `programmes.enrolled-already` */
  async enrol(caller: Caller, patientId: string, versionId: string): Promise<string> {
    return this.act(caller, { patientId, scope: 'chart-write', action: 'enrol-in-programme' }, async (tx) => {
      const version = await this.programmes.find(tx, versionId);
      if (version?.state !== 'published') throw programmeProblems.noProgramme();
      if (!(await this.enrolments.isEligible(tx, patientId))) throw programmeProblems.notEligible();
      const id = await this.enrolments.insert(tx, patientId, versionId, caller.personId);
      if (id === null) throw programmeProblems.enrolledAlready();
      return { objectId: id, reason: version.code };
    });
  }

  /** @throws `care.not-found`, `programmes.not-enrolled`, `programmes.no-such-release` */
  async nameOwnTherapist(caller: Caller, patientId: string, releaseId: string): Promise<void> {
    await this.act(caller, { patientId, scope: 'documents-add', action: 'name-own-therapist' }, async (tx) => {
      const held = await this.held(tx, patientId);
      const isNamed = held.content.ownTherapist && (await this.enrolments.nameOwnTherapist(tx, held, releaseId));
      if (!isNamed) throw programmeProblems.noSuchRelease();
      return { objectId: held.id };
    });
  }

  /** @throws `care.not-found`, `programmes.not-enrolled`, `programmes.prescribers-part`, `programmes.not-next` */
  async record(caller: Caller, patientId: string, recorded: Recorded): Promise<void> {
    await this.act(caller, { patientId, scope: 'chart-write', action: 'record-programme-mark' }, async (tx) => {
      const held = await this.held(tx, patientId);
      const mark = markOf(recorded);
      if ((mark.kind === 'review' || PRESCRIBERS_WORD.has(mark.which)) && !isPrescriber(caller))
        throw programmeProblems.prescribersPart();
      if (recorded.kind === 'review') await this.requireNext(tx, held, 'review', recorded.afterSession);
      else if (!held.content.requirements.includes(recorded.requirement)) throw programmeProblems.notNext();
      if (!(await this.enrolments.mark(tx, held, mark, caller.personId))) throw programmeProblems.notNext();
      return { objectId: held.id, reason: `${mark.kind}-${mark.which}` };
    });
  }

  /** @throws `care.not-found`, `programmes.not-enrolled`, `programmes.prescribers-part`, `programmes.not-next` */
  async move(caller: Caller, patientId: string, moved: MovedTo): Promise<void> {
    await this.act(caller, { patientId, scope: 'chart-write', action: 'move-programme' }, async (tx) => {
      const held = await this.held(tx, patientId);
      if (moved.to === 'completed' && !isPrescriber(caller)) throw programmeProblems.prescribersPart();
      if (moved.to !== 'ended') await this.requireNext(tx, held, moved.to === 'active' ? 'begin' : 'end-review', null);
      const ending = moved.to === 'ended' ? moved.ending : null;
      await this.enrolments.move(tx, held.id, { from: held.state, to: moved.to as EnrolmentState, by: caller.personId, ending });
      return { objectId: held.id, reason: ending ?? moved.to };
    });
  }

  /** @throws `programmes.not-next` with what comes first */
  private async requireNext(tx: Tx, held: EnrolmentRow, what: What, number: number | null): Promise<void> {
    const { standing } = await this.standings.of(tx, held);
    const next = nextStep(held.content, standing);
    if (next?.what !== what || next.number !== number) throw programmeProblems.notNext({ next: next?.what ?? null });
  }

  private async held(tx: Tx, patientId: string): Promise<EnrolmentRow> {
    const held = await this.enrolments.hold(tx, patientId);
    if (!held) throw programmeProblems.notEnrolled();
    return held;
  }

  private act(
    caller: Caller,
    { patientId, scope, action }: Readonly<{ patientId: string; scope: Scope; action: string }>,
    work: (tx: Tx) => Promise<{ objectId: string; reason?: string }>,
  ): Promise<string> {
    return this.database.transact(async (tx) => {
      await this.door.requireOpen(tx, caller, patientId, scope);
      const made = await work(tx);
      await this.door.record(tx, caller, patientId, { action, ...made });
      return made.objectId;
    });
  }
}

const markOf = (recorded: Recorded): Mark =>
  recorded.kind === 'requirement'
    ? { kind: 'requirement', which: recorded.requirement }
    : { kind: 'review', which: String(recorded.afterSession) };
