import { Injectable } from '@nestjs/common';

import type { WorkItem } from '#contracts';
import type { Caller } from '#identity';
import { initialState, replay } from '#session-engine';
import { LiveSessionService, type Tile } from '#sessions';
import { plainWork, type WorkSource } from './work-source.js';

/** Live sessions: alerts that nobody has closed, and doses that wait for a release. */
@Injectable()
export class SessionWork implements WorkSource {
  constructor(private readonly live: LiveSessionService) {}

  async items(caller: Caller): Promise<WorkItem[]> {
    const { tiles } = await this.live.board(caller);
    return tiles.filter(({ isCancelled }) => !isCancelled).flatMap(workOf);
  }
}

function workOf({ id, patientId, patientName, plan, entries }: Tile): WorkItem[] {
  const { alerts, phase, gate } = replay(plan, entries, initialState());
  const of = { subjectId: id, patientId, patientName };
  const open = alerts
    .filter(({ closedAt }) => closedAt === undefined)
    .map(({ kind, level, raisedAt, acknowledgedAt }): WorkItem => {
      const isTaken = acknowledgedAt !== undefined;
      return { kind: 'session-alert', ...of, level, code: kind, at: new Date(raisedAt).toISOString(), isTaken };
    });
  if (phase !== 'gate_passed' || !gate) return open;
  const waits: WorkItem = { kind: 'release-waiting', ...of, ...plainWork, code: null, at: new Date(gate.at).toISOString() };
  return [...open, waits];
}
