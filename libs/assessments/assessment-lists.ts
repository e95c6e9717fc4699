import { Injectable } from '@nestjs/common';

import { IdentityService } from '#identity';
import type { Db } from '#platform';
import { INTAKE } from './domain/catalogue/index.js';
import { type Response, ResponseRepository } from './response.repository.js';
import { SignalRepository, type SignalRow } from './signal.repository.js';

/** Lists of patients by what they have answered. */
@Injectable()
export class AssessmentLists {
  constructor(
    private readonly responses: ResponseRepository,
    private readonly signals: SignalRepository,
    private readonly identity: IdentityService,
  ) {}

  async of(db: Db, patientIds: readonly string[]) {
    const [responses, signals, people] = await Promise.all([
      this.responses.findCurrent(db, patientIds),
      this.signals.findOf(db, patientIds),
      this.identity.people(db, patientIds),
    ]);
    const rows = patientIds.map((patientId) => ({
      patientId,
      patientName: people.get(patientId)?.displayName ?? '',
      ...howFar(responses.filter((each) => each.patientId === patientId)),
      ...openOf(signals.filter((each) => each.patientId === patientId)),
    }));
    return rows.toSorted(
      (a, b) => b.highestLevel - a.highestLevel || b.openSignals - a.openSignals || a.patientName.localeCompare(b.patientName),
    );
  }
}

function howFar(responses: readonly Response[]) {
  const answered = responses.flatMap(({ answeredAt }) => answeredAt?.getTime() ?? []);
  const done = new Set(
    responses.filter(({ form, completedAt }) => completedAt !== null && INTAKE.includes(form)).map(({ form }) => form),
  ).size;
  return { done, of: INTAKE.length, lastAnswerAt: answered.length ? new Date(Math.max(...answered)).toISOString() : null };
}

function openOf(signals: readonly SignalRow[]) {
  const open = signals.filter(({ reviewedAt }) => reviewedAt === null);
  return { openSignals: open.length, highestLevel: Math.max(0, ...open.map(({ level }) => level)) };
}
