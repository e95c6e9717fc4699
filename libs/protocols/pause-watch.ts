import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { Tx } from '#platform';
import { CourseFactsRepository, type StoredCourse } from './course-facts.repository.js';
import { strictestPauseLimits } from './domain/pause-limits.js';
import { knownAs, type PauseReason, pauseReasons } from './domain/pause-rules.js';
import { PauseRepository } from './pause.repository.js';
import { PauseNotices } from './pause-notices.js';

/** Asks the rules for pausing about a course, and tells people. It pauses; only a person lets a course go on. */
@Injectable()
export class PauseWatch {
  constructor(
    private readonly facts: CourseFactsRepository,
    private readonly pauses: PauseRepository,
    private readonly notices: PauseNotices,
    private readonly audit: Audit,
  ) {}

  /**
   * Pauses the course if a fact speaks against going on that nobody has looked at. The same fact pauses once, however often it is looked at.
   * The course is held from before the look on: what is signed or released after it, in this transaction, is what was looked at.
   *
   * @returns whether the course is paused
   */
  async look(tx: Tx, patientId: string): Promise<boolean> {
    await this.pauses.hold(tx, patientId);
    const course = await this.facts.read(tx.sql, patientId);
    const { protocolId, isPaused } = course;
    const reasons = newReasons(course);
    if (protocolId === null || !reasons.length) return isPaused;
    const opened = await this.pauses.insert(tx, { patientId, protocolId }, reasons);
    if (opened.length) await this.pause(tx, { patientId, protocolId }, opened, reasons);
    return true;
  }

  /** As `look`, and nobody else pauses the course or lets it go on until the transaction is over. */
  async holdAndLook(tx: Tx, patientId: string): Promise<boolean> {
    await this.pauses.hold(tx, patientId);
    return this.look(tx, patientId);
  }

  /** A prescriber should have looked by now: whoever is on call, the team and then the admins are called until somebody takes it on. */
  async overdue(tx: Tx, pauseId: string): Promise<void> {
    const pause = await this.pauses.findById(tx, pauseId);
    if (pause && pause.endedAt === null) await this.notices.climb(tx, pause);
  }

  private async pause(
    tx: Tx,
    { patientId, protocolId }: Readonly<{ patientId: string; protocolId: string }>,
    opened: readonly string[],
    reasons: readonly PauseReason[],
  ): Promise<void> {
    await this.pauses.pauseProtocols(tx, patientId);
    await this.notices.opened(tx, patientId, opened[0]!);
    const reason = [...new Set(reasons.map((each) => each.reason))].join(' ');
    const act = { action: 'pause-course', objectType: 'protocol', objectId: protocolId, subjectPersonId: patientId, reason };
    await this.audit.record(tx, null, act);
  }
}

/** Reasons by facts that have never paused the course. */
function newReasons({ now, signedAt, known, ownLimits, ...facts }: StoredCourse): PauseReason[] {
  if (signedAt === null) return [];
  const paused = new Set(known);
  const reasons = pauseReasons({ ...facts, signedAt: signedAt.getTime() }, now.getTime(), strictestPauseLimits(...ownLimits));
  return reasons.filter((one) => !paused.has(knownAs(one)));
}
