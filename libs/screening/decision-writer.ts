import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { Outbox, type Tx } from '#platform';
import { CaseRepository, type CaseRow } from './case.repository.js';
import { DecisionRepository } from './decision.repository.js';
import { DecisionEvidence } from './decision-evidence.js';
import { type Letter, lacksWords, letterFor } from './domain/letter.js';
import { decided } from './messages.js';
import { screeningProblems } from './problems.js';
import { ScreeningAppointments } from './screening-appointments.js';

/** `note`: for the chart. The rest is what the letter is made of. */
export type Given = Letter & Readonly<{ note: string }>;

/** Asks for what a decision stands on, and writes it with its letter and what follows. */
@Injectable()
export class DecisionWriter {
  constructor(
    private readonly cases: CaseRepository,
    private readonly decisions: DecisionRepository,
    private readonly evidence: DecisionEvidence,
    private readonly appointments: ScreeningAppointments,
    private readonly outbox: Outbox,
  ) {}

  /** @throws `screening.reason-missing`, `screening.demands-open` with what is missing */
  async require(tx: Tx, held: CaseRow, given: Given): Promise<void> {
    if (lacksWords(given)) throw screeningProblems.reasonMissing();
    const demands = await this.evidence.missing(tx, held, given.outcome);
    if (demands.length) throw screeningProblems.demandsOpen({ demands });
  }

  async write(tx: Tx, held: CaseRow, given: Given): Promise<{ decisionId: string; number: number }> {
    const { id: caseId, patientId, ownerId: decidedBy, decisionNumber } = held;
    const { outcome, reasons, alternatives, note, revisitOn } = given;
    const [id, number] = [randomUUID(), decisionNumber + 1];
    const grounds = outcome === 'eligible' ? await this.evidence.grounds(tx, held) : null;
    await this.decisions.insert(tx, {
      ...{ id, caseId, patientId, number, outcome, decidedBy, grounds, content: { reasons, alternatives, note } },
      revisitOn: outcome === 'deferred' ? revisitOn : null,
      letter: letterFor(given),
    });
    await this.cases.decide(tx, caseId, { number, outcome });
    await this.appointments.held(tx, held);
    await this.outbox.append(tx, decided, { decisionId: id });
    return { decisionId: id, number };
  }
}
