import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { Caller } from '#identity';
import type { Db, Reader, Tx } from '#platform';
import { type Assignment, AssignmentRepository } from './assignment.repository.js';
import { ConsentStanding, type Standing } from './consent-standing.js';
import { type Ground, groundFor, patientsFor, type Scope } from './domain/access.js';
import { careProblems } from './problems.js';
import { type ClinicSettings, SettingsRepository } from './settings.repository.js';
import { TieRepository } from './tie.repository.js';

export type Team = Readonly<{ prescriberId: string; therapistId: string; chaperoneId: string }>;

/** Whoever is called keeps what they may see for the night after the session. Source: docs/clinical-defaults.md, "End". */
const PAGED_HOURS = 24;

/** Who cares for whom, under which settings. */
@Injectable()
export class CareService {
  constructor(
    private readonly ties: TieRepository,
    private readonly assignments: AssignmentRepository,
    private readonly standing: ConsentStanding,
    private readonly clinic: SettingsRepository,
    private readonly audit: Audit,
  ) {}

  /**
   * @param on the transaction that the caller is in, if there is one: a second connection beside it could starve the pool
   * @returns why the caller may
   * @throws `care.not-found` for a patient whom the caller may not know of, and for one who does not exist
   */
  async requireAccess(caller: Caller, patientId: string, scope: Scope, on?: Reader): Promise<Ground> {
    const ground = await this.findGround(caller, patientId, scope, on);
    if (ground === null) throw careProblems.notFound();
    return ground;
  }

  /** Why the caller may; null when they may not. */
  async findGround(caller: Caller, patientId: string, scope: Scope, on?: Reader): Promise<Ground | null> {
    const { ties, now } = await this.ties.findOf(caller.personId, patientId, on);
    return groundFor(caller, patientId, scope, ties, now);
  }

  /** The patients of whom the caller may see this much; `all` for admins, within what running the clinic asks for. */
  async patientsOf(caller: Caller, scope: Scope): Promise<readonly string[] | 'all'> {
    const { ties, now } = await this.ties.findAllOf(caller.personId);
    return patientsFor(caller, scope, ties, now);
  }

  /** Whether each caller may still see their patient: one statement, however many ask. */
  async stillMay(asks: readonly Readonly<{ caller: Caller; patientId: string }>[], scope: Scope): Promise<boolean[]> {
    const { ties, now } = await this.ties.findBetween(
      asks.map(({ caller, patientId }) => ({ personId: caller.personId, patientId })),
    );
    return asks.map(({ caller, patientId }) => groundFor(caller, patientId, scope, ties, now) !== null);
  }

  /** Who was or is tied to these patients, and when; for those who watch over the record. */
  tiesOf(on: Reader, patientIds: readonly string[]): Promise<Assignment[]> {
    return this.assignments.findAll(on, patientIds);
  }

  /** The ids of who cares for a patient, those first who have done so longest; whoever was only paged is not among them. */
  team(db: Db, patientId: string): Promise<string[]> {
    return this.assignments.findTeam(db, patientId);
  }

  settings(db: Db): Promise<ClinicSettings> {
    return this.clinic.read(db);
  }

  /** Whether a patient's consent is current, and what of it is missing. */
  consent(db: Db, patientId: string): Promise<Standing> {
    return this.standing.of(db, patientId);
  }

  /** Gives a paged clinician access to the patient, as a row like any other. It ends by itself. */
  async assignPaged(tx: Tx, patientId: string, personId: string): Promise<void> {
    const written = await this.assignments.insertPaged(tx, patientId, personId, PAGED_HOURS);
    if (!written) return;
    await this.audit.record(tx, null, {
      action: 'assign',
      objectType: 'care-assignment',
      objectId: personId,
      subjectPersonId: patientId,
      reason: written === 'new' ? 'paged' : 'paged-again',
    });
  }

  /** After the end of a session whoever was called to it may look after the patient for a while. */
  keepPaged(tx: Tx, patientId: string, endedAt: Date): Promise<void> {
    return this.assignments.extendPaged(tx, patientId, endedAt, PAGED_HOURS);
  }
}
