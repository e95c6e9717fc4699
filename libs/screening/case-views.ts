import { Injectable } from '@nestjs/common';

import type { Clearance, HandOff, ScreeningDecision, WhoIsWho } from '#contracts';
import type { Db } from '#platform';
import { ClearanceRepository, type OpenedClearance } from './clearance.repository.js';
import { Clinicians } from './clinicians.js';
import { DecisionRepository, type OpenedDecision } from './decision.repository.js';
import { HandOffRepository, type OpenedHandOff } from './hand-off.repository.js';

type Named = (id: string) => WhoIsWho;
const day = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null;

export function toHandOff(row: OpenedHandOff, named: Named): HandOff {
  const { id, isWarm, fromId, toId, state, offeredAt, until, endedAt, declineReason, roomId, summary } = row;
  return {
    ...{ id, isWarm, state, roomId, summary, from: named(fromId), to: named(toId) },
    ...{ offeredAt: offeredAt.toISOString(), until: until.toISOString(), endedAt: endedAt?.toISOString() ?? null },
    declineReason: declineReason as HandOff['declineReason'],
  };
}

function toDecision(row: OpenedDecision, named: Named): ScreeningDecision {
  const { id, number, outcome, decidedAt, decidedBy, revisitOn, content, letter } = row;
  const { reasons = [], alternatives = [], note = '' } = content ?? {};
  return {
    ...{ id, number, outcome, letter, revisitOn: day(revisitOn), decidedAt: decidedAt.toISOString() },
    decidedByName: named(decidedBy).displayName,
    content: content && { reasons: [...reasons], alternatives: [...alternatives], note },
  };
}

function toClearance(row: OpenedClearance, named: Named, now: Date): Clearance {
  const { id, state, askedAt, askedBy, dueAt, question, answer, answeredAt, readAt, readBy } = row;
  return {
    ...{ id, state, question, answer, askedByName: named(askedBy).displayName },
    isOverdue: state === 'asked' && dueAt <= now,
    ...{ askedAt: askedAt.toISOString(), dueAt: dueAt.toISOString() },
    ...{ answeredAt: answeredAt?.toISOString() ?? null, readAt: readAt?.toISOString() ?? null },
    readByName: readBy && named(readBy).displayName,
  };
}

/** What belongs to a case, as it crosses the wire. */
@Injectable()
export class CaseViews {
  constructor(
    private readonly handOffs: HandOffRepository,
    private readonly decisions: DecisionRepository,
    private readonly clearances: ClearanceRepository,
    private readonly clinicians: Clinicians,
  ) {}

  /** @param others whose cards are wanted besides */
  async of(db: Db, caseId: string, others: readonly string[], now: Date) {
    const [handOffs, decisions, clearances] = [
      await this.handOffs.findOf(db, caseId),
      await this.decisions.findOf(db, caseId),
      await this.clearances.findOf(db, caseId),
    ];
    const named = await this.clinicians.named(db, [
      ...others,
      ...handOffs.flatMap(({ fromId, toId }) => [fromId, toId]),
      ...decisions.map(({ decidedBy }) => decidedBy),
      ...clearances.flatMap(({ askedBy, readBy }) => (readBy ? [askedBy, readBy] : [askedBy])),
    ]);
    return {
      named,
      handOffs: handOffs.map((row) => toHandOff(row, named)),
      decisions: decisions.map((row) => toDecision(row, named)),
      clearances: clearances.map((row) => toClearance(row, named, now)),
    };
  }
}
