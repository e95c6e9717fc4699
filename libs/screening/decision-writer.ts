import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { Outbox, type Tx } from '#platform';
import { CaseRepository, type CaseRow } from './case.repository.js';
import { Clinicians } from './clinicians.js';
import { DecisionRepository } from './decision.repository.js';
import type { Demand } from './domain/demands.js';
import { type Letter, lacksWords, letterFor } from './domain/letter.js';
import { Evidence, groundsOf } from './evidence.js';
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
    const demands = await this.evidence.missing(tx, held, given);
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

/** What a decision of the owner stands on. */
@Injectable()
export class DecisionEvidence {
  constructor(
    private readonly evidence: Evidence,
    private readonly clinicians: Clinicians,
  ) {}

  /** Whoever turns nobody away and lets nobody in may do so without papers; any decision is a prescriber's. */
  async missing(tx: Tx, held: CaseRow, { outcome }: Given): Promise<readonly Demand[]> {
    const { demands } = await this.known(tx, held);
    return outcome === 'eligible' ? demands : demands.filter((demand) => demand === 'not-a-prescriber');
  }

  async grounds(tx: Tx, held: CaseRow) {
    const grounds = groundsOf(await this.known(tx, held));
    if (!grounds) throw screeningProblems.demandsOpen();
    return grounds;
  }

  private async known(tx: Tx, held: CaseRow) {
    const isPrescriber = await this.clinicians.isHere(tx, held.ownerId, { prescribes: true });
    return this.evidence.of(tx, held, held.ownerId, isPrescriber);
  }
}
