import { Injectable } from '@nestjs/common';

import type { WorkItem } from '#contracts';
import type { Caller } from '#identity';
import { DAY } from '#kernel';
import { WorkList } from '#screening';
import { plainWork, type WorkSource } from './work-source.js';

/** Screenings: what is offered, what is due within a day, what has come back from outside, and whom nobody has looked at. */
@Injectable()
export class ScreeningWork implements WorkSource {
  constructor(private readonly screenings: WorkList) {}

  async items(caller: Caller, now: Date): Promise<WorkItem[]> {
    const { offered, own, unopened } = await this.screenings.read(caller);
    const soon = now.getTime() + DAY;
    const of = (kind: WorkItem['kind'], { patientId, patientName }: Named, at: string, code: string | null = null): WorkItem => ({
      ...{ kind, subjectId: patientId, patientId, patientName, code, at, ...plainWork },
    });
    return [
      ...offered.map((row) => of('screening-offered', row, row.handOff.offeredAt)),
      ...own.flatMap((row) => {
        if (row.next === 'read-the-clearance') return [of('clearance-back', row, row.dueAt ?? row.since, row.next)];
        return row.dueAt !== null && Date.parse(row.dueAt) <= soon ? [of('screening-due', row, row.dueAt, row.next)] : [];
      }),
      ...unopened.map((row) => of('screening-unopened', row, row.lastAnswerAt)),
    ];
  }
}

type Named = Readonly<{ patientId: string; patientName: string }>;
